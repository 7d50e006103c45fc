#include "lib/text/normalize.h"

#include <algorithm>
#include <array>
#include <random>
#include <vector>

#include "gtest/gtest.h"
#include "lib/testing/seed.h"
#include "lib/text/utf8.h"

namespace mingce::text {
namespace {

TEST(NormalizeTest, WhatIsNotUtf8IsCopiedOrReported) {
  for (const absl::string_view text : {"\x80", "\xc0\x80", "\xc3", "\xed\xa0\x80", "\xf0\x9f\x98",
                                       "\xff", "a\xffz", "\xe5\x41\x41"}) {
    EXPECT_FALSE(CompactNumber(text, "").has_value());
    EXPECT_EQ(ToHalfWidth(text), text);
    EXPECT_EQ(NormalizeLabel(text), text);
  }
}

TEST(NormalizeTest, HalfWidthAndInvisible) {
  EXPECT_EQ(ToHalfWidth("（ＡＢ　１）、。"), "(AB 1)、。");
  EXPECT_EQ(StripInvisible("\ufeffa\u200bb\u200c\u200d\u2060"), "ab");
  EXPECT_EQ(StripInvisible("a\u202c"), "a\u202c");
}

TEST(NormalizeTest, Trims) {
  EXPECT_EQ(TrimBlanks("\u3000 a b\u00a0\t\r\n"), "a b");
  EXPECT_EQ(TrimBlanks(" \u3000"), "");
  EXPECT_EQ(TrimBlanks(""), "");
  EXPECT_EQ(TrimBlanks(" \xff "), "\xff");
}

// Character by character, as the header says it.
std::string SlowlyWithout(absl::string_view text, bool (*drop)(char32_t)) {
  std::string rest;
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t start = pos;
    const char32_t c = NextCodePoint(text, &pos);
    if (c == kInvalidCodePoint) {
      rest.push_back(text[start]);
    } else if (!drop(c)) {
      AppendUtf8(c, &rest);
    }
  }
  return rest;
}

absl::string_view SlowlyTrimmed(absl::string_view text) {
  std::size_t first = text.size();
  std::size_t last = text.size();
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t start = pos;
    if (IsBlank(NextCodePoint(text, &pos))) continue;
    first = std::min(first, start);
    last = pos;
  }
  return text.substr(first, last - first);
}

TEST(NormalizeTest, ShortCutsChangeNothing) {
  std::mt19937_64 random(TestSeed());
  const std::vector<std::string> parts = {
      "a",  "Z",      "7",          " ",      "\t",     "\x7f",   "张",
      "、", "\u00a0", "\u1680",     "\u2009", "\u200b", "\u3000", "\ufeff",
      "（", "\u2060", "\U0001f600", "\x80",   "\xe2",   "\xef",   "\xff"};
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (auto left = random() % 8; left > 0; --left) text += parts[random() % parts.size()];
    ASSERT_EQ(StripInvisible(text), SlowlyWithout(text, IsZeroWidth)) << round;
    ASSERT_EQ(TrimBlanks(text), SlowlyTrimmed(text)) << round;
    ASSERT_EQ(
        NormalizeLabel(text),
        ToHalfWidth(SlowlyWithout(text, [](char32_t c) { return IsBlank(c) || IsZeroWidth(c); })))
        << round;
  }
}

TEST(NormalizeTest, NormalizesLabels) {
  EXPECT_EQ(NormalizeLabel(" 待（下） 岗\n"), "待(下)岗");
  EXPECT_EQ(NormalizeLabel("Ａ b"), "Ab");
}

TEST(NormalizeTest, CompactsNumbers) {
  EXPECT_EQ(CompactNumber(" '12－3 x", ""), "12-3X");
  EXPECT_EQ(CompactNumber("12—3(4)", "-()"), "1234");
  EXPECT_EQ(CompactNumber("''1'", ""), "'1'");
  EXPECT_EQ(CompactNumber("\u200b", ""), "");
}

TEST(NormalizeTest, KnowsScientificNotation) {
  EXPECT_TRUE(LooksScientific("4.39999E+17"));
  EXPECT_TRUE(LooksScientific("1E+7"));
  EXPECT_TRUE(LooksScientific("1E-05"));
  for (const absl::string_view text : {"", "1", "E+7", "1.E+7", "1E7", "1E+", "1E+7X", "1.2"}) {
    EXPECT_FALSE(LooksScientific(text)) << text;
  }
}

}  // namespace
}  // namespace mingce::text
