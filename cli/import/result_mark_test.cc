#include "cli/import/result_mark.h"

#include <gmock/gmock.h>

#include <fstream>

#include "absl/strings/str_cat.h"
#include "lib/base/ids.h"
#include "lib/sheet/workbook_writer.h"

namespace mingce::cli {
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

TEST(ResultMarkTest, OnlyAMarkedWorkbookIsAResult) {
  const std::string path = NewPath();
  EXPECT_FALSE(IsResultFile(path, ""));
  std::ofstream(path) << "no workbook";
  EXPECT_FALSE(IsResultFile(path, ""));
  const auto writer = sheet::WorkbookWriter::Open(path);
  ASSERT_TRUE((*writer)->AddSheet("名单", {}).ok());
  ASSERT_TRUE((*writer)->AddMetadata(ResultMark({"a.xlsx"}, {})).ok());
  ASSERT_TRUE((*writer)->Close().ok());
  EXPECT_TRUE(IsResultFile(path, ""));
  EXPECT_TRUE(IsResultFile(path, "a.xlsx"));
  EXPECT_FALSE(IsResultFile(path, "b.xlsx"));
}

TEST(ResultMarkTest, AResultPutRightIsTouched) {
  for (const char* text : {"甲", "乙"}) {
    const std::string path = NewPath();
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
    EXPECT_TRUE(IsResultFile(path, "a.xlsx"));
    EXPECT_EQ(IsUntouchedResult(path, "a.xlsx"), std::string(text) == "甲");
    EXPECT_FALSE(IsUntouchedResult(path, "b.xlsx"));
  }
}

TEST(ResultMarkTest, DefaultPathIsBesideTheInput) {
  EXPECT_EQ(DefaultErrorPath("a/名单.xlsx"), "a/名单-结果.xlsx");
  EXPECT_EQ(DefaultErrorPath("b.xlsx"), "b-结果.xlsx");
}

TEST(ResultMarkTest, SameFileBySpellingToo) {
  EXPECT_TRUE(SameFile("/no/such/../a.xlsx", "/no/a.xlsx"));
  EXPECT_FALSE(SameFile("/no/a.xlsx", "/no/b.xlsx"));
}

}  // namespace
}  // namespace mingce::cli
