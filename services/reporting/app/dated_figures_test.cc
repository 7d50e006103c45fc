// What later facts may not do to figures of past days, and what a question may not ask.

#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "services/reporting/app/errors.h"
#include "services/reporting/app/figures.h"
#include "services/reporting/app/projection_for_tests.h"

namespace mingce::reporting {
namespace {

constexpr absl::CivilDay kDue(2019, 11, 30);

// County o0; units o1 (target 15) and o2 (target 5), o3 below o1; fifteen members in o3 by 11-20.
class DatedFiguresTest : public ::testing::Test {
 protected:
  void SetUp() override {
    for (int i = 0; i <= 2; ++i) Put(TestOrganization(i, 0));
    Put(TestOrganization(3, 1));
    Put(TestCampaign());
    Put(TestPlan(RecordedOn(9, 25), {TestQuota(1, 15), TestQuota(2, 5)}));
    for (int i = 0; i < 15; ++i) Put(TestMember(absl::StrCat("m", i), 3, RecordedOn(11, 20)));
  }
  void Put(RegistryChange change) { ASSERT_THAT(test_.Registry(std::move(change)), IsOk()); }
  void Put(MembershipVersion version) { ASSERT_THAT(test_.Member(std::move(version)), IsOk()); }

  absl::StatusOr<Figures> Ask(FiguresQuery query) {
    query.campaign = CampaignId("c");
    return ReadFigures(*test_.projection, test_.feeds, query, now_);
  }
  static FiguresQuery On(absl::CivilDay day, TreeBasis basis = TreeBasis::kAsAtDate) {
    return {.campaign = CampaignId("c"), .as_of = day, .basis = basis};
  }
  Attainment FiguresOn(absl::CivilDay day, TreeBasis basis = TreeBasis::kAsAtDate) {
    return *Ask(On(day, basis)).value().attainment;
  }

