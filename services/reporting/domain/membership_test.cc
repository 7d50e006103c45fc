#include "services/reporting/domain/membership.h"

#include <gtest/gtest.h>

#include "lib/base/day.h"
#include "lib/testing/seed.h"

namespace mingce::reporting {
namespace {

constexpr absl::CivilDay kFirst(2019, 11, 1);

history::Version<Membership> VersionOf(int day, std::int64_t revision, int recorded_on,
                                       Membership membership) {
  membership.since = kFirst + day;
  return {.day = kFirst + day,
          .revision = revision,
          .recorded = StartOfDay(kFirst + recorded_on),
          .value = membership};
}

// The own counts of an organisation on a day, as known at a moment, from the differences.
Counts Sum(const std::vector<Difference>& differences, OrganizationRef organization,
           absl::CivilDay since, absl::CivilDay day, absl::Time known_at) {
  Counts sum;
  for (const Difference& one : differences) {
    if (one.organization == organization && one.since == since && one.from <= day &&
        one.recorded <= known_at) {
      sum += one.counts;
    }
  }
  return sum;
}

TEST(MembershipTest, Contributions) {
  EXPECT_EQ(ContributionOf({.organization = 1, .since = kFirst}),
            (Counts{.registered = 1, .counted = 1}));
  EXPECT_EQ(ContributionOf({.organization = 1,
                            .state = MembershipState::kRetained,
                            .complete = true,
                            .verified = true,
                            .since = kFirst}),
            (Counts{.registered = 1, .complete = 1, .verified = 1}));
  EXPECT_EQ(
      ContributionOf(
          {.organization = 1, .state = MembershipState::kEnded, .complete = true, .since = kFirst}),
      Counts{});
}

TEST(MembershipTest, AMoveLeavesOneAndEntersTheOther) {
  history::Timeline<Membership> timeline;
  timeline.Add(VersionOf(0, 1, 0, {.organization = 1}));
  timeline.Add(VersionOf(5, 2, 9, {.organization = 2}));
  std::vector<Difference> differences;
  AppendDifferences(timeline, 1, &differences);
  const Counts one{.registered = 1, .counted = 1};
  const absl::Time late = StartOfDay(kFirst + 9);
  EXPECT_EQ(differences, (std::vector<Difference>{{StartOfDay(kFirst), 1, kFirst, kFirst, one},
                                                  {late, 1, kFirst, kFirst + 5, -one},
                                                  {late, 2, kFirst + 5, kFirst + 5, one}}));
  AppendDifferences(timeline, -1, &differences);
  Consolidate(&differences);
  EXPECT_TRUE(differences.empty());
}

TEST(MembershipTest, ConsolidatePutsTogetherWhatDiffersInCountsOnly) {
  const Counts one{.registered = 1};
  std::vector<Difference> differences = {{StartOfDay(kFirst), 2, kFirst, kFirst, one},
                                         {StartOfDay(kFirst), 1, kFirst, kFirst, one},
                                         {StartOfDay(kFirst), 2, kFirst, kFirst, one},
                                         {StartOfDay(kFirst), 1, kFirst, kFirst + 1, one},
                                         {StartOfDay(kFirst), 1, kFirst, kFirst + 1, -one}};
  Consolidate(&differences);
  EXPECT_EQ(differences,
            (std::vector<Difference>{{StartOfDay(kFirst), 1, kFirst, kFirst, one},
                                     {StartOfDay(kFirst), 2, kFirst, kFirst, one + one}}));
}

// Versions in any order, with a clock that goes back, several of one day and of one moment.
TEST(MembershipTest, TheDifferencesAreTheTimelineOnEveryDayAtEveryMoment) {
  std::mt19937_64 random(TestSeed());
  const auto below = [&random](int limit) {
    return static_cast<int>(random() % static_cast<std::uint64_t>(limit));
  };
  for (int trial = 0; trial < 300; ++trial) {
    history::Timeline<Membership> timeline;
    std::vector<Difference> kept;  // put together version by version, as the service does
    for (int i = 0, versions = 1 + below(7); i < versions; ++i) {
      AppendDifferences(timeline, -1, &kept);
      timeline.Add(VersionOf(below(6), 1 + below(5), below(6),
                             {.organization = static_cast<OrganizationRef>(below(2)),
                              .state = static_cast<MembershipState>(1 + below(3)),
                              .complete = below(2) == 0}));
      AppendDifferences(timeline, 1, &kept);
      Consolidate(&kept);
    }
    for (int day = 0; day < 7; ++day) {
      for (int known = -1; known < 7; ++known) {
        const absl::Time known_at = StartOfDay(kFirst + known);
        const history::Version<Membership>* on = timeline.On(kFirst + day, known_at);
        for (OrganizationRef organization = 0; organization < 2; ++organization) {
          for (int since = 0; since < 6; ++since) {
            Counts wanted;
            if (on != nullptr && on->value.organization == organization &&
                on->day == kFirst + since) {
              wanted = ContributionOf(on->value);
            }
            ASSERT_EQ(Sum(kept, organization, kFirst + since, kFirst + day, known_at), wanted)
                << trial << " " << day << " " << known;
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace mingce::reporting
