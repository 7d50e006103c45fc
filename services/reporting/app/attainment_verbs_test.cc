// GetAttainment, ListAttainment and GetStatus over one projection.

#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "mingce/policy/v1/policy.pb.h"
#include "services/reporting/app/figures.h"
#include "services/reporting/app/get_attainment.h"
#include "services/reporting/app/list_attainment.h"
#include "services/reporting/app/projection_for_tests.h"

namespace mingce::reporting {
namespace {

class AttainmentVerbsTest : public ::testing::Test {
 protected:
  void OpenCampaign() {
    for (int i = 0; i <= 3; ++i) ASSERT_THAT(test_.Registry(TestOrganization(i, 0)), IsOk());
    ASSERT_THAT(test_.Registry(TestCampaign()), IsOk());
    SetPlan(RecordedOn(9, 25));
  }
  void SetPlan(Dates dates) {
    ASSERT_THAT(
        test_.Registry(TestPlan(dates, {TestQuota(3, 2), TestQuota(1, 10), TestQuota(2, 20)})),
        IsOk());
  }
  void Member(const std::string& member, int organization, Dates dates) {
    ASSERT_THAT(test_.Member(TestMember(member, organization, dates)), IsOk());
  }

  // Who may read the figures of `organizations` (ids; "" for the whole register), of which none
  // stands below another.
  static access::Access ReaderOf(const std::vector<std::string>& organizations) {
    std::vector<access::NodeChange> nodes;
    std::vector<access::GrantChange> grants;
    for (const std::string& id : organizations) {
      grants.push_back(access::Grant{.id = id,
                                     .identity = "reader",
                                     .permissions = std::uint64_t{1} << policy::v1::REPORT_READ,
                                     .below = id,
                                     .from = absl::CivilDay(2019, 1, 1),
                                     .until = std::nullopt});
      if (id.empty()) continue;
      access::Place place{.day = absl::CivilDay(2019, 1, 1), .revision = 1, .parent = "county"};
      nodes.push_back({.id = id, .names = std::nullopt, .place = std::move(place)});
    }
    return access::Access(std::make_shared<const access::Tree>(access::Tree().With(nodes)),
                          access::Grants().With(grants), "reader", absl::CivilDay(2019, 12, 1));
  }

  // A call with all the time in the world, or the time it is given.
  Call CallWithin(absl::Duration deadline = absl::Minutes(1)) const {
    return {.identity = "reader",
            .action = "",
            .now = now_,
            .deadline = now_ + deadline,
            .access = access_};
  }
  absl::StatusOr<Figures> Get(const AttainmentQuery& query, const Call& call) {
    std::promise<absl::StatusOr<Figures>> answer;
    GetAttainment(
        *test_.projection, test_.feeds, &parked_, call, query,
        [&answer](absl::StatusOr<Figures> figures) { answer.set_value(std::move(figures)); });
    return answer.get_future().get();
  }
  absl::StatusOr<Figures> Get(const AttainmentQuery& query = kAll) {
    return Get(query, CallWithin());
  }
  absl::StatusOr<AttainmentList> List(const AttainmentListQuery& query) {
    return ListAttainment(*test_.projection, test_.feeds, CallWithin(), query);
  }

  static inline const AttainmentQuery kAll = {.figures = {.campaign = CampaignId("c")}};
  static inline const AttainmentListQuery kList = {.figures = {.campaign = CampaignId("c")}};

