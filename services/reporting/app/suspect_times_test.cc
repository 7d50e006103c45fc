// What was recorded by a clock that had been set back is counted, and is not on time until an
// officer confirms that clock.

#include <gtest/gtest.h>

#include "lib/testing/status_matchers.h"
#include "services/reporting/app/figures.h"
#include "services/reporting/app/projection_for_tests.h"

namespace mingce::reporting {
namespace {

constexpr absl::CivilDay kDue(2019, 11, 30);

// Units o1 (target 3) and o2 (target 1); o3 below o1. Two members in o3 by 11-20.
class SuspectTimesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    for (int i = 0; i <= 2; ++i) Put(TestOrganization(i, 0));
    Put(TestOrganization(3, 1));
    Put(TestCampaign());
    Put(TestPlan(RecordedOn(9, 25), {TestQuota(1, 3), TestQuota(2, 1)}));
    Put(TestMember("a", 3, RecordedOn(11, 20)));
    Put(TestMember("b", 3, RecordedOn(11, 20)));
  }
  void Put(RegistryChange change) { ASSERT_THAT(test_.Registry(std::move(change)), IsOk()); }
  void Put(MembershipVersion version) { ASSERT_THAT(test_.Member(std::move(version)), IsOk()); }

  // Said on that day by a clock that the `since`th event was the first to be recorded by.
  static Dates SuspectOn(int month, int day, std::uint64_t since, std::int64_t revision = 1) {
    Dates dates = RecordedOn(month, day, revision);
    dates.suspect_since = since;
    return dates;
  }
  // "counted on-time suspect" of the units and of the county.
  std::vector<std::string> Figures(std::optional<absl::Time> known_at = std::nullopt,
                                   absl::CivilDay as_of = kDue) {
    const auto figures = ReadFigures(
        *test_.projection, test_.feeds,
        {.campaign = CampaignId("c"), .as_of = as_of, .known_at = known_at}, Noon(12, 31));
    EXPECT_THAT(figures, IsOk());
    if (!figures.ok()) return {};
    std::vector<std::string> lines;
    const auto add = [&lines](const auto& of) {
      lines.push_back(absl::StrCat(of.counts.counted, " ", of.counted_on_time,
                                   of.on_time ? "+" : "", " ", of.time_suspect));
    };
    for (const UnitAttainment& unit : figures->attainment->units) add(unit);
    add(figures->attainment->county);
    return lines;
  }
  using Lines = std::vector<std::string>;

  TestProjection test_;
};

TEST_F(SuspectTimesTest, AMemberCountsAndIsNotOnTimeUntilTheClockIsConfirmed) {
  Put(TestMember("late", 3, RecordedOn(12, 5)));
  EXPECT_EQ(Figures(), (Lines{"2 2 0", "0 0 0", "2 2 0"}));
  Put(TestMember("c", 3, SuspectOn(11, 29, 4)));
  EXPECT_EQ(Figures(), (Lines{"3 2 1", "0 0 0", "3 2 1"}));
  EXPECT_EQ(Figures(std::nullopt, absl::CivilDay(2019, 12, 31)),
            (Lines{"4 2 1", "0 0 0", "4 2 1"}));
  // Another stream's, and another setting back of this one.
  Put(ClockConfirmed{.event = "er-4", .recorded = Noon(12, 9)});
  Put(ClockConfirmed{.event = "em-3", .recorded = Noon(12, 9)});
  EXPECT_EQ(Figures(), (Lines{"3 2 1", "0 0 0", "3 2 1"}));
  Put(ClockConfirmed{.event = "em-4", .recorded = Noon(12, 10)});
  EXPECT_EQ(Figures(), (Lines{"3 3+ 0", "0 0 0", "3 3 0"}));
  // What was answered before it was confirmed is answered again.
  EXPECT_EQ(Figures(Noon(12, 10) - absl::Microseconds(1)), (Lines{"3 2 1", "0 0 0", "3 2 1"}));
  // Confirmed for what comes after it, too, until the clock is set back again.
  Put(TestMember("d", 2, SuspectOn(11, 30, 4)));
  EXPECT_EQ(Figures(), (Lines{"3 3+ 0", "1 1+ 0", "4 4 0"}));
}

