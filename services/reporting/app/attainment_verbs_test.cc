// GetAttainment, ListAttainment and GetStatus over one projection.

#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "services/reporting/app/get_attainment.h"
#include "services/reporting/app/get_status.h"
#include "services/reporting/app/list_attainment.h"
#include "services/reporting/app/projection_for_tests.h"

namespace mingce::reporting {
namespace {

class AttainmentVerbsTest : public ::testing::Test {
 protected:
  void OpenCampaign() {
    ASSERT_THAT(test_.Registry(OrganizationChanged{.id = Org(0), .organization = {}}), IsOk());
    for (int i = 1; i <= 3; ++i) ASSERT_THAT(test_.Registry(TestOrganization(i, 0)), IsOk());
    ASSERT_THAT(test_.Registry(TestCampaign()), IsOk());
    SetPlan(1);
  }
  void SetPlan(std::int64_t revision) {
    ASSERT_THAT(test_.Registry(QuotaPlanRevised{
                    CampaignId("c"),
                    {.revision = revision,
                     .quotas = {TestQuota(3, 2), TestQuota(1, 10), TestQuota(2, 20)}}}),
                IsOk());
  }
  void Member(int day, const std::string& member, Membership membership) {
    ASSERT_THAT(test_.Member(absl::CivilDay(2019, 11, day), member, std::move(membership)), IsOk());
  }

