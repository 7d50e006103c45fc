// What of a workbook is read, what is only named, and how much of it is kept.

#include "cli/import/sheet_sorter.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "cli/import/form_workbook_for_test.h"
#include "lib/base/error.h"

namespace mingce::cli {
namespace {

TEST_F(FormWorkbookTest, HiddenSheetsAreSaidAndNotRead) {
  AddSheet("名单", {kHeader, Person("甲乙")});
  worksheet_hide(AddSheet("旧名单", {kHeader, Person("丙丁")}));
  worksheet_hide(AddSheet("字典", {{"汉族"}}));
  const auto book = Read();
  ASSERT_TRUE(book.ok()) << book.status();
  EXPECT_EQ(book->rows(), 1u);
  EXPECT_TRUE(absl::StrContains(AllNotices(*book), "“旧名单”是隐藏的")) << AllNotices(*book);
  EXPECT_FALSE(absl::StrContains(AllNotices(*book), "字典")) << AllNotices(*book);
}

TEST_F(FormWorkbookTest, DataInAHiddenSheetAloneIsGuessed) {
  AddSheet("Sheet1", {});
  worksheet_hide(AddSheet("名单", {kHeader, Person("丙丁")}));
  const absl::Status status = Read().status();
  EXPECT_EQ(ReasonOf(status), "NO_ROWS");
  EXPECT_TRUE(absl::StrContains(MessageFor(status, false), "隐藏的工作表“名单”未读取"));
}

TEST_F(FormWorkbookTest, AListOfValuesBesideAFullHeaderIsNoForm) {
  AddSheet("选项", {{"性别", "民族", "政治面貌", "最高学历"}, {"男", "汉族", "群众", "本科"}});
  AddSheet("名单", {kHeader, Person("甲乙")});
  const auto book = Read();
  ASSERT_TRUE(book.ok()) << book.status();
  EXPECT_EQ(book->rows(), 1u);
  EXPECT_TRUE(absl::StrContains(AllNotices(*book), "“选项”的表头缺少必填列")) << AllNotices(*book);
}

TEST_F(FormWorkbookTest, RowsKeptAreBounded) {
  AddSheet("名单", {kHeader, Person("甲乙"), Person("丙丁")});
  workbook_close(book_);
  sheet::ReadLimits limits;
  const std::uint64_t cells = 3 * kHeader.size() * sizeof(sheet::Cell);
  limits.kept_bytes = cells + 1000;
  EXPECT_TRUE(ReadFormWorkbook(path_, MemberForm(), {}, limits).ok());
  limits.kept_bytes = cells;
  EXPECT_EQ(ReasonOf(ReadFormWorkbook(path_, MemberForm(), {}, limits).status()), "WORKBOOK_BOMB");
}

TEST_F(FormWorkbookTest, NamesFromOutsideAreMadePrintable) {
  std::vector<std::string> header = kHeader;
  header.push_back("血\u202E\x7F型" + std::string(100, 'x'));
  AddSheet("名单", {header, Person("甲乙")});
  const auto book = Read();
  ASSERT_TRUE(book.ok()) << book.status();
  const std::string notices = AllNotices(*book);
  EXPECT_TRUE(absl::StrContains(notices, "“血\uFFFD\uFFFD型xxx")) << notices;
  EXPECT_TRUE(absl::StrContains(notices, "x…”")) << notices;
  EXPECT_FALSE(absl::StrContains(notices, std::string(40, 'x'))) << notices;
}

TEST_F(FormWorkbookTest, PlainNumbersOf1904BecomeThoseOf1900) {
  const auto sorted = [](bool date1904) {
    const auto cells = [](const std::vector<std::string>& texts) {
      std::vector<sheet::Cell> out;
      for (const std::string& text : texts) {
        const bool number = text[0] == '#';
        out.push_back({number ? text.substr(1) : text,
                       number ? sheet::Cell::Kind::kNumber : sheet::Cell::Kind::kText});
      }
      return out;
    };
    std::vector<std::string> row = Person("甲乙");
    row[5] = "#29750";  // 1985-06-14 from 1904
    std::vector<std::string> other = Person("丙丁");
    other[5] = "#19850614";  // a day without signs is no count of days
    other[3] = "#29750";     // and a number in another column is no day
    std::vector<Notice> notices;
    const auto sheet = SheetSorter(MemberForm(), {}, {"a.xlsx", "名单"}, date1904, &notices)
                           .Sort({{1, cells(kHeader)}, {2, cells(row)}, {3, cells(other)}}, {});
    EXPECT_TRUE(sheet.ok() && sheet->has_value()) << sheet.status();
    return (*sheet)->rows;
  };
  EXPECT_EQ(sorted(false)[0].cells[5].text, "29750");
  const std::vector<InputRow> rows = sorted(true);
  EXPECT_EQ(rows[0].cells[5], (sheet::Cell{"31212", sheet::Cell::Kind::kNumber}));
  EXPECT_EQ(rows[1].cells[5].text, "19850614");
  EXPECT_EQ(rows[1].cells[3].text, "29750");
  workbook_close(book_);
}

}  // namespace
}  // namespace mingce::cli
