#include "services/reporting/app/newest_campaign.h"

#include <gtest/gtest.h>

#include "lib/testing/fake_clock.h"
#include "lib/testing/status_matchers.h"
#include "services/reporting/app/projection_for_tests.h"

namespace mingce::reporting {
namespace {

TEST(NewestCampaignTest, IsTheOneDueLastThatHasAPlan) {
  FakeClock clock(absl::FromUnixSeconds(1'575'000'000));
  TestProjection test;
  const NewestCampaign newest(test.projection.get(), &clock);
  EXPECT_EQ(newest.County(), std::nullopt);

  CampaignOpened old = TestCampaign();
  ASSERT_THAT(test.Registry(old), IsOk());
  ASSERT_THAT(test.Registry(QuotaPlanRevised{old.id, {.revision = 1, .quotas = {}}}), IsOk());
  EXPECT_EQ(newest.County(), std::nullopt);  // not computed again within the second
  clock.Advance(absl::Seconds(1));
  ASSERT_NE(newest.County(), std::nullopt);
  EXPECT_EQ(newest.County()->target, 100);

  CampaignOpened next = TestCampaign();
  next.id = CampaignId("b");
  next.campaign.entry_due_on = absl::CivilDay(2020, 11, 30);
  next.campaign.target = 200;
  ASSERT_THAT(test.Registry(next), IsOk());
  clock.Advance(absl::Seconds(1));
  EXPECT_EQ(newest.County()->target, 100);  // the next one has no plan yet
  ASSERT_THAT(test.Registry(QuotaPlanRevised{next.id, {.revision = 1, .quotas = {}}}), IsOk());
  clock.Advance(absl::Seconds(1));
  EXPECT_EQ(newest.County()->target, 200);
}

}  // namespace
}  // namespace mingce::reporting
