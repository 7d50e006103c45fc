#include <gtest/gtest.h>

#include "lib/testing/fake_clock.h"
#include "lib/testing/status_matchers.h"
#include "services/reporting/app/figures.h"
#include "services/reporting/app/projection_for_tests.h"

namespace mingce::reporting {
namespace {

TEST(NewestCountyTest, IsTheOneDueLastThatHasAPlanInForce) {
  FakeClock clock(Noon(11, 29));
  TestProjection test;
  const auto newest = [&] { return NewestCounty(*test.projection, clock.Now()); };
  EXPECT_EQ(newest(), std::nullopt);

  ASSERT_THAT(test.Registry(TestCampaign()), IsOk());
  ASSERT_THAT(test.Registry(TestPlan(RecordedOn(9, 25), {})), IsOk());
  ASSERT_NE(newest(), std::nullopt);
  EXPECT_EQ(newest()->target, 100);

  CampaignOpened next = TestCampaign();
  next.id = CampaignId("b");
  next.campaign.entry_due_on = absl::CivilDay(2020, 11, 30);
  next.campaign.target = 200;
  ASSERT_THAT(test.Registry(next), IsOk());
  EXPECT_EQ(newest()->target, 100);  // the next one has no plan yet
  QuotaPlanSet plan = TestPlan(RecordedOn(11, 29), {});
  plan.campaign = next.id;
  plan.dates.day = absl::CivilDay(2019, 11, 30);
  ASSERT_THAT(test.Registry(plan), IsOk());
  EXPECT_EQ(newest()->target, 100);  // it holds from tomorrow on
  clock.Advance(absl::Hours(24));
  EXPECT_EQ(newest()->target, 200);
}

}  // namespace
}  // namespace mingce::reporting