  TestProjection test_;
  absl::Time now_ = Noon(12, 31);
};

TEST_F(DatedFiguresTest, ClosingAUnitLaterChangesNoEarlierDayAndNoVerdict) {
  const Attainment before = FiguresOn(kDue);
  EXPECT_EQ(before.units[0].counts.counted, 15);
  EXPECT_TRUE(before.units[0].on_time);
  Put(TestOrganization(1, 0, /*closed=*/true, RecordedOn(12, 5, 2)));
  Put(TestOrganization(3, 1, /*closed=*/true, RecordedOn(12, 5, 2)));
  EXPECT_EQ(FiguresOn(kDue), before);
  EXPECT_EQ(FiguresOn(absl::CivilDay(2019, 12, 4)), before);
  const Attainment after = FiguresOn(absl::CivilDay(2019, 12, 5));
  EXPECT_EQ(after.units[0].counts, (Counts{.registered = 15}));
  EXPECT_EQ(after.units[0].counted_on_time, 15);
  EXPECT_TRUE(after.units[0].on_time);
}

TEST_F(DatedFiguresTest, MovingAUnionLaterChangesNoEarlierDayAndNoVerdict) {
  const Attainment before = FiguresOn(kDue);
  Put(TestOrganization(3, 2, /*closed=*/false, RecordedOn(12, 5, 2)));
  EXPECT_EQ(FiguresOn(kDue), before);
  const Attainment after = FiguresOn(absl::CivilDay(2019, 12, 5));
  EXPECT_EQ(after.units[0].counts.counted, 0);
  EXPECT_EQ(after.units[1].counts.counted, 15);
  EXPECT_TRUE(after.units[0].on_time);
  EXPECT_FALSE(after.units[1].on_time);
  EXPECT_EQ(after.units[1].counted_on_time, 0);
}

TEST_F(DatedFiguresTest, ALateFactOfAnEarlierDayChangesTheDayAndNotTheVerdict) {
  const FiguresQuery then = {.campaign = CampaignId("c"), .as_of = kDue, .known_at = Noon(12, 9)};
  const Attainment before = *Ask(then).value().attainment;
  Dates late = RecordedOn(12, 10, 2);
  late.day = absl::CivilDay(2019, 11, 25);
  Put(TestOrganization(3, 1, /*closed=*/true, late));
  MembershipVersion entered = TestMember("late", 2, RecordedOn(12, 10));
  entered.dates.day = absl::CivilDay(2019, 11, 25);
  Put(entered);
  const Attainment after = FiguresOn(kDue);
  EXPECT_EQ(after.units[0].counts.counted, 0);
  EXPECT_TRUE(after.units[0].on_time);
  EXPECT_EQ(after.units[1].counts.counted, 1);
  EXPECT_EQ(after.units[1].counted_on_time, 0) << "known too late";
  EXPECT_EQ(*Ask(then).value().attainment, before);
}

TEST_F(DatedFiguresTest, APlanOfALaterDayHoldsFromThatDay) {
  const Attainment before = FiguresOn(absl::CivilDay(2019, 11, 15));
  Dates dates = RecordedOn(11, 10, 2);
  dates.day = absl::CivilDay(2099, 1, 1);
  Put(TestPlan(dates, {TestQuota(2, 1)}));
  EXPECT_EQ(FiguresOn(absl::CivilDay(2019, 11, 15)), before);
  EXPECT_EQ(FiguresOn(absl::CivilDay(2019, 12, 31)).quota_revision, 1);
  dates = RecordedOn(11, 12, 3);
  dates.day = absl::CivilDay(2019, 11, 16);
  Put(TestPlan(dates, {TestQuota(1, 14), TestQuota(3, 2)}));
  EXPECT_EQ(FiguresOn(absl::CivilDay(2019, 11, 15)), before);
  const Attainment after = FiguresOn(absl::CivilDay(2019, 11, 20));
  EXPECT_EQ(after.quota_revision, 3);
  EXPECT_EQ(after.units[1].counts.counted, 15);
}

TEST_F(DatedFiguresTest, AnEasierPlanAfterTheLastDayMakesNobodyOnTime) {
  Put(TestMember("a", 2, RecordedOn(11, 20)));
  EXPECT_FALSE(FiguresOn(absl::CivilDay(2019, 12, 9)).units[1].on_time);
  Put(TestPlan(RecordedOn(12, 10, 2), {TestQuota(2, 1), TestQuota(3, 1)}));
  const Attainment after = FiguresOn(absl::CivilDay(2019, 12, 10));
  EXPECT_EQ(after.units[0].attainment_hundredths, 10'000);
  EXPECT_EQ(after.units[0].counted_on_time, 1);
  EXPECT_FALSE(after.units[0].on_time) << "5 were due on the last day";
  EXPECT_EQ(after.units[1].counted_on_time, 0) << "it had no row on the last day";
  EXPECT_EQ(after.county.counted_on_time, 16);
}

TEST_F(DatedFiguresTest, EachBasisHasItsTree) {
  Put(TestOrganization(3, 2, /*closed=*/false, RecordedOn(12, 5, 2)));
  MembershipVersion late = TestMember("late", 3, RecordedOn(12, 6));
  Put(late);
  const absl::CivilDay day(2019, 12, 6);
  using Two = std::pair<std::int64_t, std::int64_t>;
  const auto counted = [](const Attainment& figures) {
    return Two(figures.units[0].counts.counted, figures.units[1].counts.counted);
  };
  EXPECT_EQ(counted(FiguresOn(day)), Two(0, 16));
  EXPECT_EQ(counted(FiguresOn(day, TreeBasis::kAsAtEvent)), Two(15, 1));
  EXPECT_EQ(counted(FiguresOn(kDue)), Two(15, 0));
  EXPECT_EQ(counted(FiguresOn(kDue, TreeBasis::kCurrent)), Two(0, 15));
  // As known before the move, today's tree is that of the day of the knowledge.
  const FiguresQuery known = {.campaign = CampaignId("c"),
                              .as_of = kDue,
                              .known_at = Noon(12, 1),
                              .basis = TreeBasis::kCurrent};
  EXPECT_EQ(counted(*Ask(known).value().attainment), Two(15, 0));
}

TEST_F(DatedFiguresTest, WhatIsAskedAgainIsTheSame) {
  const Figures first = Ask({.campaign = CampaignId("c")}).value();
  EXPECT_EQ(first.question.as_of, absl::CivilDay(2019, 12, 31));
  EXPECT_EQ(first.question.known_at, StartOfDay(absl::CivilDay(2019, 12, 31)));
  now_ = Noon(12, 31) + absl::Hours(1);
  Put(TestMember("a", 2, {.day = absl::CivilDay(2019, 12, 31), .revision = 1, .recorded = now_}));
  const Figures second = Ask({.campaign = CampaignId("c")}).value();
  EXPECT_EQ(second.question.known_at, now_);
  EXPECT_EQ(second.attainment->county.counts.counted, 16);
  now_ += absl::Hours(100);  // known_at alone says which day it was
  const Figures again =
      Ask({.campaign = CampaignId("c"), .known_at = first.question.known_at}).value();
  EXPECT_EQ(*again.attainment, *first.attainment);
  EXPECT_EQ(again.question, first.question);
}

TEST_F(DatedFiguresTest, KnownAtGoesToTheMicrosecond) {
  const absl::Time noon = Noon(11, 20);
  const auto counted = [&](absl::Time known_at) {
    return Ask({.campaign = CampaignId("c"), .known_at = known_at})
        .value()
        .attainment->county.counts.counted;
  };
  EXPECT_EQ(counted(noon - absl::Microseconds(1)), 0);
  EXPECT_EQ(counted(noon), 15);
}

TEST_F(DatedFiguresTest, TheFutureIsNotKnown) {
  const absl::CivilDay today(2019, 12, 31);
  EXPECT_THAT(Ask(On(today)), IsOk());
  const absl::Status status = Ask(On(today + 1)).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(ReasonOf(status), "AS_OF_IN_FUTURE");
  EXPECT_EQ(ErrorInfoOf(status)->metadata.at("today"), "2019-12-31");
  const auto known = [&](absl::Time time) {
    return ReasonOf(Ask({.campaign = CampaignId("c"), .known_at = time}).status());
  };
  EXPECT_EQ(known(now_), "");
  EXPECT_EQ(known(now_ + absl::Microseconds(1)), "KNOWN_AT_IN_FUTURE");
  // A source's clock may be ahead of ours: what it has recorded is known.
  Put(TestMember("a", 2, {.day = today, .revision = 1, .recorded = now_ + absl::Microseconds(1)}));
  EXPECT_EQ(known(now_ + absl::Microseconds(1)), "");
  EXPECT_EQ(Ask({.campaign = CampaignId("c")}).value().attainment->county.counts.counted, 16);
}

TEST_F(DatedFiguresTest, BeforeThePlanThereIsNone) {
  const absl::Status status = Ask(On(absl::CivilDay(2019, 9, 24))).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kNotFound));
  EXPECT_EQ(ReasonOf(status), "QUOTA_PLAN_NOT_IN_FORCE");
  EXPECT_EQ(ErrorInfoOf(status)->metadata.at("first_day"), "2019-09-25");
  EXPECT_THAT(Ask(On(absl::CivilDay(2019, 9, 25))), IsOk());
  const FiguresQuery unknown = {.campaign = CampaignId("c"), .known_at = Noon(9, 24)};
  EXPECT_EQ(ReasonOf(Ask(unknown).status()), "CAMPAIGN_NOT_FOUND");
}

TEST_F(DatedFiguresTest, EveryAnswerTellsHowOldItIs) {
  const auto marks = [&](absl::Time known_at) {
    return Ask({.campaign = CampaignId("c"), .known_at = known_at}).value().watermark;
  };
  test_.feeds.Set(Feed::kRegistry,
                  {.head = {}, .caught_up = true, .broken = {}, .age = absl::Seconds(9)});
  test_.feeds.Set(Feed::kMembers,
                  {.head = {}, .caught_up = true, .broken = {}, .age = absl::Hours(2)});
  const Watermark now = marks(now_);
  EXPECT_EQ(now[0].age, absl::Seconds(9));
  EXPECT_TRUE(now[0].complete);
  EXPECT_EQ(now[1].age, absl::Hours(2));
  EXPECT_FALSE(now[1].complete) << "it may have recorded something in two hours";
  EXPECT_TRUE(marks(now_ - absl::Hours(3))[1].complete) << "and nothing before";
  test_.feeds.Set(Feed::kRegistry,
                  {.head = {}, .caught_up = false, .broken = {}, .age = absl::ZeroDuration()});
  EXPECT_FALSE(marks(now_)[0].complete);
}

}  // namespace
}  // namespace mingce::reporting
