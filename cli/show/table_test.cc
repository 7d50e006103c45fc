#include "cli/show/table.h"

#include <gmock/gmock.h>

namespace mingce::cli {
namespace {

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

TEST(TextWidthTest, NothingThatCameMovesTheCursorOrForgesARow) {
  const std::string evil = "a\x1b[2J\nb\u202E";
  EXPECT_EQ(FormatTable(Language::kChinese, {{{"单位", "unit"}}, {{"数", "n"}}}, {{evil, "1"}}),
            "单位      数\n"
            "--------  --\n"
            "a\uFFFD[2J b\uFFFD  1\n");
  EXPECT_EQ(FormatFields(Language::kChinese, 6, {{{"名称", "name"}, evil}}),
            "名称  a\uFFFD[2J b\uFFFD\n");
}

}  // namespace
}  // namespace mingce::cli
