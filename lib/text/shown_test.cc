#include "lib/text/shown.h"

#include <gtest/gtest.h>

namespace mingce::text {
namespace {

TEST(ShownText, OrdinaryNamesStay) {
  EXPECT_EQ(Shown("名单 (2)"), "名单 (2)");
  EXPECT_EQ(Shown(""), "");
}

TEST(ShownText, NothingMovesTheCursor) {
  EXPECT_EQ(Shown("a\x1b[2Jb\x07"), "a\uFFFD[2Jb\uFFFD");
  EXPECT_EQ(Shown("出生\n年月\r\t"), "出生 年月  ");
  EXPECT_EQ(Shown("\u202Eabc\u009B"), "\uFFFDabc\uFFFD");
  EXPECT_EQ(Shown("x\xFF"), "x\uFFFD");
  EXPECT_EQ(Shown("会员\u3000名单.xlsx"), "会员\u3000名单.xlsx");
  EXPECT_EQ(Shown("\u202Ea\u0085\u2069é"), "\uFFFDa \uFFFDé");
}

TEST(ShownText, WhatCannotBeSeenIsSeen) {
  EXPECT_EQ(Shown("a\u200Bb\u00ADc\uFEFF\U000E0041"), "a\uFFFDb\uFFFDc\uFFFD\uFFFD");
}

TEST(ShownText, LinesStayLines) {
  EXPECT_EQ(ShownLines("a\x1b[2J\n\tb\r\u2028c\u202E\n"), "a\uFFFD[2J\n b  c\uFFFD\n");
  const std::string longer(1000, 'x');
  EXPECT_EQ(ShownLines(longer), longer);
  EXPECT_EQ(Shown(longer, kShownWhole), longer);
}

TEST(ShownText, LongTextIsCut) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "长";
  EXPECT_EQ(Shown(text), text);
  EXPECT_EQ(Shown(text + "长"), text + "…");
  EXPECT_EQ(Shown("一二三四", 3), "一二三…");
}

TEST(ShownText, ListsAreCutToo) {
  EXPECT_EQ(ShownList({"a", "b"}, "、"), "a、b");
  EXPECT_EQ(ShownList(std::vector<std::string>(11, "a"), ","), "a,a,a,a,a,a,a,a,a,a,…");
}

TEST(DisplayWidth, ChineseTakesTwoColumns) {
  EXPECT_EQ(DisplayWidth(""), 0);
  EXPECT_EQ(DisplayWidth("abc"), 3);
  EXPECT_EQ(DisplayWidth("桃源县"), 6);
  EXPECT_EQ(DisplayWidth("（ａ）"), 6);
  EXPECT_EQ(DisplayWidth("𠮷"), 2);         // four bytes, beyond the basic plane
  EXPECT_EQ(DisplayWidth("阿·买"), 5);      // the dot takes one
  EXPECT_EQ(DisplayWidth("e\xCC\x81"), 1);  // combining accent
  EXPECT_EQ(DisplayWidth("\xFF"), 1);       // a broken byte is shown as one character
}

}  // namespace
}  // namespace mingce::text
