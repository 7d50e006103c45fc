#include "lib/text/likeness.h"

#include <gtest/gtest.h>

namespace mingce::text {
namespace {

TEST(LikenessTest, EditsAreCounted) {
  EXPECT_EQ(EditDistance(U"", U""), 0u);
  EXPECT_EQ(EditDistance(U"汉族", U""), 2u);
  EXPECT_EQ(EditDistance(U"土家族", U"土族"), 1u);
  EXPECT_EQ(EditDistance(U"kitten", U"sitting"), 3u);
}

TEST(LikenessTest, WhatIsSharedInOrderIsCounted) {
  EXPECT_EQ(CommonSubsequence(U"", U"发改局"), 0u);
  EXPECT_EQ(CommonSubsequence(U"发改局", U"发展和改革局"), 3u);
  EXPECT_EQ(CommonSubsequence(U"发展和改革局", U"发改局"), 3u);
  EXPECT_EQ(CommonSubsequence(U"气象局", U"财政局"), 1u);
  EXPECT_EQ(CommonSubsequence(U"ab", U"ba"), 1u) << "in the same order";
}

}  // namespace
}  // namespace mingce::text
