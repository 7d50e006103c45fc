#include "services/reporting/domain/row_finder.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/day.h"
#include "services/reporting/domain/change.h"

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
  Places PlacesOf(const std::vector<int>& rows, int number, absl::Time known_at = kEver) {
    const OrganizationRef ref = Ref(number);
    return RowFinder(&organizations_, PlanOf(rows), {.known_at = known_at}).Find(ref);
  }
  std::int32_t Find(const std::vector<int>& rows, int number, absl::CivilDay day = kDay,
                    absl::Time known_at = kEver) {
    return PlaceOn(PlacesOf(rows, number, known_at), NumberOf(day))->row;
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
  EXPECT_EQ(Find(rows, 5), Place::kNoRow);
  EXPECT_EQ(Find(rows, 0), Place::kNoRow);
  EXPECT_EQ(Find(rows, 77), Place::kNoRow);
  EXPECT_EQ(Find({99}, 4), Place::kNoRow) << "a row of an organisation not heard of";
  EXPECT_EQ(Find({3, 3}, 4), 0);
}

TEST_F(RowFinderTest, EachDayHasItsTree) {
  Under(1, 0);
  Under(2, 0);
  Under(3, 1);
  Under(3, 2, kDay + 5, 2);
  EXPECT_EQ(Find({1, 2}, 3), 0);
  EXPECT_EQ(Find({1, 2}, 3, kDay + 4), 0);
  EXPECT_EQ(Find({1, 2}, 3, kDay + 5), 1);
  EXPECT_EQ(Find({1, 2}, 3, kDay - 1), Place::kNoRow) << "it was not there yet";
  EXPECT_EQ(Find({1, 2}, 3, kDay + 5, StartOfDay(kDay + 5) - absl::Microseconds(1)), 0)
      << "the move was not known yet";
}

TEST_F(RowFinderTest, PlacesAreThoseOfTheWholeWayUp) {
  Under(1, 0);
  Under(2, 1, kDay + 1);
  Under(3, 2, kDay + 2);
  Under(2, 0, kDay + 5, 2);
  Under(2, 1, kDay + 7, 3);
  Under(2, 1, kDay + 9, 4);  // says what held
  organizations_.Add(Ref(3), {.day = kDay + 6,
                              .revision = 2,
                              .recorded = StartOfDay(kDay + 6),
                              .value = {.parent = Ref(2), .closed = true}});
  const std::int32_t day = NumberOf(kDay);
  EXPECT_EQ(PlacesOf({1}, 3), (Places{{.row = Place::kNoRow},
                                      {.day = day + 2, .row = 0},
                                      {.day = day + 5, .row = Place::kNoRow},
                                      {.day = day + 6, .row = Place::kNoRow, .closed = true},
                                      {.day = day + 7, .row = 0, .closed = true}}));
  EXPECT_EQ(PlacesOf({3}, 3), (Places{{.row = 0}, {.day = day + 6, .row = 0, .closed = true}}));
}

TEST_F(RowFinderTest, SurvivesCirclesAndUnknownParents) {
  for (const auto& [number, parent] : Edges{{1, 2}, {2, 3}, {3, 1}, {4, 4}, {5, 99}, {6, 1}}) {
    Under(number, parent);
  }
  for (int number = 10; number < 40; ++number) Under(number, number + 1);
  Under(40, 30);  // a circle that begins far up
  for (const int number : {1, 2, 3, 4, 5, 6, 10, 40}) {
    EXPECT_EQ(Find({}, number), Place::kNoRow) << number;
    // A row on the circle gets all of the circle and what hangs on it.
    const bool hangs = number <= 3 || number == 6;
    EXPECT_EQ(Find({2}, number), hangs ? 0 : Place::kNoRow) << number;
  }
  EXPECT_EQ(Find({35}, 10), 0);
}

}  // namespace
}  // namespace mingce::reporting
