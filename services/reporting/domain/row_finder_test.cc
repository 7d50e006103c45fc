#include "services/reporting/domain/row_finder.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/day.h"

namespace mingce::reporting {
namespace {

constexpr absl::CivilDay kDay(2019, 11, 1);
constexpr absl::Time kEver = absl::InfiniteFuture();

using Edges = std::vector<std::pair<int, int>>;

class RowFinderTest : public ::testing::Test {
 protected:
  OrganizationRef Ref(int number) {
    return organizations_.RefOf(OrganizationId(absl::StrCat("o", number)));
  }
  // Recorded at the beginning of the day it holds from.
  void Under(int number, int parent, absl::CivilDay day = kDay, std::int64_t revision = 1) {
    organizations_.Add(Ref(number), {.day = day,
                                     .revision = revision,
                                     .recorded = StartOfDay(day),
                                     .value = {.parent = Ref(parent)}});
  }
  QuotaPlan PlanOf(const std::vector<int>& rows) const {
    QuotaPlan plan;
    for (const int row : rows) {
      plan.quotas.push_back({.section = "county",
                             .seq = row,
                             .title = "",
                             .target = 1,
                             .organization = OrganizationId(absl::StrCat("o", row))});
    }
    return plan;
  }
  std::int32_t Find(const std::vector<int>& rows, int number, absl::CivilDay day = kDay,
                    absl::Time known_at = kEver) {
    const OrganizationRef ref = Ref(number);
    return RowFinder(&organizations_, PlanOf(rows), known_at).Find(ref, day);
  }

  Organizations organizations_;
};

TEST_F(RowFinderTest, TheNearestRowUpward) {
  // 0 county, 1 unit, 2 below 1, 3 unit below 2, 4 below 3, 5 below the county.
  for (const auto& [number, parent] : Edges{{1, 0}, {2, 1}, {3, 2}, {4, 3}, {5, 0}}) {
    Under(number, parent);
  }
  const std::vector<int> rows = {3, 1};
  EXPECT_EQ(Find(rows, 4), 0);
  EXPECT_EQ(Find(rows, 3), 0);
  EXPECT_EQ(Find(rows, 2), 1);
  EXPECT_EQ(Find(rows, 1), 1);
  EXPECT_EQ(Find(rows, 5), RowFinder::kNoRow);
  EXPECT_EQ(Find(rows, 0), RowFinder::kNoRow);
  EXPECT_EQ(Find(rows, 77), RowFinder::kNoRow);
  EXPECT_EQ(Find({99}, 4), RowFinder::kNoRow) << "a row of an organisation not heard of";
  EXPECT_EQ(Find({3, 3}, 4), 0);
}

TEST_F(RowFinderTest, EachDayHasItsTree) {
  Under(1, 0);
  Under(2, 0);
  Under(3, 1);
  Under(3, 2, kDay + 5, 2);
  RowFinder finder(&organizations_, PlanOf({1, 2}), kEver);
  EXPECT_EQ(finder.Find(Ref(3), kDay), 0);
  EXPECT_EQ(finder.Find(Ref(3), kDay + 5), 1);
  EXPECT_EQ(finder.Find(Ref(3), kDay + 4), 0);
  EXPECT_EQ(finder.Find(Ref(3), kDay - 1), RowFinder::kNoRow) << "it was not there yet";
  EXPECT_EQ(Find({1, 2}, 3, kDay + 5, StartOfDay(kDay + 5) - absl::Microseconds(1)), 0)
      << "the move was not known yet";
}

TEST_F(RowFinderTest, SurvivesCirclesAndUnknownParents) {
  for (const auto& [number, parent] : Edges{{1, 2}, {2, 3}, {3, 1}, {4, 4}, {5, 99}, {6, 1}}) {
    Under(number, parent);
  }
  RowFinder none(&organizations_, PlanOf({}), kEver);
  // A row on the circle gets all of the circle and what hangs on it.
  RowFinder one(&organizations_, PlanOf({2}), kEver);
  for (int number = 1; number <= 6; ++number) {
    EXPECT_EQ(none.Find(Ref(number), kDay), RowFinder::kNoRow) << number;
    const bool hangs = number <= 3 || number == 6;
    EXPECT_EQ(one.Find(Ref(number), kDay), hangs ? 0 : RowFinder::kNoRow) << number;
  }
}

}  // namespace
}  // namespace mingce::reporting