TEST_F(SuspectTimesTest, ATimeThatIsSuspectAndTooLateIsTooLate) {
  Put(TestMember("c", 3, SuspectOn(12, 2, 4)));
  EXPECT_EQ(Figures(std::nullopt, absl::CivilDay(2019, 12, 31)),
            (Lines{"3 2 0", "0 0 0", "3 2 0"}));
}

TEST_F(SuspectTimesTest, WhatEndsOrMovesAtASuspectTimeHasNotDoneSoInTime) {
  MembershipVersion ended = TestMember("a", 3, SuspectOn(11, 28, 7, 2));
  ended.state = MembershipState::kEnded;
  Put(ended);
  EXPECT_EQ(Figures(), (Lines{"1 2 -1", "0 0 0", "1 2 -1"}));
  Put(TestMember("b", 2, SuspectOn(11, 28, 7, 2)));
  EXPECT_EQ(Figures(), (Lines{"0 2 -2", "1 0 1", "1 2 -1"}));
  // Recorded by a clock that had caught up: certain, and whatever was before it.
  Put(TestMember("b", 1, RecordedOn(11, 29, 3)));
  EXPECT_EQ(Figures(), (Lines{"1 2 -1", "0 0 0", "1 2 -1"}));
  Put(ClockConfirmed{.event = "em-7", .recorded = Noon(12, 10)});
  EXPECT_EQ(Figures(), (Lines{"1 1 0", "0 0 0", "1 1 0"}));
}

TEST_F(SuspectTimesTest, AnOrganizationMovesNothingInTimeBySuspectTimes) {
  Put(TestOrganization(3, 2, /*closed=*/false, SuspectOn(11, 25, 9, 2)));
  EXPECT_EQ(Figures(), (Lines{"0 2 -2", "2 0 2", "2 2 0"}));
  Put(ClockConfirmed{.event = "er-9", .recorded = Noon(12, 10)});
  EXPECT_EQ(Figures(), (Lines{"0 0 0", "2 2+ 0", "2 2 0"}));
}

TEST_F(SuspectTimesTest, ARestartKnowsTheSameAndStatusSaysIt) {
  Put(TestMember("c", 3, SuspectOn(11, 29, 4)));
  Put(TestMember("c", 3, SuspectOn(11, 30, 4, 2)));
  Put(TestOrganization(3, 2, /*closed=*/false, SuspectOn(11, 25, 9, 2)));
  Put(TestMember("d", 3, SuspectOn(11, 28, 8)));
  Put(ClockConfirmed{.event = "em-4", .recorded = Noon(12, 10)});
  const Lines before = Figures();
  const std::vector<SetBack> wanted = {{.feed = Feed::kRegistry,
                                        .event = "er-9",
                                        .facts = 1,
                                        .first = Noon(11, 25),
                                        .last = Noon(11, 25),
                                        .confirmed = false},
                                       {.feed = Feed::kMembers,
                                        .event = "em-4",
                                        .facts = 2,
                                        .first = Noon(11, 29),
                                        .last = Noon(11, 30),
                                        .confirmed = true},
                                       {.feed = Feed::kMembers,
                                        .event = "em-8",
                                        .facts = 1,
                                        .first = Noon(11, 28),
                                        .last = Noon(11, 28),
                                        .confirmed = false}};
  EXPECT_EQ(GetStatus(*test_.projection, test_.feeds, Noon(12, 31)).set_backs, wanted);
  test_.projection = test_.Open();
  EXPECT_EQ(Figures(), before);
  EXPECT_EQ(GetStatus(*test_.projection, test_.feeds, Noon(12, 31)).set_backs, wanted);
}

}  // namespace
}  // namespace mingce::reporting
