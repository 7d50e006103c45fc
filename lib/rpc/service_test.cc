// The way of a call, over a real server and a real channel: who is let in, what is answered, and
// what the audit log holds afterwards.

#include "lib/rpc/service.h"

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <chrono>
#include <future>
#include <map>
#include <thread>

#include "lib/base/error.h"
#include "lib/base/mutex.h"
#include "lib/rpc/audit_for_test.h"
#include "lib/rpc/authorizer.h"
#include "lib/rpc/grpc_status.h"
#include "lib/rpc/service_for_test.h"

namespace mingce::rpc {
namespace {

using policy::v1::EVERY_CALL;
using testing::ElementsAre;
using testing::IsEmpty;

absl::Status Absent() {
  return MakeError(absl::StatusCode::kNotFound, "there is no such thing",
                   {.reason = "ABSENT", .domain = "mingce.trial", .message_zh = "没有"});
}

// Methods: M0 EVERYWHERE, M1 FIELD, M2 ANYWHERE, M3 LOADED, all audited; M4 ANYWHERE and not.
class ServiceTest : public testing::Test {
 protected:
  ServiceTest() {
    const google::protobuf::ServiceDescriptor* descriptor = descriptors_.Make(
        {PolicyOf(policy::v1::EVERYWHERE, EVERY_CALL), PolicyOf(policy::v1::FIELD, EVERY_CALL),
         PolicyOf(policy::v1::ANYWHERE, EVERY_CALL), PolicyOf(policy::v1::LOADED, EVERY_CALL),
         PolicyOf(policy::v1::ANYWHERE)});
    path_ = absl::StrCat("/", descriptor->full_name(), "/");
    runtime_ = Runtime{.clock = &Clock::System(),
                       .authority = &authorizer_,
                       .queues = &queues_,
                       .metrics = metrics_.get(),
                       .audit = &audit_,
                       .identity_of = [this](const grpc::AuthContext&) { return caller_; }};
    service_ = Service::Create(runtime_, descriptor, {.absent = Absent}).value();
    for (int i = 0; i < 5; ++i) {
      service_->Serve<Text, Text>(
          absl::StrCat("M", i),
          [this](const Call& call, const Text& asked) { return verb_(call, asked); });
    }
    EXPECT_TRUE(service_->CheckBound().ok());
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(service_.get());
    server_ = builder.BuildAndStart();
    channel_ =
        grpc::CreateChannel(absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials());
  }
  ~ServiceTest() override { server_->Shutdown(); }

  struct Outcome {
    grpc::Status wire;
    grpc::ByteBuffer bytes;
    std::string reason() const { return ReasonOf(FromGrpc(wire)); }
    std::string text() {
      Text answer;
      std::vector<grpc::Slice> slices;
      std::string all;
      EXPECT_TRUE(bytes.Dump(&slices).ok());
      for (const grpc::Slice& slice : slices) all.append(slice.begin(), slice.end());
      EXPECT_TRUE(answer.ParseFromString(all));
      return answer.value();
    }
  };

  Outcome SendBytes(int method, const std::string& bytes, bool deadline = true) {
    grpc::ClientContext context;
    if (deadline) context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    const grpc::Slice slice(bytes);
    const grpc::ByteBuffer request(&slice, 1);
    Outcome outcome;
    std::promise<grpc::Status> status;
    grpc::GenericStub stub(channel_);
    stub.UnaryCall(&context, absl::StrCat(path_, "M", method), grpc::StubOptions(), &request,
                   &outcome.bytes, [&](grpc::Status s) { status.set_value(std::move(s)); });
    outcome.wire = status.get_future().get();
    return outcome;
  }
  Outcome Send(int method, const std::string& text, bool deadline = true) {
    Text request;
    request.set_value(text);
    return SendBytes(method, request.SerializeAsString(), deadline);
  }
  // A call that ends before it has a message.
  Outcome SendNothing(int method) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    grpc::CompletionQueue queue;
    const auto call =
        grpc::GenericStub(channel_).PrepareCall(&context, absl::StrCat(path_, "M", method), &queue);
    void* tag = nullptr;
    bool ok = false;
    call->StartCall(nullptr);
    EXPECT_TRUE(queue.Next(&tag, &ok));
    call->WritesDone(nullptr);
    EXPECT_TRUE(queue.Next(&tag, &ok));
    Outcome outcome;
    call->Finish(&outcome.wire, nullptr);
    EXPECT_TRUE(queue.Next(&tag, &ok));
    return outcome;
  }
  static std::string Name(const char* id) { return absl::StrCat("organizations/", id); }
  std::string Line(int method, absl::string_view decision) const {
    return absl::StrCat(caller_, " ", path_.substr(8, path_.find('.', 8) - 8), ".M", method, " ",
                        decision);
  }

