#include "lib/sheet/workbook_index.h"

#include <gtest/gtest.h>

namespace mingce::sheet {
namespace {

TEST(WorkbookIndex, TargetsAreRelativeOrAbsolute) {
  const char kWorkbook[] = "xl/workbook.xml";
  EXPECT_EQ(ResolveTarget(kWorkbook, "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
  EXPECT_EQ(ResolveTarget(kWorkbook, "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
  EXPECT_EQ(ResolveTarget(kWorkbook, "./worksheets/../styles.xml"), "xl/styles.xml");
  EXPECT_EQ(ResolveTarget(kWorkbook, "../custom/a.xml"), "custom/a.xml");
  EXPECT_EQ(ResolveTarget("", "xl/workbook.xml"), "xl/workbook.xml");
  EXPECT_EQ(ResolveTarget("workbook.xml", "sheet.xml"), "sheet.xml");
  EXPECT_EQ(ResolveTarget(kWorkbook, "worksheets\\sheet1.xml"), "xl/worksheets/sheet1.xml");
}

TEST(WorkbookIndex, TargetsNeverLeaveTheZip) {
  EXPECT_EQ(ResolveTarget("xl/workbook.xml", "../../../../etc/passwd"), "etc/passwd");
  EXPECT_EQ(ResolveTarget("", ".."), "");
}

}  // namespace
}  // namespace mingce::sheet
