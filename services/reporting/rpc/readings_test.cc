#include "services/reporting/rpc/readings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "lib/testing/fake_clock.h"
#include "lib/testing/status_matchers.h"
#include "services/reporting/app/projection_for_tests.h"

namespace mingce::reporting {
namespace {

using ::testing::HasSubstr;

TEST(ReadingsTest, TellFeedsAndCounty) {
  FakeClock clock(Noon(11, 29));
  TestProjection test;
  const std::unique_ptr<rpc::Metrics> metrics = rpc::Metrics::Create("reporting");
  AddReadings(metrics.get(), test.projection.get(), &test.feeds, &clock);
  EXPECT_THAT(metrics->Text(), HasSubstr("mingce_reporting_campaign_target_members Nan"));

  ASSERT_THAT(test.Registry(TestCampaign()), IsOk());
  ASSERT_THAT(test.Registry(TestPlan(RecordedOn(9, 25), {TestQuota(1, 30), TestQuota(2, 40)})),
              IsOk());
  MembershipVersion member = TestMember("a", 1, RecordedOn(11, 1));
  member.state = MembershipState::kRetained;
  member.complete = true;
  ASSERT_THAT(test.Member(member), IsOk());
  Dates suspect = RecordedOn(11, 2);
  suspect.suspect_since = 2;
  ASSERT_THAT(test.Member(TestMember("b", 1, suspect)), IsOk());
  test.feeds.Set(Feed::kRegistry,
                 {.head = HeadAt("er", 9), .broken = {}, .age = absl::Seconds(70)});
  test.feeds.Set(Feed::kMembers, {.head = {}, .broken = absl::DataLossError("x")});
  clock.Advance(absl::Seconds(1));
  const std::string text = metrics->Text();
  for (const char* line : {"mingce_reporting_feed_applied_sequence{feed=\"registry\"} 2",
                           "mingce_reporting_feed_head_sequence{feed=\"registry\"} 9",
                           "mingce_reporting_feed_lag_events{feed=\"registry\"} 7",
                           "mingce_reporting_feed_broken{feed=\"registry\"} 0",
                           "mingce_reporting_feed_silence_seconds{feed=\"registry\"} 70",
                           "mingce_reporting_feed_head_sequence{feed=\"members\"} 2",
                           "mingce_reporting_feed_lag_events{feed=\"members\"} 0",
                           "mingce_reporting_feed_broken{feed=\"members\"} 1",
                           "mingce_reporting_campaign_members{count=\"registered\"} 2",
                           "mingce_reporting_campaign_members{count=\"complete\"} 1",
                           "mingce_reporting_campaign_members{count=\"verified\"} 0",
                           "mingce_reporting_campaign_members{count=\"counted\"} 1",
                           "mingce_reporting_campaign_target_members 100",
                           "mingce_reporting_campaign_allocated_members 70",
                           "mingce_reporting_campaign_time_suspect_members 1",
                           "mingce_reporting_clock_set_backs_unconfirmed 1"}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
}

}  // namespace
}  // namespace mingce::reporting