  DescriptorsForTest descriptors_;
  AccessFacts facts_ = FactsForTest({GrantForTest("all", ""), GrantForTest("town", kTown),
                                     GrantForTest("else", "", policy::v1::STATUS_READ)});
  const Authorizer authorizer_{{}, [this] { return facts_; }};
  WorkQueues queues_;
  const std::unique_ptr<Metrics> metrics_ = Metrics::Create("registry");
  AuditForTest audit_;
  Runtime runtime_;
  std::string caller_ = "all";
  std::function<absl::StatusOr<Text>(const Call&, const Text&)> verb_ =
      [](const Call&, const Text& asked) -> absl::StatusOr<Text> { return asked; };
  std::string path_;
  std::unique_ptr<Service> service_;
  std::unique_ptr<grpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

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

TEST_F(ServiceTest, EveryRefusalOfAnAuditedCallIsWrittenDown) {
  caller_ = "else";
  EXPECT_EQ(Send(0, "x").reason(), "PERMISSION_DENIED");
  EXPECT_THAT(audit_.Take(), ElementsAre(Line(0, "PERMISSION_DENIED")));
  EXPECT_EQ(Send(4, "x").reason(), "PERMISSION_DENIED");
  EXPECT_THAT(audit_.Take(), IsEmpty());
  caller_ = "";
  EXPECT_EQ(Send(2, "x").reason(), "IDENTITY_MISSING");
  EXPECT_THAT(audit_.Take(), ElementsAre(Line(2, "IDENTITY_MISSING")));
  caller_ = "all";
  EXPECT_EQ(Send(2, "x", /*deadline=*/false).reason(), "DEADLINE_REQUIRED");
  EXPECT_THAT(audit_.Take(), ElementsAre(Line(2, "DEADLINE_REQUIRED")));
  for (const int method : {0, 1, 2, 3}) {
    EXPECT_EQ(SendBytes(method, "\xff\xff\xff").reason(), "REQUEST_UNREADABLE");
    EXPECT_THAT(audit_.Take(), ElementsAre(Line(method, "REQUEST_UNREADABLE")));
  }
  caller_ = "town";
  EXPECT_EQ(Send(1, Name(kOther)).reason(), "ABSENT");
  EXPECT_EQ(audit_.entries().at(0).organization, Name(kOther));
  EXPECT_THAT(audit_.Take(), ElementsAre(Line(1, "ABSENT")));
}

TEST_F(ServiceTest, AMessageThatIsTooLargeOrNotThereIsRefusedWithAReason) {
  const std::string fits(kMostTextBytes - 3, 'x');  // and three bytes to say that it follows
  for (const int method : {0, 2, 3}) {
    EXPECT_TRUE(Send(method, fits).wire.ok());
    audit_.Take();
    const Outcome refused = Send(method, fits + "x");
    EXPECT_EQ(refused.reason(), "REQUEST_TOO_LARGE");
    EXPECT_EQ(refused.wire.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
    EXPECT_THAT(audit_.Take(), ElementsAre(Line(method, "REQUEST_TOO_LARGE")));
    EXPECT_EQ(SendBytes(method, "\x0a\x05x").reason(), "REQUEST_UNREADABLE") << "cut off";
    EXPECT_EQ(SendNothing(method).reason(), "REQUEST_UNREADABLE");
    audit_.Take();
  }
  caller_ = "town";
  EXPECT_EQ(Send(0, fits + "x").reason(), "PERMISSION_DENIED") << "who calls comes first";
}

TEST_F(ServiceTest, WithoutALogNothingIsShown) {
  audit_.broken = true;
  EXPECT_EQ(Send(0, "x").reason(), "AUDIT_UNAVAILABLE");
  EXPECT_EQ(Send(0, "x").bytes.Length(), 0u);
  EXPECT_EQ(Send(4, "x").text(), "x");
  caller_ = "else";
  EXPECT_EQ(Send(0, "x").reason(), "PERMISSION_DENIED") << "which shows nothing";
}

TEST_F(ServiceTest, DeniedAndAbsentAreTheSameBytes) {
  caller_ = "town";
  EXPECT_EQ(Send(1, Name(kVillage)).text(), Name(kVillage));
  const Outcome denied = Send(1, Name(kOther));
  const Outcome absent = Send(1, Name(kNowhere));
  EXPECT_EQ(denied.wire.error_code(), absent.wire.error_code());
  EXPECT_EQ(denied.wire.error_message(), absent.wire.error_message());
  EXPECT_EQ(denied.wire.error_details(), absent.wire.error_details());
  EXPECT_EQ(denied.reason(), "ABSENT");
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
