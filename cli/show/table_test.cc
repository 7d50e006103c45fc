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

}  // namespace
}  // namespace mingce::cli
