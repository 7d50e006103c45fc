#include "lib/rpc/doorkeeper.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/rpc/audit_for_test.h"
#include "lib/rpc/service_for_test.h"
#include "lib/rpc/work_queue.h"
#include "lib/testing/fake_clock.h"

namespace mingce::rpc {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr int kWholeWay = 20;

// Of the service M0 is audited and M1 is not; both ask for MEMBER_READ.
class DoorkeeperTest : public testing::Test {
 protected:
  DoorkeeperTest() {
    const google::protobuf::ServiceDescriptor* descriptor = descriptors_.Make(
        {PolicyOf(policy::v1::EVERYWHERE, policy::v1::EVERY_CALL), PolicyOf(policy::v1::ANYWHERE)});
    path_ = absl::StrCat("/", descriptor->full_name(), "/M");
    service_ = Service::Create({.clock = &clock_,
                                .authority = &authorizer_,
                                .queues = &queues_,
                                .metrics = metrics_.get(),
                                .audit = &audit_},
                               descriptor, {})
                   .value();
    door_ = std::make_unique<Doorkeeper>(Doorkeeper::Parts{.clock = &clock_,
                                                           .authorizer = &authorizer_,
                                                           .queues = &queues_,
                                                           .services = {service_.get()}},
                                         metrics_.get());
  }

  std::string Call(const std::string& identity, int method = 0) {
    return ReasonOf(door_->CheckCall(identity, absl::StrCat(path_, method)));
  }
  // Calls that go the whole way, to be refused there.
  void UseUp(const std::string& identity) {
    for (int i = 0; i < kWholeWay; ++i) ASSERT_EQ(Call(identity), "") << i;
  }

  DescriptorsForTest descriptors_;
  FakeClock clock_{absl::FromCivil(absl::CivilSecond(2020, 1, 1), absl::UTCTimeZone())};
  AccessFacts facts_ =
      FactsForTest({GrantForTest("all", ""), GrantForTest("else", "", policy::v1::STATUS_READ)});
  const Authorizer authorizer_{{}, [this] { return facts_; }};
  WorkQueues queues_;
  const std::unique_ptr<Metrics> metrics_ = Metrics::Create("registry");
  AuditForTest audit_;
  std::string path_;
  std::unique_ptr<Service> service_;
  std::unique_ptr<Doorkeeper> door_;
};

TEST_F(DoorkeeperTest, LetsInWhoHasARightAndCountsWhoHasNone) {
  EXPECT_TRUE(door_->LetsIn("all"));
  EXPECT_TRUE(door_->LetsIn("else"));
  EXPECT_FALSE(door_->LetsIn("stranger"));
  EXPECT_FALSE(door_->LetsIn(""));
  EXPECT_THAT(metrics_->Text(), HasSubstr("mingce_registry_refused_connections_total 2"));
  facts_ = FactsForTest({GrantForTest("stranger", kTown)});
  EXPECT_TRUE(door_->LetsIn("stranger")) << "granted since";
  EXPECT_FALSE(door_->LetsIn("all")) << "withdrawn since";
  facts_.heard = false;
  EXPECT_TRUE(door_->LetsIn("all")) << "nobody can say yet";
}

TEST_F(DoorkeeperTest, TheLogHasOneLineAnHourAndIdentity) {
  testing::internal::CaptureStderr();
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(door_->LetsIn("spiffe://x/partner/late"));
  EXPECT_FALSE(door_->LetsIn("spiffe://x/partner/other"));
  clock_.Advance(absl::Hours(1));
  EXPECT_FALSE(door_->LetsIn("spiffe://x/partner/other"));
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_EQ(std::count(log.begin(), log.end(), '\n'), 4) << log;
  EXPECT_THAT(log, HasSubstr("\"identity\":\"spiffe://x/partner/late\",\"times\":\"99\""));
}

TEST_F(DoorkeeperTest, AFloodOfCallsWithoutTheRightIsRefusedUnread) {
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(Call("all"), "");
  UseUp("else");
  EXPECT_THAT(audit_.Take(), IsEmpty()) << "these are the dispatcher's to write down";
  EXPECT_EQ(Call("else"), "PERMISSION_DENIED");
  EXPECT_EQ(audit_.refusals, 1);
  EXPECT_THAT(audit_.Take(), ElementsAre(testing::MatchesRegex("else trial.*M0 PERM.*DENIED")));
  EXPECT_EQ(Call("else", 1), "PERMISSION_DENIED");
  EXPECT_THAT(audit_.Take(), IsEmpty()) << "M1 is not audited";
  for (const int method : {0, 1}) {
    EXPECT_THAT(metrics_->Text(),
                HasSubstr(absl::StrCat("{code=\"PERMISSION_DENIED\",method=\"M", method, "\"} 1")));
  }
  EXPECT_EQ(Call("all"), "") << "one caller's flood is not another's";
  clock_.Advance(absl::Minutes(1));
  UseUp("else");
  EXPECT_EQ(Call("else"), "PERMISSION_DENIED");
}

TEST_F(DoorkeeperTest, WhoBeginsCallsAndSendsNoneIsRefused) {
  const int most = static_cast<int>(GivenUpCalls::kMost);
  for (int i = 0; i < most; ++i) ASSERT_EQ(Call("all"), "");
  testing::internal::CaptureStderr();
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(Call("all"), "CALLS_GIVEN_UP");
  }
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("\"identity\":\"all\""));
  queues_.given_up_calls().GiveBack("all");
  EXPECT_EQ(Call("all"), "") << "one more was sent";
  UseUp("else");
  for (int i = 0; i < 2 * most - 2 * kWholeWay; ++i)
    ASSERT_EQ(Call("else"), "PERMISSION_DENIED") << i;
}

