// What of a workbook is read, what is only named, and how much of it is kept.

#include "lib/intake/sheet_sorter.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "lib/base/error.h"
#include "lib/intake/form_workbook_for_test.h"

namespace mingce::intake {
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

TEST_F(FormWorkbookTest, RowsAboveTheHeaderRefuseTheFile) {
  AddSheet("名单",
           {{"工会会员信息采集表"}, Person("甲乙"), Person("丙丁"), kHeader, Person("戊己")});
  const absl::Status status = Read().status();
  EXPECT_EQ(ReasonOf(status), "ROWS_ABOVE_HEADER");
  const std::string said = MessageFor(status, false);
  for (const char* part : {"book-", "“名单”", "表头在第4行", "第2行像是数据", "表头放到"}) {
    EXPECT_TRUE(absl::StrContains(said, part)) << said;
  }
  EXPECT_FALSE(absl::StrContains(said, "甲乙")) << said;
}

TEST_F(FormWorkbookTest, ARowWithNothingButANumberIsDataAboveTheHeader) {
  AddSheet("名单", {{"", "", "", "439901199001010010"}, kHeader, Person("戊己")});
  EXPECT_EQ(ReasonOf(Read().status()), "ROWS_ABOVE_HEADER");
}

TEST_F(FormWorkbookTest, ATableAboveALongerOneRefusesTheFile) {
  const std::vector<std::string> shorter(kHeader.begin(), kHeader.end() - 1);
  std::vector<std::string> person = Person("甲乙");
  person.pop_back();
  AddSheet("名单", {shorter, person, {}, kHeader, Person("丙丁")});
  EXPECT_EQ(ReasonOf(Read().status()), "ROWS_ABOVE_HEADER");
}

TEST_F(FormWorkbookTest, WhatStandsAboveATableOnPaperIsNoData) {
  const std::vector<std::string> hints(kHeader.size(), "必填");
  lxw_worksheet* sheet =
      AddSheet("名单", {{"附件2：桃源县工会会员信息采集表"},
                        {"填报单位（盖章）：", "县教育工会", "", "填报人：", "甲乙", "",
                         "联系电话：", "0736-6600000"},
                        {"单位", "县教育工会", "联系人", "甲乙", "填报日期", "2019-11-15"},
                        {"会员基本信息", "", "", "", "", "", "其他信息"},
                        hints,
                        {"", "共 2 页"},
                        kHeader,
                        Person("丙丁")});
  worksheet_merge_range(sheet, 3, 0, 3, 5, "会员基本信息", nullptr);
  const auto book = Read();
  ASSERT_TRUE(book.ok()) << book.status();
  EXPECT_EQ(book->rows(), 1u);
}

TEST_F(FormWorkbookTest, LinesOfLabelsBandsAndHintsAboveATableAreNoData) {
  AddSheet("名单",
           {{"工会名称：县教育工会", "负责人：甲乙", "电话：0736-6600000", "时间：2019-11-15"},
            {"单位名称", "县教育局", "部门", "工会办", "联系电话", "0736-6600000"},
            {"基本信息", "联系信息", "证件信息", "会籍信息", "其他信息"},
            {"真实姓名", "11位手机号码", "从下拉选择", "与证件一致", "必填", "选填"},
            {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"},
            {"例", "张三", "13912345678", "439901199001010010"},
            kHeader,
            Person("丙丁")});
  const auto book = Read();
  ASSERT_TRUE(book.ok()) << book.status();
  EXPECT_EQ(book->rows(), 1u);
}

TEST_F(FormWorkbookTest, SheetsOfSamplesListsAndContactsAreNoData) {
  AddSheet("名单", {kHeader, Person("甲乙")});
  AddSheet("样表", {{"例", "张三", "13912345678", "居民身份证", "439901199001010010", "男"}});
  AddSheet("单位清单", {{"性别", "民族", "部门", "工作单位"},
                        {"男", "汉族", "办公室", "县教育局"},
                        {"女", "苗族", "人事股", "县财政局"}});
  AddSheet("通讯录", {{"姓名", "部门", "手机"}, {"丙丁", "办公室", "13912345678"}});
  const auto book = Read();
  ASSERT_TRUE(book.ok()) << book.status();
  EXPECT_EQ(book->rows(), 1u);
}

TEST_F(FormWorkbookTest, PeopleOnASheetThatLacksAColumnRefuseTheFile) {
  AddSheet("一科", {kHeader, Person("甲乙")});
  std::vector<std::string> header = kHeader;
  header[6] = "备注";
  AddSheet("二科", {header, Person("丙丁"), {"", "  "}, Person("戊己"), {"注：以上为二科"}});
  const absl::Status status = Read().status();
  EXPECT_EQ(ReasonOf(status), "COLUMN_MISSING");
  const std::string said = MessageFor(status, false);
  for (const char* part : {"“二科”", "“民族”", "2行像是数据"}) {
    EXPECT_TRUE(absl::StrContains(said, part)) << said;
  }
}

TEST_F(FormWorkbookTest, PeopleOnASheetWithoutAHeaderRefuseTheFile) {
  AddSheet("名单", {kHeader, Person("甲乙")});
  std::vector<std::string> person = Person("丙丁");
  person[3] = "43990119900101001X";
  AddSheet("续表", {person, Person("戊己")});
  const absl::Status status = Read().status();
  EXPECT_EQ(ReasonOf(status), "HEADER_NOT_FOUND");
  const std::string said = MessageFor(status, false);
  for (const char* part : {"“续表”", "2行像是数据"}) {
    EXPECT_TRUE(absl::StrContains(said, part)) << said;
  }
}

TEST_F(FormWorkbookTest, FiguresNotesAndPhoneListsBesideTheDataAreLeftOut) {
  AddSheet("名单", {kHeader, Person("甲乙")});
  AddSheet("统计", {{"合计", "#1"}, {"其中：女", "#0"}});
  AddSheet("联系人", {{"丙丁", "17460000001"}, {"戊己", "17460000002"}});
  AddSheet("工会", {{"814399999554634703", "某工会"}, {"814399999554634704", "某某工会"}});
  const auto book = Read();
  ASSERT_TRUE(book.ok()) << book.status();
  EXPECT_EQ(book->rows(), 1u);
  EXPECT_TRUE(absl::StrContains(AllNotices(*book), "“联系人”没有表头，未读取"));
}

TEST_F(FormWorkbookTest, SamplesOfEveryKindAreNamedAndCounted) {
  Rows rows = {kHeader};
  rows[0].insert(rows[0].begin(), "序号");
  for (const char* mark :
       {"例", "（例）", "例1", "填写示例", "举例", "范例", "示例", "样例", "1"}) {
    rows.push_back(Person("甲乙"));
    rows.back().insert(rows.back().begin(), mark);
  }
  rows.push_back(Person("姓名"));
  rows.back().insert(rows.back().begin(), "2");
  AddSheet("名单", rows);
  const auto book = Read();
  ASSERT_TRUE(book.ok()) << book.status();
  EXPECT_THAT(Numbers(book->sheets[0]), testing::ElementsAre(10u));
  EXPECT_EQ(book->samples(), 9u);
  EXPECT_TRUE(absl::StrContains(AllNotices(*book), "（共9行）")) << AllNotices(*book);
}

TEST_F(FormWorkbookTest, AnotherHeaderBelowIsNoSample) {
  std::vector<std::string> other(kHeader.rbegin(), kHeader.rend());
  AddSheet("名单", {kHeader, Person("甲乙"), kHeader, other});
  const auto book = Read();
  ASSERT_TRUE(book.ok()) << book.status();
  EXPECT_THAT(Numbers(book->sheets[0]), testing::ElementsAre(2u, 4u));
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
    std::vector<Sentence> notices;
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
}  // namespace mingce::intake