  TestProjection test_;
  ParkedCalls parked_;
  absl::Time now_ = Noon(12, 15);
  access::Access access_ = ReaderOf({""});
};

TEST_F(AttainmentVerbsTest, NothingIsServedBeforeCampaignAndPlanAreThere) {
  EXPECT_EQ(ReasonOf(Get().status()), "CAMPAIGN_NOT_FOUND");
  ASSERT_THAT(test_.Registry(TestCampaign()), IsOk());
  EXPECT_EQ(ReasonOf(Get().status()), "CAMPAIGN_NOT_FOUND");
  EXPECT_EQ(ReasonOf(List(kList).status()), "CAMPAIGN_NOT_FOUND");
  SetPlan(RecordedOn(9, 25));
  EXPECT_THAT(Get(), IsOk());
  EXPECT_EQ(ReasonOf(Get({.figures = {.campaign = CampaignId("d")}}).status()),
            "CAMPAIGN_NOT_FOUND");
}

TEST_F(AttainmentVerbsTest, AsOfCountsWhatHoldsOnThatDay) {
  OpenCampaign();
  Member("a", 3, RecordedOn(11, 10));
  Member("b", 3, RecordedOn(11, 29));
  Member("c", 1, RecordedOn(11, 30));
  Member("a", 1, RecordedOn(11, 30, 2));  // transferred
  Member("d", 1, RecordedOn(12, 1));
  const auto on = [&](int month, int day) {
    AttainmentQuery query = kAll;
    query.figures.as_of = absl::CivilDay(2019, month, day);
    return *Get(query).value().attainment;
  };
  EXPECT_EQ(on(11, 9).county.counts, Counts{});
  const Attainment before = on(11, 29);
  EXPECT_EQ(before.units[0].counts, (Counts{.registered = 2, .counted = 2}));
  EXPECT_EQ(before.units[0].attainment_hundredths, 10'000);
  EXPECT_TRUE(before.units[0].on_time) << "so far";
  EXPECT_EQ(before.units[1].counts, Counts{});
  const Attainment due = on(11, 30);
  EXPECT_EQ(due.units[0].counts.counted, 1);
  EXPECT_EQ(due.units[1].counts.counted, 2);
  const Attainment now = *Get().value().attainment;
  EXPECT_EQ(now.units[1].counts.counted, 3);
  EXPECT_EQ(now.units[1].counted_on_time, 2);  // d came a day late
  EXPECT_EQ(now.county.counts.registered, 4);
  EXPECT_EQ(now.county.counted_on_time, 3);
}

TEST_F(AttainmentVerbsTest, TheWatermarkIsTheStateOfTheFigures) {
  OpenCampaign();
  Member("a", 3, RecordedOn(11, 10));
  test_.feeds.Set(Feed::kMembers, {.head = HeadAt("em", 9), .broken = {}});
  const Watermark watermark = Get().value().watermark;
  EXPECT_EQ(watermark[0].applied, HeadAt("er", 6));
  EXPECT_EQ(watermark[1].applied, HeadAt("em", 1));
  EXPECT_EQ(watermark[0].head, watermark[0].applied);  // not told of a head yet
  EXPECT_EQ(watermark[1].head, HeadAt("em", 9));
}

TEST_F(AttainmentVerbsTest, RefusesWhatItHasNotReached) {
  OpenCampaign();
  // Too late to wait: less than the reserve is left.
  const Call call = CallWithin(absl::Milliseconds(150));
  const auto get = [&](std::uint64_t min_registry, std::uint64_t min_members) {
    return Get({.figures = kAll.figures, .min_registry = min_registry, .min_members = min_members},
               call);
  };
  EXPECT_THAT(get(6, 0), IsOk());
  const absl::Status registry = get(7, 0).status();
  EXPECT_THAT(registry, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(ReasonOf(registry), "SOURCE_BEHIND");
  EXPECT_EQ(ErrorInfoOf(registry)->metadata.at("feed"), "registry");
  EXPECT_FALSE(ErrorInfoOf(registry)->metadata.contains("applied")) << "it counts others' events";
  EXPECT_EQ(ErrorInfoOf(get(6, 1).status())->metadata.at("feed"), "members");
}

TEST_F(AttainmentVerbsTest, WaitsForWhatIsAskedFor) {
  OpenCampaign();
  std::thread applier([this] { Member("a", 3, RecordedOn(11, 10)); });
  const absl::StatusOr<Figures> figures =
      Get({.figures = kAll.figures, .min_registry = 0, .min_members = 1});
  applier.join();
  ASSERT_THAT(figures, IsOk());
  EXPECT_EQ(figures->attainment->county.counts.counted, 1);
}

TEST_F(AttainmentVerbsTest, WaitsNoLongerThanItsTimeAndNotPastAStop) {
  OpenCampaign();
  const AttainmentQuery never = {.figures = kAll.figures, .min_registry = 0, .min_members = 99};
  EXPECT_EQ(ReasonOf(Get(never, CallWithin(absl::Milliseconds(210))).status()), "SOURCE_BEHIND");
  std::promise<absl::Status> answer;
  GetAttainment(*test_.projection, test_.feeds, &parked_, CallWithin(absl::Hours(1)), never,
                [&answer](const auto& figures) { answer.set_value(figures.status()); });
  parked_.Stop();
  EXPECT_EQ(ReasonOf(answer.get_future().get()), "SOURCE_BEHIND");
  EXPECT_EQ(ReasonOf(Get(never).status()), "SOURCE_BEHIND") << "parked after the stop";
}

TEST_F(AttainmentVerbsTest, GivesNoFigureOnceAFeedIsBroken) {
  OpenCampaign();
  test_.feeds.Set(Feed::kRegistry, {.head = {}, .broken = absl::DataLossError("x")});
  const absl::Status status = Get().status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(ReasonOf(status), "SOURCE_BEHIND");
  EXPECT_EQ(ErrorInfoOf(status)->metadata.at("state"), "broken");
  EXPECT_EQ(ReasonOf(List(kList).status()), "SOURCE_BEHIND");
  const ServiceStatus told = GetStatus(*test_.projection, test_.feeds, now_);
  EXPECT_THAT(told.registry_feed, StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(told.members_feed, IsOk());
  EXPECT_FALSE(told.watermark[0].complete);
}

TEST_F(AttainmentVerbsTest, PagesAreOfOneState) {
  OpenCampaign();
  Member("a", 1, RecordedOn(11, 10));
  AttainmentListQuery query = kList;
  query.page_size = 2;
  const AttainmentList first = List(query).value();
  ASSERT_EQ(std::pair(first.begin, first.end), std::pair(std::size_t{0}, std::size_t{2}));
  EXPECT_EQ(first.figures.attainment->units[0].quota.organization, Org(3));
  EXPECT_EQ(first.figures.attainment->units[1].counts.counted, 1);
  ASSERT_TRUE(first.next.has_value());
  query.from = first.next;
  const AttainmentList second = List(query).value();
  EXPECT_EQ(std::pair(second.begin, second.end), std::pair(std::size_t{2}, std::size_t{3}));
  EXPECT_EQ(second.next, std::nullopt);
  // Whatever comes in between, and however long it takes.
  Member("b", 1, {.day = absl::CivilDay(2019, 11, 11), .revision = 1, .recorded = now_});
  SetPlan({.day = absl::CivilDay(2019, 9, 26), .revision = 2, .recorded = now_});
  now_ += absl::Hours(36);
  const AttainmentList later = List(query).value();
  EXPECT_EQ(later.figures.question, first.figures.question);
  EXPECT_EQ(*later.figures.attainment, *first.figures.attainment);
  query.from->index = 1'000'000;
  EXPECT_EQ(List(query).value().begin, 3u);
  // A source that was behind recorded another plan before that moment.
  SetPlan({.day = absl::CivilDay(2019, 9, 27), .revision = 3, .recorded = Noon(11, 9)});
  EXPECT_EQ(ReasonOf(List(query).status()), "BAD_PAGE_TOKEN");
}

TEST_F(AttainmentVerbsTest, WhoMayReadOneUnitIsShownThatUnitAndNoSumOfOthers) {
  OpenCampaign();
  Member("a", 1, RecordedOn(11, 10));
  const Figures all = Get().value();
  EXPECT_TRUE(all.whole);
  ASSERT_EQ(all.attainment->units.size(), 3u);
  access_ = ReaderOf({Org(1).text()});
  const Figures own = Get().value();
  EXPECT_FALSE(own.whole);
  EXPECT_EQ(own.attainment->county, CountyAttainment());
  ASSERT_EQ(own.attainment->units.size(), 1u);
  EXPECT_EQ(own.attainment->units[0], all.attainment->units[1]);
  access_ = ReaderOf({Org(1).text(), Org(2).text()});
  AttainmentListQuery query = kList;
  query.page_size = 1;
  const AttainmentList first = List(query).value();
  ASSERT_TRUE(first.next.has_value());
  query.from = first.next;
  const AttainmentList second = List(query).value();
  EXPECT_EQ(second.figures.attainment->units[second.begin].quota.organization, Org(2));
  EXPECT_EQ(second.next, std::nullopt);
  access_ = ReaderOf({});
  EXPECT_TRUE(Get().value().attainment->units.empty());
}

TEST_F(AttainmentVerbsTest, StatusCountsWhatIsProjected) {
  EXPECT_EQ(GetStatus(*test_.projection, test_.feeds, now_).members, 0);
  OpenCampaign();
  Member("a", 1, RecordedOn(11, 10));
  Member("b", 1, RecordedOn(11, 10));
  Member("a", 2, RecordedOn(11, 11, 2));
  test_.feeds.Set(Feed::kMembers,
                  {.head = {}, .caught_up = true, .broken = {}, .age = absl::Minutes(3)});
  const ServiceStatus status = GetStatus(*test_.projection, test_.feeds, now_);
  EXPECT_EQ(status.members, 2);
  EXPECT_EQ(status.organizations, 4);
  EXPECT_EQ(status.watermark[1].applied.sequence(), 3u);
  EXPECT_EQ(status.watermark[1].age, absl::Minutes(3));
  EXPECT_FALSE(status.watermark[1].complete) << "nothing lags, and yet it is old";
}

}  // namespace
}  // namespace mingce::reporting