TEST_F(DoorkeeperTest, WhoIsRefusedWithoutEndAndSendsNothingIsSeen) {
  UseUp("else");
  const int most = static_cast<int>(GivenUpCalls::kMost);
  int seen = 0;
  for (int i = 0; i < 3 * most; ++i) seen += Call("else").empty() ? 1 : 0;
  EXPECT_EQ(seen, 1) << "goes the whole way, where its connection is known";
  EXPECT_EQ(Call("else"), "CALLS_GIVEN_UP");
  EXPECT_EQ(Call("all"), "") << "nobody else";
  clock_.Advance(absl::Minutes(1));
  UseUp("else");
  for (int second = 0; second < 60; ++second) {
    for (int i = 0; i < 1'000; ++i) ASSERT_EQ(Call("else"), "PERMISSION_DENIED") << "who is slower";
    clock_.Advance(absl::Seconds(1));
  }
}

TEST_F(DoorkeeperTest, WhatNoServiceHasIsLeftToOthers) {
  const auto ask = [this] { return door_->CheckCall("else", "/grpc.health.v1.Health/Check").ok(); };
  for (int i = 0; i < 2 * kWholeWay; ++i) EXPECT_TRUE(ask());
  for (int second = 0; second < 60; ++second) {
    for (int i = 0; i < 1'000; ++i) ASSERT_TRUE(ask()) << "who asks how it is gives nothing up";
    clock_.Advance(absl::Seconds(1));
  }
  int answered = 0;
  while (ask()) ++answered;
  EXPECT_EQ(answered, static_cast<int>(GivenUpCalls::kMost) - 2 * kWholeWay);
  EXPECT_EQ(Call("else"), "") << "its other calls are another matter";
  UseUp("");
  EXPECT_EQ(Call(""), "IDENTITY_MISSING");
}

TEST_F(DoorkeeperTest, ClosedItAsksNobody) {
  door_->Close();
  facts_ = {};  // asked, it would crash
  EXPECT_FALSE(door_->LetsIn("all"));
  EXPECT_EQ(Call("else"), "");
}

}  // namespace
}  // namespace mingce::rpc
