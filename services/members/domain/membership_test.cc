#include "services/members/domain/membership.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "lib/testing/seed.h"

namespace mingce::members {
namespace {

using testing::IsEmpty;
using enum MembershipState;

const OrganizationId kUnit = *OrganizationId::FromText("0123456789abcdefghjkmnpqrs");
const absl::CivilDay kFirst(2019, 11, 10);

absl::CivilDay Day(int day) { return absl::CivilDay(2019, 11, day); }
// Noon of that day in Beijing.
absl::Time At(int day) {
  return absl::FromUnixSeconds(1'573'358'400) + absl::Hours(24 * (day - 10));
}

Membership Of(MembershipState state, bool complete = true) {
  return {.organization = kUnit, .state = state, .complete = complete, .verified = false};
}

// A membership that began active on the 10th.
Memberships Begun() {
  Memberships memberships;
  memberships.Add({.day = kFirst, .revision = 1, .recorded = At(10), .value = Of(kActive)});
  return memberships;
}

std::size_t Change(Memberships* held, const Membership& changed, const StateDay& day, int today) {
  const auto staged = StageMembership(*held, changed, day, Day(today), At(today));
  for (const MembershipVersion& version : staged) EXPECT_TRUE(held->Add(version));
  return staged.size();
}

// The states of the days from the first on, as letters.
std::string States(const Memberships& held, int last, std::optional<absl::Time> known = {}) {
  std::string states;
  for (int day = 10; day <= last; ++day) {
    const MembershipVersion* version = known ? held.On(Day(day), *known) : held.On(Day(day));
    states += version == nullptr ? '-' : version->value.state == kActive ? 'a' : 'r';
  }
  return states;
}

TEST(StageMembershipTest, AStateHoldsFromTheDayTheSheetSaysAndFromTodayWhereItSaysNone) {
  Memberships held = Begun();
  EXPECT_EQ(Change(&held, Of(kRetained), {.day = Day(13), .before = {}}, 16), 1u);
  EXPECT_EQ(States(held, 16), "aaarrrr");
  EXPECT_EQ(States(held, 16, At(15)), "aaaaaaa") << "nobody knew it then";
  Memberships undated = Begun();
  EXPECT_EQ(Change(&undated, Of(kRetained), {}, 16), 1u);
  EXPECT_EQ(States(undated, 16), "aaaaaar");
}

TEST(StageMembershipTest, NeverBeforeTheFirstDayNorAfterToday) {
  Memberships held = Begun();
  Change(&held, Of(kRetained), {.day = absl::CivilDay(2015, 1, 1), .before = {}}, 12);
  EXPECT_EQ(States(held, 12), "rrr");
  EXPECT_EQ(held.On(Day(9)), nullptr);
  Memberships later = Begun();
  Change(&later, Of(kRetained), {.day = Day(20), .before = {}}, 12);
  EXPECT_EQ(States(later, 12), "aar");
}

TEST(StageMembershipTest, ALateChangeRewritesTheVersionsAfterIt) {
  Memberships held = Begun();
  Change(&held, Of(kActive, /*complete=*/false), {}, 14);
  EXPECT_EQ(Change(&held, Of(kRetained, false), {.day = Day(12), .before = {}}, 16), 2u);
  EXPECT_EQ(States(held, 16), "aarrrrr");
  EXPECT_TRUE(held.On(Day(13))->value.complete);
  EXPECT_FALSE(held.On(Day(14))->value.complete);
}

TEST(StageMembershipTest, WhatIsNotTheStateHoldsFromToday) {
  Memberships held = Begun();
  Change(&held, Of(kRetained, false), {.day = Day(12), .before = {}}, 16);
  EXPECT_TRUE(held.On(Day(15))->value.complete);
  EXPECT_FALSE(held.On(Day(16))->value.complete);
  EXPECT_EQ(States(held, 16), "aarrrrr");
}

TEST(StageMembershipTest, TheDayOfAStateCanBePutRightBothWays) {
  Memberships held = Begun();
  Change(&held, Of(kRetained), {.day = Day(14), .before = {}}, 16);
  Change(&held, Of(kRetained), {.day = Day(12), .before = Day(14)}, 17);
  EXPECT_EQ(States(held, 17), "aarrrrrr");
  Change(&held, Of(kRetained), {.day = Day(15), .before = Day(12)}, 18);
  EXPECT_EQ(States(held, 18), "aaaaarrrr");
  EXPECT_EQ(States(held, 18, At(17)), "aarrrrrrr");
  EXPECT_EQ(States(held, 18, At(16)), "aaaarrrrr");
}

TEST(StageMembershipTest, AnotherDayOfJoiningDoesNotTouchAStateThatCameLater) {
  Memberships held = Begun();
  Change(&held, Of(kRetained), {}, 12);
  Change(&held, Of(kActive), {}, 14);
  EXPECT_EQ(Change(&held, Of(kActive),
                   {.day = absl::CivilDay(2011, 1, 1), .before = absl::CivilDay(2010, 1, 1)}, 16),
            0u);
  EXPECT_EQ(States(held, 16), "aarraaa");
}

TEST(StageMembershipTest, TheSameAgainIsNothing) {
  EXPECT_THAT(StageMembership(Begun(), Of(kActive), {}, Day(12), At(12)), IsEmpty());
  Memberships held = Begun();
  Change(&held, Of(kRetained), {.day = Day(11), .before = {}}, 12);
  EXPECT_THAT(
      StageMembership(held, Of(kRetained), {.day = Day(11), .before = Day(11)}, Day(12), At(12)),
      IsEmpty());
}

// Whatever happens, what was said of a day, as it was known at a moment, is never said otherwise.
TEST(StageMembershipTest, WhatWasKnownStays) {
  std::mt19937_64 random(TestSeed());
  const auto draw = [&](int from, int to) {
    return std::uniform_int_distribution<int>(from, to)(random);
  };
  for (int round = 0; round < 200; ++round) {
    Memberships held = Begun();
    std::set<std::pair<absl::CivilDay, std::int64_t>> places = {{kFirst, 1}};
    for (int today = 11; today < 25; ++today) {
      const std::string before = States(held, 30, At(today - 1));
      const StateDay day{
          .day = draw(0, 2) == 0 ? std::nullopt : std::optional(Day(draw(8, today))),
          .before = draw(0, 1) == 0 ? std::nullopt : std::optional(Day(draw(8, today)))};
      const Membership changed = Of(draw(0, 1) == 0 ? kActive : kRetained, draw(0, 1) == 0);
      for (const MembershipVersion& version :
           StageMembership(held, changed, day, Day(today), At(today))) {
        EXPECT_TRUE(places.emplace(version.day, version.revision).second);
        EXPECT_GE(version.day, kFirst);
        EXPECT_LE(version.day, Day(today));
        held.Add(version);
      }
      EXPECT_EQ(held.On(Day(today))->value, changed);
      EXPECT_EQ(States(held, 30, At(today - 1)), before);
    }
  }
}

}  // namespace
}  // namespace mingce::members
