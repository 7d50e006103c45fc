#include "lib/intake/result_mark.h"

#include <gmock/gmock.h>

#include <fstream>

#include "absl/strings/str_cat.h"
#include "lib/base/ids.h"
#include "lib/sheet/workbook_writer.h"

namespace mingce::intake {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string NewPath() { return absl::StrCat(testing::TempDir(), "/mark-", NewOpaqueId(), ".xlsx"); }

TEST(ResultMarkTest, NamesItsOriginals) {
  EXPECT_THAT(ResultOf(ResultMark({"名单.xlsx", "b.xlsx"}, {})),
              ElementsAre("名单.xlsx", "b.xlsx"));
  EXPECT_THAT(ResultOf({{"form", "forms/member-2019-1"}}), IsEmpty());
  const std::vector<std::string> many(2000, std::string(100, 'x'));
  EXPECT_LE(ResultMark(many, {}).at("result_of").size(), 30'000u);
}

TEST(ResultMarkTest, OnlyAMarkedAndUntouchedWorkbookIsAResult) {
  const std::string path = NewPath();
  EXPECT_FALSE(IsUntouchedResult(path, ""));
  std::ofstream(path) << "no workbook";
  EXPECT_FALSE(IsUntouchedResult(path, ""));
  for (const char* text : {"甲", "乙"}) {
    const auto writer = sheet::WorkbookWriter::Open(path);
    const auto sheet = (*writer)->AddSheet("名单", {}, {.header = false});
    ASSERT_TRUE((*writer)->WriteRow(*sheet, 1, {"1", "", text}).ok());
    TextChecksum sum;
    sum.AddCell(0, "1");
    sum.AddCell(1, "");
    sum.AddCell(2, "甲");
    sum.EndRow();
    ASSERT_TRUE((*writer)->AddMetadata(ResultMark({"a.xlsx"}, sum)).ok());
    ASSERT_TRUE((*writer)->Close().ok());
    for (const char* original : {"", "a.xlsx"}) {
      EXPECT_EQ(IsUntouchedResult(path, original), std::string(text) == "甲");
    }
    EXPECT_FALSE(IsUntouchedResult(path, "b.xlsx"));
    EXPECT_FALSE(IsUntouchedDryRunResult(path));
  }
}

TEST(ResultMarkTest, AResultGoesBesideTheInput) {
  EXPECT_EQ(FreeErrorPath("/no/名单.xlsx"), "/no/名单-结果.xlsx");
  EXPECT_EQ(FreeErrorPath("b.xlsx", /*dry_run=*/true), "b-试运行.xlsx");
}

TEST(ResultMarkTest, SameFileBySpellingToo) {
  EXPECT_TRUE(SameFile("/no/such/../a.xlsx", "/no/a.xlsx"));
  EXPECT_FALSE(SameFile("/no/a.xlsx", "/no/b.xlsx"));
}

}  // namespace
}  // namespace mingce::intake
