#include "services/reporting/domain/counts.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace mingce::reporting {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

TEST(AttainmentHundredthsTest, RoundsHalfUp) {
  EXPECT_EQ(AttainmentHundredths(1, 3), 3333);
  EXPECT_EQ(AttainmentHundredths(2, 3), 6667);
  EXPECT_EQ(AttainmentHundredths(1, 20'000), 1);  // 0.5 of a hundredth
  EXPECT_EQ(AttainmentHundredths(1, 20'001), 0);
  EXPECT_EQ(AttainmentHundredths(3, 20'000), 2);
  EXPECT_EQ(AttainmentHundredths(37'689, 40'000), 9422);  // 94.2225
}

TEST(AttainmentHundredthsTest, IsNeverWholeBelowTheTarget) {
  EXPECT_EQ(AttainmentHundredths(39'999, 40'000), 9999);  // 99.9975 would round up
  EXPECT_EQ(AttainmentHundredths(99'991, 100'000), 9999);
  EXPECT_EQ(AttainmentHundredths(kMost - 1, kMost), 9999);
  EXPECT_EQ(AttainmentHundredths(40'000, 40'000), 10'000);
  EXPECT_EQ(AttainmentHundredths(40'001, 40'000), 10'000);
  EXPECT_EQ(AttainmentHundredths(40'002, 40'000), 10'001);  // over-fulfilment is shown (D-12)
  EXPECT_EQ(AttainmentHundredths(120'000, 40'000), 30'000);
}

TEST(AttainmentHundredthsTest, EverySmallCaseKeepsTheRule) {
  for (std::int64_t target = 1; target <= 300; ++target) {
    for (std::int64_t counted = 0; counted <= 2 * target; ++counted) {
      const std::int64_t hundredths = AttainmentHundredths(counted, target);
      EXPECT_EQ(hundredths >= 10'000, counted >= target) << counted << " of " << target;
      const std::int64_t off = 2 * (hundredths * target - 10'000 * counted);
      EXPECT_LE(off, target) << counted << " of " << target;
      EXPECT_GT(off, hundredths == 9999 ? -2 * target : -target - 1) << counted << " of " << target;
    }
  }
}

TEST(AttainmentHundredthsTest, IsDefinedEverywhere) {
  EXPECT_EQ(AttainmentHundredths(5, 0), 0);
  EXPECT_EQ(AttainmentHundredths(5, -1), 0);
  EXPECT_EQ(AttainmentHundredths(-5, 10), 0);
  EXPECT_EQ(AttainmentHundredths(0, 10), 0);
  EXPECT_EQ(AttainmentHundredths(kMost, 1), kMost);
  EXPECT_EQ(AttainmentHundredths(kMost, kMost), 10'000);
}

TEST(CountsTest, SumsStayAtTheLimit) {
  EXPECT_EQ(AddHeld(kMost, 1), kMost);
  EXPECT_EQ(AddHeld(std::numeric_limits<std::int64_t>::min(), -1),
            std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(SubtractHeld(0, std::numeric_limits<std::int64_t>::min()), kMost);
  EXPECT_EQ(SubtractHeld(-2, kMost), std::numeric_limits<std::int64_t>::min());
  const Counts counts{.registered = 4, .complete = 3, .verified = 2, .counted = 1};
  EXPECT_TRUE((counts + -counts).IsZero());
}

}  // namespace
}  // namespace mingce::reporting
