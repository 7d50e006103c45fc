#include "lib/intake/shown_text.h"

#include <gtest/gtest.h>

namespace mingce::intake {
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
}

TEST(ShownText, LongTextIsCut) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "长";
  EXPECT_EQ(Shown(text), text);
  EXPECT_EQ(Shown(text + "长"), text + "…");
}

TEST(ShownText, ListsAreCutToo) {
  EXPECT_EQ(ShownList({"a", "b"}, "、"), "a、b");
  EXPECT_EQ(ShownList(std::vector<std::string>(11, "a"), ","), "a,a,a,a,a,a,a,a,a,a,…");
}

}  // namespace
}  // namespace mingce::intake
