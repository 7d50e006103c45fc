#include "lib/sheet/cell_name.h"

#include <gtest/gtest.h>

namespace mingce::sheet {
namespace {

TEST(CellName, ColumnsAreNamedAsOnTheScreen) {
  EXPECT_EQ(ColumnName(0), "A");
  EXPECT_EQ(ColumnName(25), "Z");
  EXPECT_EQ(ColumnName(26), "AA");
  EXPECT_EQ(ColumnName(701), "ZZ");
  EXPECT_EQ(ColumnName(702), "AAA");
  EXPECT_EQ(ColumnName(kMaxColumns - 1), "XFD");
  EXPECT_EQ(ColumnName(-1), "");
}

TEST(CellName, EveryNameReadsBack) {
  for (int column = 0; column < kMaxColumns; ++column) {
    const std::optional<CellPosition> position = ParseCellName(CellName(column, 7));
    ASSERT_TRUE(position.has_value()) << column;
    EXPECT_EQ(*position, (CellPosition{column, 7}));
  }
}

TEST(CellName, ReadsDollarsAndSmallLetters) {
  EXPECT_EQ(ParseCellName("$C$5"), (CellPosition{2, 5}));
  EXPECT_EQ(ParseCellName("c5"), (CellPosition{2, 5}));
  EXPECT_EQ(ParseCellName("XFD1048576"), (CellPosition{16'383, 1'048'576}));
}

TEST(CellName, RefusesEverythingElse) {
  for (const char* bad : {"", "A", "5", "A0", "A05", "XFE1", "A1048577", "A1B", "A-1", "A1:B2",
                          "A99999999999", "AAAAAAAAAAAA1", "$", "$A$", "名1", " A1"}) {
    EXPECT_EQ(ParseCellName(bad), std::nullopt) << bad;
  }
}

}  // namespace
}  // namespace mingce::sheet
