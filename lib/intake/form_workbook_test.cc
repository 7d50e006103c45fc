#include "lib/intake/form_workbook.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "lib/base/error.h"
#include "lib/intake/form_rows.h"
#include "lib/intake/form_workbook_for_test.h"

namespace mingce::intake {
namespace {

TEST_F(FormWorkbookTest, ColumnsAreFoundByHeaderInAnyOrder) {
  std::vector<std::string> header(kHeader.rbegin(), kHeader.rend());
  header.insert(header.begin(), "序号");
  header.push_back("籍 贯（省、县）");
  std::vector<std::string> row = Person("甲乙");
  std::vector<std::string> reversed(row.rbegin(), row.rend());
  reversed.insert(reversed.begin(), "#1");
  reversed.push_back("湖南");
  AddSheet("名单", {{"工会会员信息采集表"}, {}, {"单位（盖章）"}, header, reversed});
  const auto book = Read();
  ASSERT_TRUE(book.ok()) << book.status();
  ASSERT_EQ(book->sheets.size(), 1u);
  EXPECT_EQ(book->sheets[0].header_row, 4u);
  EXPECT_EQ(AllNotices(*book), "");
  const FormRows sent = RowsOf(MemberForm(), book->sheets[0], {0});
  EXPECT_THAT(sent.columns, testing::ElementsAre("union", "education", "political_status",
                                                 "ethnicity", "birth_date", "sex", "id_number",
                                                 "id_type", "mobile", "full_name", "native_place"));
  EXPECT_EQ(sent.rows[0].number, 5u);
  EXPECT_EQ(sent.rows[0].cells[9], "甲乙");
  EXPECT_THAT(sent.rows[0].numeric_columns, testing::IsEmpty());
}

TEST_F(FormWorkbookTest, TheLastRowIsNotLostBeforeTheNote) {
  AddSheet("名单", {kHeader,
                    {"示例", "17460000009"},
                    Person("甲乙"),
                    {"", "  "},
                    Person("丙丁"),
                    {"填表说明：1、…"},
                    {"填表单位（盖章）：", "", "填报日期："}});
  const auto book = Read();
  ASSERT_TRUE(book.ok()) << book.status();
  EXPECT_THAT(Numbers(book->sheets[0]), testing::ElementsAre(3u, 5u));
  EXPECT_TRUE(absl::StrContains(AllNotices(*book), "第6、7行是说明")) << AllNotices(*book);
  EXPECT_TRUE(absl::StrContains(AllNotices(*book), "第2行是示例")) << AllNotices(*book);
}

TEST_F(FormWorkbookTest, ARowThatOnlyBeginsLikeANoteIsData) {
  AddSheet("名单", {kHeader, Person("注：甲")});
  const auto book = Read();
  ASSERT_TRUE(book.ok()) << book.status();
  EXPECT_THAT(Numbers(book->sheets[0]), testing::ElementsAre(2u));
}

TEST_F(FormWorkbookTest, AMergedNoteIsNoData) {
  lxw_worksheet* sheet = AddSheet("名单", {kHeader, Person("甲乙")});
  worksheet_merge_range(sheet, 2, 0, 3, 9, "以上情况属实", nullptr);
  const auto book = Read();
  ASSERT_TRUE(book.ok()) << book.status();
  EXPECT_THAT(Numbers(book->sheets[0]), testing::ElementsAre(2u));
  EXPECT_TRUE(absl::StrContains(AllNotices(*book), "第3行是说明")) << AllNotices(*book);
}

TEST_F(FormWorkbookTest, MergedDataIsRefusedNamingTheCells) {
  lxw_worksheet* sheet = AddSheet("名单", {kHeader, Person("甲乙"), Person("丙丁")});
  worksheet_merge_range(sheet, 1, 9, 2, 9, "81", nullptr);
  const auto book = Read();
  EXPECT_EQ(ReasonOf(book.status()), "MERGED_CELLS");
  EXPECT_TRUE(absl::StrContains(MessageFor(book.status(), false), "J2:J3"));
  EXPECT_TRUE(absl::StrContains(MessageFor(book.status(), false), "名单"));
}

TEST_F(FormWorkbookTest, AMissingRequiredColumnIsNamed) {
  std::vector<std::string> header = kHeader;
  header[3] = "号码";
  AddSheet("名单", {header, Person("甲乙")});
  const auto book = Read();
  EXPECT_EQ(ReasonOf(book.status()), "COLUMN_MISSING");
  EXPECT_TRUE(absl::StrContains(MessageFor(book.status(), false), "“证件号码”"));
}

TEST_F(FormWorkbookTest, AColumnWithAnotherSourceMayBeMissing) {
  std::vector<std::string> header(kHeader.begin(), kHeader.end() - 1);
  AddSheet("名单", {header, Person("甲乙")});
  EXPECT_TRUE(Read({.claims = {}, .refuse_claim = {}, .columns_not_needed = {"union"}}).ok());
}

TEST_F(FormWorkbookTest, OneFieldInTwoColumnsIsRefused) {
  std::vector<std::string> header = kHeader;
  header.push_back("移动电话");
  AddSheet("名单", {header, Person("甲乙")});
  const auto book = Read();
  EXPECT_EQ(ReasonOf(book.status()), "COLUMN_TWICE");
  EXPECT_TRUE(absl::StrContains(MessageFor(book.status(), false), "B1和K1"));
}

TEST_F(FormWorkbookTest, UnknownColumnsAreSaidNotTaken) {
  std::vector<std::string> header = kHeader;
  header.push_back("血型");
  AddSheet("名单", {header, Person("甲乙")});
  const auto book = Read();
  ASSERT_TRUE(book.ok()) << book.status();
  EXPECT_TRUE(absl::StrContains(AllNotices(*book), "“血型”")) << AllNotices(*book);
}

TEST_F(FormWorkbookTest, NumbersAreMarkedAsSuch) {
  std::vector<std::string> row = Person("甲乙");
  row[3] = "#439999199003071";
  AddSheet("名单", {kHeader, row});
  const auto book = Read();
  ASSERT_TRUE(book.ok()) << book.status();
  EXPECT_THAT(RowsOf(MemberForm(), book->sheets[0], {0}).rows[0].numeric_columns,
              testing::ElementsAre(3u));
}

TEST_F(FormWorkbookTest, NoHeaderAndNoRowsAreErrors) {
  AddSheet("名单", {{"甲", "乙", "丙"}, {"1", "2", "3"}});
  EXPECT_EQ(ReasonOf(Read().status()), "HEADER_NOT_FOUND");
}

TEST_F(FormWorkbookTest, AHeaderAloneIsAnError) {
  AddSheet("名单", {kHeader, {}, {"", "  "}});
  EXPECT_EQ(ReasonOf(Read().status()), "NO_ROWS");
}

TEST_F(FormWorkbookTest, AnEmptyWorkbookIsAnError) {
  AddSheet("名单", {});
  EXPECT_EQ(ReasonOf(Read().status()), "NO_ROWS");
}

TEST_F(FormWorkbookTest, AnotherClaimIsRefused) {
  AddSheet("名单", {kHeader, Person("甲乙")});
  worksheet_hide(
      AddSheet("_mingce", {{"form", "forms/member-2019-1"}, {"campaign", "campaigns/b"}}));
  workbook_close(book_);
  WorkbookRules rules = {.claims = {{"form", "forms/member-2019-1"}, {"edition", "1"}},
                         .refuse_claim = {},
                         .columns_not_needed = {}};
  EXPECT_TRUE(ReadFormWorkbook(path_, MemberForm(), rules).ok());
  rules.claims.emplace_back("campaign", "campaigns/a");
  const absl::Status status = ReadFormWorkbook(path_, MemberForm(), rules).status();
  EXPECT_EQ(ReasonOf(status), "WRONG_TEMPLATE");
  EXPECT_THAT(MessageFor(status, false),
              testing::HasSubstr("这是“campaigns/b”的模板，本次导入需要“campaigns/a”的模板"));
  rules.refuse_claim = [](const WorkbookPlace& place, const std::string& key,
                          const std::string& found) {
    return WrongTemplate(place, key, found, {"如此", "so"});
  };
  EXPECT_THAT(MessageFor(ReadFormWorkbook(path_, MemberForm(), rules).status(), false),
              testing::HasSubstr("这是“campaign”的模板，本次导入需要“campaigns/b”的模板；如此"));
}

TEST_F(FormWorkbookTest, SheetsWithoutAHeaderAreSaid) {
  AddSheet("名单", {kHeader, Person("甲乙")});
  AddSheet("填写说明", {{"带 * 的列为必填项"}});
  AddSheet("Sheet3", {{"草稿"}});
  const auto book = Read();
  ASSERT_TRUE(book.ok()) << book.status();
  EXPECT_EQ(book->sheets.size(), 1u);
  EXPECT_TRUE(absl::StrContains(AllNotices(*book), "Sheet3")) << AllNotices(*book);
  EXPECT_FALSE(absl::StrContains(AllNotices(*book), "填写说明")) << AllNotices(*book);
}

TEST_F(FormWorkbookTest, AFileThatIsNotThere) {
  workbook_close(book_);
  EXPECT_EQ(ReasonOf(ReadFormWorkbook("/no/such.xlsx", MemberForm(), {}).status()),
            "FILE_NOT_FOUND");
}

}  // namespace
}  // namespace mingce::intake
