#include "cli/show/table.h"

#include <gmock/gmock.h>

namespace mingce::cli {
namespace {

TEST(TextWidthTest, ChineseTakesTwoColumns) {
  EXPECT_EQ(DisplayWidth(""), 0);
  EXPECT_EQ(DisplayWidth("abc"), 3);
  EXPECT_EQ(DisplayWidth("桃源县"), 6);
  EXPECT_EQ(DisplayWidth("（ａ）"), 6);
  EXPECT_EQ(DisplayWidth("𠮷"), 2);         // four bytes, beyond the basic plane
  EXPECT_EQ(DisplayWidth("阿·买"), 5);      // the dot takes one
  EXPECT_EQ(DisplayWidth("e\xCC\x81"), 1);  // combining accent
  EXPECT_EQ(DisplayWidth("\xFF"), 1);       // a broken byte is shown as one character
}

TEST(TextWidthTest, PadCountsColumns) {
  EXPECT_EQ(Pad("工会", 6, Align::kLeft), "工会  ");
  EXPECT_EQ(Pad("12", 4, Align::kRight), "  12");
  EXPECT_EQ(Pad("工会", 3, Align::kLeft), "工会");
}

TEST(TextWidthTest, ColumnsStandBelowEachOther) {
  EXPECT_EQ(FormatTable(Language::kChinese, {{{"单位", "unit"}}, {{"数", "n"}, Align::kRight}},
                        {{"ab", "1"}, {""}, {"桃源", "23"}}),
            "单位  数\n"
            "----  --\n"
            "ab     1\n"
            "----  --\n"
            "桃源  23\n");
}

}  // namespace
}  // namespace mingce::cli
