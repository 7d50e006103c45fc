#include "services/reporting/domain/dated_counts.h"

#include <gtest/gtest.h>

#include "lib/base/day.h"
#include "lib/testing/seed.h"

namespace mingce::reporting {
namespace {

constexpr absl::CivilDay kFirst(2019, 11, 1);

Counts At(const OwnCounts& counts, OrganizationRef organization) {
  return organization < counts.size() ? counts[organization] : Counts{};
}

TEST(DatedCountsTest, AMomentWithinADay) {
  DatedCounts counts;
  const Counts one{.registered = 1, .complete = 1, .verified = 1, .counted = 1};
  const absl::Time noon = StartOfDay(kFirst) + absl::Hours(12);
  counts.Add({noon, 3, kFirst, kFirst, one});
  counts.Add({noon + absl::Microseconds(1), 3, kFirst, kFirst, one});
  EXPECT_EQ(At(counts.On(kFirst, noon - absl::Microseconds(1)), 3), Counts{});
  EXPECT_EQ(At(counts.On(kFirst, noon), 3), one);
  EXPECT_EQ(At(counts.On(kFirst, noon + absl::Microseconds(1)), 3), one + one);
  EXPECT_EQ(At(counts.On(kFirst - 1, absl::InfiniteFuture()), 3), Counts{});
}

// Questions before, between and after what is added, more of them than answers are kept.
TEST(DatedCountsTest, EveryAnswerIsTheSumOfAllThatWasAdded) {
  std::mt19937_64 random(TestSeed());
  const auto below = [&random](int limit) {
    return static_cast<int>(random() % static_cast<std::uint64_t>(limit));
  };
  DatedCounts counts;
  std::vector<Difference> all;
  for (int i = 0; i < 3000; ++i) {
    if (below(3) > 0) {
      all.push_back({.recorded = StartOfDay(kFirst + below(4)) + absl::Hours(below(30)),
                     .organization = static_cast<OrganizationRef>(below(5)),
                     .since = kFirst + below(3),
                     .from = kFirst + below(6),
                     .counts = {.registered = below(5) - 2, .counted = below(5) - 2}});
      counts.Add(all.back());
      continue;
    }
    const absl::CivilDay day = kFirst + below(6);
    const absl::Time known_at = StartOfDay(kFirst) + absl::Hours(below(130) - 2);
    OwnCounts wanted(5);
    std::map<std::pair<OrganizationRef, absl::CivilDay>, Counts> apart;
    for (const Difference& one : all) {
      if (one.from > day || one.recorded > known_at) continue;
      wanted[one.organization] += one.counts;
      apart[{one.organization, one.since}] += one.counts;
    }
    const OwnCounts& got = counts.On(day, known_at);
    for (OrganizationRef organization = 0; organization < 5; ++organization) {
      ASSERT_EQ(At(got, organization), wanted[organization]) << i;
    }
    std::map<std::pair<OrganizationRef, absl::CivilDay>, Counts> visited;
    counts.Visit(day, known_at,
                 [&](OrganizationRef organization, absl::CivilDay since, const Counts& own) {
                   visited[{organization, since}] += own;
                 });
    for (const auto& [pair, sum] : apart) ASSERT_EQ(visited[pair], sum) << i;
    ASSERT_EQ(visited.size(), apart.size());
  }
}

}  // namespace
}  // namespace mingce::reporting
