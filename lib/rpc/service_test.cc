// The way of a call: who is let in, what is answered, and what the audit log holds afterwards.

#include "lib/rpc/service.h"

#include <future>
#include <map>
#include <thread>

#include "lib/base/mutex.h"
#include "lib/rpc/service_fixture_for_test.h"

namespace mingce::rpc {
namespace {

using policy::v1::EVERY_CALL;
using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(ServiceTest, AnswersAndWritesItDown) {
  EXPECT_EQ(Send(0, "你好").text(), "你好");
  const std::vector<audit::Entry> entries = audit_.entries();
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].actor, "all");
  EXPECT_EQ(entries[0].decision, "OK");
  EXPECT_EQ(entries[0].request_hash.size(), 32u);
  EXPECT_EQ(Send(4, "x").text(), "x");
  EXPECT_EQ(audit_.entries().size(), 1u) << "M4 is not audited";
}

TEST_F(ServiceTest, AVerbSaysWhatItTouched) {
  verb_ = [](const Call& call, const Text& asked) -> absl::StatusOr<Text> {
    if (asked.value() == "no") return Absent();
    for (const char* subject : {"members/a", "members/b"}) {
      call.audit->items.push_back(call.audit->entry);
      call.audit->items.back().subject = subject;
    }
    call.audit->items.back().decision = "NOT_ELIGIBLE";
    return asked;
  };
  EXPECT_TRUE(Send(3, "yes").wire.ok());
  EXPECT_THAT(audit_.Take(), ElementsAre(Line(3, "OK"), Line(3, "NOT_ELIGIBLE")));
  EXPECT_EQ(Send(3, "no").reason(), "ABSENT");
  EXPECT_THAT(audit_.Take(), ElementsAre(Line(3, "ABSENT")));
}

TEST_F(ServiceTest, WhatAMutationWroteIsNotWrittenAgain) {
  verb_ = [](const Call& call, const Text& asked) -> absl::StatusOr<Text> {
    call.audit->durable = true;
    return asked;
  };
  EXPECT_TRUE(Send(0, "x").wire.ok());
  EXPECT_THAT(audit_.Take(), IsEmpty());
}

TEST_F(ServiceTest, TheVerbKnowsWhatItsCallerMay) {
  caller_ = "town";
  verb_ = [](const Call& call, const Text& asked) -> absl::StatusOr<Text> {
    if (!call.access.May(policy::v1::MEMBER_READ, asked.value())) return Absent();
    return asked;
  };
  EXPECT_TRUE(Send(3, kVillage).wire.ok());
  EXPECT_EQ(Send(3, kOther).reason(), "ABSENT");
  // From the next call on it may something else.
  facts_ = FactsForTest({GrantForTest("town", kOther)});
  EXPECT_EQ(Send(3, kVillage).reason(), "ABSENT");
  EXPECT_TRUE(Send(3, kOther).wire.ok());
}

TEST_F(ServiceTest, ARightWithdrawnWhileACallWaitsIsNoLongerOne) {
  // More than the queue has workers; the call comes after them.
  constexpr int kBusy = 16;
  WorkQueue& queue = queues_.of(policy::v1::INTERACTIVE);
  std::promise<void> free;
  const std::shared_future<void> freed = free.get_future().share();
  for (int i = 0; i < kBusy; ++i) {
    ASSERT_TRUE(queue.Add("busy", [freed, &queue] {
      freed.wait();
      queue.Release("busy");
    }));
  }
  std::future<Outcome> waiting = std::async(std::launch::async, [this] { return Send(0, "x"); });
  while (queue.taken() <= kBusy) std::this_thread::yield();
  facts_ = FactsForTest({});
  free.set_value();
  EXPECT_EQ(waiting.get().reason(), "PERMISSION_DENIED");
}

TEST_F(ServiceTest, ServesNothingThatIsNotWhole) {
  const auto create = [&](const Runtime& runtime, const policy::v1::MethodPolicy& policy,
                          std::function<absl::Status()> absent) {
    return ReasonOf(
        Service::Create(runtime, descriptors_.Make({policy}), {.absent = std::move(absent)})
            .status());
  };
  Runtime no_log = runtime_;
  no_log.audit = nullptr;
  EXPECT_EQ(create(runtime_, {}, Absent), "POLICY_MISSING");
  EXPECT_EQ(create(runtime_, PolicyOf(policy::v1::FIELD), nullptr), "POLICY_MISSING");
  policy::v1::MethodPolicy unlimited = PolicyOf(policy::v1::ANYWHERE);
  unlimited.clear_max_request_bytes();
  EXPECT_EQ(create(runtime_, unlimited, Absent), "POLICY_MISSING");
  EXPECT_EQ(create(no_log, PolicyOf(policy::v1::ANYWHERE, EVERY_CALL), Absent),
            "AUDIT_LOG_MISSING");
  EXPECT_EQ(create(no_log, PolicyOf(policy::v1::ANYWHERE), nullptr), "");

  const auto service =
      Service::Create(runtime_, descriptors_.Make({PolicyOf(policy::v1::ANYWHERE)}), {}).value();
  EXPECT_EQ(ReasonOf(service->CheckBound()), "METHOD_UNBOUND");
  service->Serve<Text, policy::v1::Bindings>("M0", [](const Call&, const Text&) {
    return absl::StatusOr<policy::v1::Bindings>(policy::v1::Bindings());
  });
  EXPECT_EQ(ReasonOf(service->CheckBound()), "METHOD_UNBOUND") << "other types";
}

}  // namespace
}  // namespace mingce::rpc