  // A call with all the time in the world, or the time it is given.
  Call CallWithin(absl::Duration deadline = absl::Minutes(1)) const {
    const absl::Time now = absl::FromUnixSeconds(1'575'000'000);
    return {.identity = "", .action = "", .now = now, .deadline = now + deadline};
  }
  absl::StatusOr<AttainmentReport> Get(const AttainmentQuery& query, const Call& call) {
    std::promise<absl::StatusOr<AttainmentReport>> answer;
    GetAttainment(*test_.projection, test_.feeds, &parked_, call, query,
                  [&answer](absl::StatusOr<AttainmentReport> report) {
                    answer.set_value(std::move(report));
                  });
    return answer.get_future().get();
  }
  absl::StatusOr<AttainmentReport> Get(const AttainmentQuery& query) {
    return Get(query, CallWithin());
  }
  Attainment FiguresAsOf(std::optional<absl::CivilDay> day) {
    return Get({.campaign = CampaignId("c"), .as_of = day}).value().campaign.attainment;
  }

  TestProjection test_;
  ParkedCalls parked_;
};

TEST_F(AttainmentVerbsTest, NothingIsServedBeforeCampaignAndPlanAreThere) {
  const AttainmentQuery query{.campaign = CampaignId("c"), .as_of = {}};
  EXPECT_EQ(ReasonOf(Get(query).status()), "CAMPAIGN_NOT_FOUND");
  ASSERT_THAT(test_.Registry(TestCampaign()), IsOk());
  EXPECT_EQ(ReasonOf(Get(query).status()), "CAMPAIGN_NOT_FOUND");
  EXPECT_EQ(ReasonOf(ListAttainment(*test_.projection, test_.feeds,
                                    {.campaign = CampaignId("c"), .as_of = {}, .from = {}})
                         .status()),
            "CAMPAIGN_NOT_FOUND");
  SetPlan(1);
  EXPECT_THAT(Get(query), IsOk());
  EXPECT_EQ(ReasonOf(Get({.campaign = CampaignId("d"), .as_of = {}}).status()),
            "CAMPAIGN_NOT_FOUND");
}

TEST_F(AttainmentVerbsTest, AsOfCountsWhatWasRecordedByThatDay) {
  OpenCampaign();
  Member(10, "a", {.organization = Org(3), .complete = true});
  Member(29, "b", {.organization = Org(3)});
  Member(30, "c", {.organization = Org(1)});
  Member(30, "a", {.organization = Org(1), .complete = true, .verified = true});  // transferred
  ASSERT_THAT(test_.Member(absl::CivilDay(2019, 12, 1), "d", {.organization = Org(1)}), IsOk());

  const Attainment early = FiguresAsOf(absl::CivilDay(2019, 11, 9));
  EXPECT_EQ(early.county.counts, Counts{});
  const Attainment before = FiguresAsOf(absl::CivilDay(2019, 11, 29));
  EXPECT_EQ(before.units[0].counts, (Counts{.registered = 2, .complete = 1, .counted = 2}));
  EXPECT_EQ(before.units[0].attainment_hundredths, 10'000);
  EXPECT_TRUE(before.units[0].on_time);
  EXPECT_EQ(before.units[1].counts, Counts{});
  const Attainment due = FiguresAsOf(absl::CivilDay(2019, 11, 30));
  EXPECT_EQ(due.units[0].counts, (Counts{.registered = 1, .counted = 1}));
  EXPECT_EQ(due.units[1].counts,
            (Counts{.registered = 2, .complete = 1, .verified = 1, .counted = 2}));
  const Attainment now = FiguresAsOf(std::nullopt);
  EXPECT_EQ(now.units[1].counts.counted, 3);
  EXPECT_EQ(now.units[1].counted_on_time, 2);  // d came a day late
  EXPECT_EQ(now.county.counts.registered, 4);
  EXPECT_EQ(now.county.counted_on_time, 3);
  EXPECT_EQ(now, FiguresAsOf(absl::CivilDay(2100, 1, 1)));
}

TEST_F(AttainmentVerbsTest, TheWatermarkIsTheStateOfTheFigures) {
  OpenCampaign();
  Member(10, "a", {.organization = Org(3)});
  test_.feeds.Set(Feed::kMembers, {.head = {.epoch = "em", .sequence = 9}, .broken = {}});
  const Watermark watermark = Get({.campaign = CampaignId("c"), .as_of = {}}).value().watermark;
  EXPECT_EQ(watermark.registry, (StreamHead{.epoch = "er", .sequence = 6}));
  EXPECT_EQ(watermark.members, (StreamHead{.epoch = "em", .sequence = 1}));
  EXPECT_EQ(watermark.registry_head, watermark.registry);  // not told of a head yet
  EXPECT_EQ(watermark.members_head, (StreamHead{.epoch = "em", .sequence = 9}));
}

TEST_F(AttainmentVerbsTest, RefusesWhatItHasNotReached) {
  OpenCampaign();
  // Too late to wait: less than the reserve is left.
  const Call call = CallWithin(absl::Milliseconds(150));
  const auto get = [&](std::uint64_t min_registry, std::uint64_t min_members) {
    return Get({.campaign = CampaignId("c"),
                .as_of = {},
                .min_registry = min_registry,
                .min_members = min_members},
               call);
  };
  EXPECT_THAT(get(6, 0), IsOk());
  const absl::Status registry = get(7, 0).status();
  EXPECT_THAT(registry, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(ReasonOf(registry), "SOURCE_BEHIND");
  EXPECT_EQ(ErrorInfoOf(registry)->metadata.at("feed"), "registry");
  EXPECT_EQ(ErrorInfoOf(registry)->metadata.at("applied"), "6");
  EXPECT_EQ(ErrorInfoOf(get(6, 1).status())->metadata.at("feed"), "members");
}

TEST_F(AttainmentVerbsTest, WaitsForWhatIsAskedFor) {
  OpenCampaign();
  std::thread applier([this] { Member(10, "a", {.organization = Org(3)}); });
  const absl::StatusOr<AttainmentReport> report =
      Get({.campaign = CampaignId("c"), .as_of = {}, .min_registry = 0, .min_members = 1});
  applier.join();
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->campaign.attainment.county.counts.counted, 1);
}

TEST_F(AttainmentVerbsTest, WaitsNoLongerThanItsTimeAndNotPastAStop) {
  OpenCampaign();
  const AttainmentQuery never = {
      .campaign = CampaignId("c"), .as_of = {}, .min_registry = 0, .min_members = 99};
  EXPECT_EQ(ReasonOf(Get(never, CallWithin(absl::Milliseconds(210))).status()), "SOURCE_BEHIND");
  std::promise<absl::Status> answer;
  GetAttainment(*test_.projection, test_.feeds, &parked_, CallWithin(absl::Hours(1)), never,
                [&answer](const auto& report) { answer.set_value(report.status()); });
  parked_.Stop();
  EXPECT_EQ(ReasonOf(answer.get_future().get()), "SOURCE_BEHIND");
  EXPECT_EQ(ReasonOf(Get(never).status()), "SOURCE_BEHIND") << "parked after the stop";
}

TEST_F(AttainmentVerbsTest, GivesNoFigureOnceAFeedIsBroken) {
  OpenCampaign();
  test_.feeds.Set(Feed::kRegistry, {.head = {}, .broken = absl::DataLossError("x")});
  const absl::Status status = Get({.campaign = CampaignId("c"), .as_of = {}}).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(ReasonOf(status), "SOURCE_BEHIND");
  EXPECT_EQ(ErrorInfoOf(status)->metadata.at("state"), "broken");
  EXPECT_EQ(ReasonOf(ListAttainment(*test_.projection, test_.feeds,
                                    {.campaign = CampaignId("c"), .as_of = {}, .from = {}})
                         .status()),
            "SOURCE_BEHIND");
  const absl::StatusOr<ServiceStatus> told = GetStatus(*test_.projection, test_.feeds);
  ASSERT_THAT(told, IsOk());
  EXPECT_THAT(told->registry_feed, StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(told->members_feed, IsOk());
}

TEST_F(AttainmentVerbsTest, PagesAreOfOneRevision) {
  OpenCampaign();
  Member(10, "a", {.organization = Org(1)});
  AttainmentListQuery query{
      .campaign = CampaignId("c"), .as_of = {}, .page_size = 2, .from = std::nullopt};
  const AttainmentList first = ListAttainment(*test_.projection, test_.feeds, query).value();
  ASSERT_EQ(first.units.size(), 2u);
  EXPECT_EQ(first.units[0].quota.organization, Org(3));
  EXPECT_EQ(first.units[1].counts.counted, 1);
  ASSERT_EQ(first.next, (PagePlace{.revision = 1, .index = 2}));
  query.from = first.next;
  const AttainmentList second = ListAttainment(*test_.projection, test_.feeds, query).value();
  ASSERT_EQ(second.units.size(), 1u);
  EXPECT_EQ(second.units[0].quota.organization, Org(2));
  EXPECT_EQ(second.next, std::nullopt);
  query.from = PagePlace{.revision = 1, .index = 1'000'000};
  EXPECT_TRUE(ListAttainment(*test_.projection, test_.feeds, query).value().units.empty());
  SetPlan(2);
  query.from = first.next;
  EXPECT_EQ(ReasonOf(ListAttainment(*test_.projection, test_.feeds, query).status()),
            "BAD_PAGE_TOKEN");
}

TEST_F(AttainmentVerbsTest, StatusCountsWhatIsProjected) {
  EXPECT_EQ(GetStatus(*test_.projection, test_.feeds).value().members, 0);
  OpenCampaign();
  Member(10, "a", {.organization = Org(1)});
  Member(10, "b", {.organization = Org(1), .retained = true});
  Member(11, "a", {.organization = Org(2)});
  const ServiceStatus status = GetStatus(*test_.projection, test_.feeds).value();
  EXPECT_EQ(status.members, 2);
  EXPECT_EQ(status.organizations, 4);
  EXPECT_EQ(status.watermark.members.sequence, 3u);
}

}  // namespace
}  // namespace mingce::reporting
