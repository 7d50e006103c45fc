#include "lib/rpc/refusal_thinner.h"

#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"

namespace mingce::rpc {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr absl::Duration kStart = absl::Hours(1);

TEST(RefusalThinnerTest, EveryRefusalIsWrittenOrCounted) {
  RefusalThinner thinner(3);
  int written = 0;
  for (int i = 0; i < 100; ++i) written += thinner.StandsForItself("a", kStart) ? 1 : 0;
  EXPECT_EQ(written, 3);
  EXPECT_TRUE(thinner.StandsForItself("b", kStart)) << "one caller's flood is not another's";
  EXPECT_THAT(thinner.TakeCounted(kStart + absl::Seconds(59)), IsEmpty());
  const auto counted = thinner.TakeCounted(kStart + absl::Seconds(60));
  ASSERT_THAT(counted, SizeIs(1));
  EXPECT_EQ(counted[0].actor, "a");
  EXPECT_EQ(counted[0].count, 97u);
  EXPECT_THAT(thinner.TakeCounted(absl::InfiniteDuration()), IsEmpty());
}

TEST(RefusalThinnerTest, TheNextMinuteBeginsAnew) {
  RefusalThinner thinner(1);
  EXPECT_TRUE(thinner.StandsForItself("a", kStart));
  EXPECT_TRUE(thinner.StandsForItself("a", kStart + absl::Minutes(1)));
  EXPECT_FALSE(thinner.StandsForItself("a", kStart + absl::Minutes(1)));
  EXPECT_FALSE(thinner.StandsForItself("a", kStart + absl::Minutes(2))) << "not taken yet";
  EXPECT_EQ(thinner.TakeCounted(kStart + absl::Minutes(2)).at(0).count, 2u);
  EXPECT_TRUE(thinner.StandsForItself("a", kStart + absl::Minutes(2)));
}

TEST(RefusalThinnerTest, ASpanIsAsLongAsItIsMade) {
  RefusalThinner thinner(1, absl::Hours(1));
  EXPECT_TRUE(thinner.StandsForItself("a", kStart));
  EXPECT_FALSE(thinner.StandsForItself("a", kStart + absl::Minutes(59)));
  EXPECT_THAT(thinner.TakeCounted(kStart + absl::Minutes(59)), IsEmpty());
  EXPECT_THAT(thinner.TakeCounted(kStart + absl::Hours(1)), SizeIs(1));
  EXPECT_TRUE(thinner.StandsForItself("a", kStart + absl::Hours(1)));
}

TEST(RefusalThinnerTest, WhatCouldNotBeWrittenIsCounted) {
  RefusalThinner thinner(3);
  EXPECT_TRUE(thinner.StandsForItself("a", kStart));
  thinner.Count("a", 1, kStart);
  thinner.Count("b", 5, kStart);
  EXPECT_THAT(thinner.TakeCounted(absl::InfiniteDuration()), SizeIs(2));
}

TEST(RefusalThinnerTest, ManyCallersTakeBoundedRoom) {
  RefusalThinner thinner(1);
  const int callers = static_cast<int>(RefusalThinner::kMostActors) + 100;
  std::uint32_t total = 0;
  for (int i = 0; i < callers; ++i) {
    total += thinner.StandsForItself(absl::StrCat("caller", i), kStart) ? 1 : 0;
  }
  const auto counted = thinner.TakeCounted(absl::InfiniteDuration());
  ASSERT_THAT(counted, SizeIs(1));
  EXPECT_EQ(counted[0].actor, "");
  EXPECT_EQ(total + counted[0].count, static_cast<std::uint32_t>(callers));
}

}  // namespace
}  // namespace mingce::rpc
