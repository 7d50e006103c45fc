// Against std::set. MINGCE_TEST_SEED=<number> repeats a run.

#include "lib/access/shared_order.h"

#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include "lib/testing/seed.h"

namespace mingce::access {
namespace {

std::vector<int> From(const SharedOrder<int>& order, int first) {
  std::vector<int> entries;
  order.VisitFrom([first](int entry) { return entry < first; },
                  [&entries](int entry) {
                    entries.push_back(entry);
                    return true;
                  });
  return entries;
}

std::vector<int> From(const std::set<int>& set, int first) {
  return {set.lower_bound(first), set.end()};
}

// Enough for several branches.
TEST(SharedOrderTest, KeepsWhatComesInOrder) {
  SharedOrder<int> order;
  std::set<int> set;
  for (int i = 0; i < 50'000; ++i) {
    order.Insert(i, std::less<>());
    set.insert(i);
  }
  EXPECT_EQ(From(order, 0), From(set, 0));
  EXPECT_EQ(From(order, 49'999), From(set, 49'999));
  EXPECT_EQ(From(order, 50'000), From(set, 50'000));
  for (int i = 0; i < 50'000; ++i) order.Erase(i, std::less<>());
  EXPECT_EQ(From(order, 0), std::vector<int>());
}

TEST(SharedOrderTest, IsASetAndItsCopiesStay) {
  std::mt19937_64 random(TestSeed());
  std::uniform_int_distribution<int> number(0, 40'000);
  SharedOrder<int> order;
  std::set<int> set;
  std::vector<std::pair<SharedOrder<int>, std::set<int>>> copies;
  for (int i = 0; i < 120'000; ++i) {
    if (i % 10'000 == 0) copies.emplace_back(order, set);
    const int entry = number(random);
    if (i % 3 == 2) {
      order.Erase(entry, std::less<>());
      set.erase(entry);
    } else {
      order.Insert(entry, std::less<>());
      set.insert(entry);
    }
  }
  copies.emplace_back(order, set);
  for (const auto& [copy, expected] : copies) {
    ASSERT_EQ(From(copy, 0), From(expected, 0));
    for (int i = 0; i < 20; ++i) {
      const int first = number(random);
      ASSERT_EQ(From(copy, first), From(expected, first));
    }
  }
}

}  // namespace
}  // namespace mingce::access
