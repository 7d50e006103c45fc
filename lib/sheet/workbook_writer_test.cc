#include "lib/sheet/workbook_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/sheet/parts_for_test.h"
#include "lib/sheet/workbook_reader.h"
#include "lib/testing/status_matchers.h"

namespace mingce::sheet {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> Texts(const Row& row) {
  std::vector<std::string> texts;
  for (const Cell& cell : row.cells) texts.push_back(cell.text);
  return texts;
}

std::string Reason(const absl::Status& status) { return ReasonOf(status); }

TEST(WorkbookWriter, WhatIsWrittenIsReadAsText) {
  const std::string path = TestPath("a.xlsx");
  const auto writer = WorkbookWriter::Open(path);
  ASSERT_THAT(writer, IsOk());
  const auto sheet = (*writer)->AddSheet(
      "会员", {{.header = "姓名", .required = true}, {.header = "证件号码"}}, {});
  ASSERT_THAT(sheet, IsOk());
  EXPECT_EQ((*writer)->FirstDataRow(*sheet), 2U);
  const std::vector<std::vector<std::string>> rows = {
      {"𠮷野家", "439999199003070010"},
      {"买买提·艾力", "", "third"},
      {" 空格 ", "line\nbreak\ttab\rreturn"},
      {"_x0041_", "<&>\"'"},
      {"\x01\x1F", "00012"},
  };
  std::uint32_t number = 2;
  for (const auto& row : rows) EXPECT_THAT((*writer)->WriteRow(*sheet, number++, row), IsOk());
  EXPECT_THAT((*writer)->WriteRow(*sheet, 10, {"", "gap"}), IsOk());
  ASSERT_THAT((*writer)->Close(), IsOk());

  const auto result = ReadSheet(path);
  ASSERT_THAT(result, IsOk());
  ASSERT_EQ(result->rows.size(), 7U);
  EXPECT_THAT(Texts(result->rows[0]), ElementsAre("*姓名", "证件号码"));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(Texts(result->rows[i + 1]), rows[i]);
    EXPECT_EQ(result->rows[i + 1].number, i + 2);
    for (const Cell& cell : result->rows[i + 1].cells) {
      EXPECT_NE(cell.kind, Cell::Kind::kNumber) << cell.text;
    }
  }
  EXPECT_EQ(result->rows[6].number, 10U);
}

TEST(WorkbookWriter, TextsAreNeverFormulas) {
  const std::string path = TestPath("a.xlsx");
  const auto writer = WorkbookWriter::Open(path);
  const auto sheet = (*writer)->AddSheet("会员", {{.header = "=1+1"}});
  const std::vector<std::string> dangerous = {
      "=cmd|'/c calc'!A1", "+1+1", "-1", "@SUM(A1)", "\t=1", "{=1}", "http://example.com"};
  ASSERT_THAT((*writer)->WriteRow(*sheet, 2, dangerous), IsOk());
  ASSERT_THAT((*writer)->Close(), IsOk());
  EXPECT_THAT(PartOf(path, "xl/worksheets/sheet1.xml"),
              AllOf(Not(HasSubstr("<f>")), Not(HasSubstr("hyperlink"))));
  const auto result = ReadSheet(path);
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(Texts(result->rows[1]), dangerous);
  for (const Cell& cell : result->rows[1].cells) EXPECT_EQ(cell.kind, Cell::Kind::kText);
}

TEST(WorkbookWriter, FiguresAreNumbersWhereTheColumnAsks) {
  using Figures = ColumnSpec::Figures;
  const std::string path = TestPath("a.xlsx");
  const auto writer = WorkbookWriter::Open(path);
  const auto sheet =
      (*writer)->AddSheet("完成情况", {{.header = "单位"},
                                       {.header = "计入数", .figures = Figures::kWhole},
                                       {.header = "完成率%", .figures = Figures::kTwoDecimals}});
  ASSERT_THAT(sheet, IsOk());
  ASSERT_THAT((*writer)->WriteRow(*sheet, 2, {"12", "158", "98.75"}), IsOk());
  ASSERT_THAT((*writer)->WriteRow(*sheet, 3, {"=1", "=1", "-"}), IsOk());
  ASSERT_THAT((*writer)->WriteRow(*sheet, 4, {"", "0", ""}), IsOk());
  ASSERT_THAT((*writer)->Close(), IsOk());
  const auto result = ReadSheet(path);
  ASSERT_THAT(result, IsOk());
  using Kind = Cell::Kind;
  EXPECT_EQ(
      result->rows[1].cells,
      (std::vector<Cell>{{"12", Kind::kText}, {"158", Kind::kNumber}, {"98.75", Kind::kNumber}}));
  EXPECT_EQ(result->rows[2].cells,
            (std::vector<Cell>{{"=1", Kind::kText}, {"=1", Kind::kText}, {"-", Kind::kText}}));
  EXPECT_EQ(result->rows[3].cells, (std::vector<Cell>{{"", Kind::kEmpty}, {"0", Kind::kNumber}}));
}

TEST(WorkbookWriter, InvalidTextIsReplaced) {
  const std::string path = TestPath("a.xlsx");
  const auto writer = WorkbookWriter::Open(path);
  const auto sheet = (*writer)->AddSheet("会员", {});
  ASSERT_THAT((*writer)->WriteRow(*sheet, 2, {"a\xFFz", std::string("b\0z", 3)}), IsOk());
  ASSERT_THAT((*writer)->Close(), IsOk());
  const auto result = ReadSheet(path);
  ASSERT_THAT(result, IsOk());
  EXPECT_THAT(Texts(result->rows[0]), ElementsAre("a\xEF\xBF\xBDz", "b\xEF\xBF\xBDz"));
}

TEST(WorkbookWriter, Templates) {
  const std::string path = TestPath("模板.xlsx");
  const auto writer = WorkbookWriter::Open(path);
  ASSERT_THAT(writer, IsOk());
  const auto lists = (*writer)->AddListSheet({{.name = "民族", .values = {"汉族", "藏族", "苗族"}},
                                              {.name = "性别", .values = {"男", "女"}}});
  ASSERT_THAT(lists, IsOk());
  EXPECT_EQ(lists->at("民族"), "=字典!$A$1:$A$3");
  EXPECT_EQ(lists->at("性别"), "=字典!$B$1:$B$2");
  const auto sheet = (*writer)->AddSheet(
      "会员",
      {{.header = "姓名", .width = 20, .required = true, .note = "与证件一致"},
       {.header = "民族", .dropdown_ref = lists->at("民族")},
       {.header = "状态", .dropdown_values = {"在职", "退休"}},
       {.header = "证件号码", .width = 24, .exact_text_length = 18, .note = "18 位"},
       {.header = "备注", .text = false},
       {.header = "旧证", .exact_text_length = 18, .length_is_advice = true}},
      {.title_lines = {"会员信息采集表", "红色为必填"}});
  ASSERT_THAT(sheet, IsOk());
  EXPECT_EQ((*writer)->FirstDataRow(*sheet), 4U);
  ASSERT_THAT((*writer)->AddNotesSheet("填写说明", {"一、……", "", "二、……"}), IsOk());
  ASSERT_THAT((*writer)->AddMetadata({{"edition", "3"}, {"template", "member"}}), IsOk());
  ASSERT_THAT((*writer)->Close(), IsOk());

  const auto reader = WorkbookReader::Open(path);
  ASSERT_THAT(reader, IsOk());
  const std::vector<SheetInfo>& sheets = (*reader)->sheets();
  ASSERT_EQ(sheets.size(), 4U);
  EXPECT_TRUE(sheets[0].hidden && sheets[0].name == kListSheet);
  EXPECT_TRUE(!sheets[1].hidden && sheets[1].name == "会员");
  EXPECT_TRUE(!sheets[2].hidden && sheets[2].name == "填写说明");
  EXPECT_TRUE(sheets[3].hidden && sheets[3].name == kMetadataSheet);
  EXPECT_EQ(*ReadMetadata(**reader),
            (std::map<std::string, std::string>{{"edition", "3"}, {"template", "member"}}));
  const auto rows = ReadSheet(path, 1);
  ASSERT_EQ(rows->rows.size(), 3U);
  EXPECT_EQ(rows->rows[2].number, 3U);
  EXPECT_THAT(Texts(rows->rows[2]),
              ElementsAre("*姓名", "民族", "状态", "证件号码", "备注", "旧证"));
  EXPECT_THAT(Texts(ReadSheet(path, 0)->rows[2]), ElementsAre("苗族"));
  EXPECT_EQ(ReadSheet(path, 2)->rows.size(), 2U);

  const std::string xml = PartOf(path, "xl/worksheets/sheet2.xml");
  EXPECT_THAT(xml, HasSubstr("<formula1>字典!$A$1:$A$3</formula1>"));
  EXPECT_THAT(xml, HasSubstr("<formula1>\"在职,退休\"</formula1>"));
  EXPECT_THAT(xml, HasSubstr("type=\"textLength\" operator=\"equal\""));
  EXPECT_THAT(xml, HasSubstr("sqref=\"D4:D1048576\""));
  // Another length is forbidden in D, warned of in F.
  EXPECT_THAT(xml, HasSubstr("type=\"textLength\" operator=\"equal\" errorStyle=\"warning\""));
  EXPECT_THAT(xml, HasSubstr("prompt=\"18 位\""));
  EXPECT_THAT(xml, HasSubstr("topLeftCell=\"A4\""));
  EXPECT_THAT(PartOf(path, "xl/workbook.xml"), HasSubstr("activeTab=\"1\""));
  EXPECT_THAT(PartOf(path, "xl/styles.xml"), HasSubstr("numFmtId=\"49\""));  // "@"
}

TEST(WorkbookWriter, MarksColourAndComment) {
  const std::string path = TestPath("errors.xlsx");
  const auto writer = WorkbookWriter::Open(path);
  const auto sheet = (*writer)->AddSheet(
      "会员", {{.header = "姓名"}, {.header = "证件"}, {.header = "行号"}, {.header = "原因"}});
  ASSERT_THAT((*writer)->WriteRowMarked(*sheet, 2, {"张三", "", "7", "缺证件号码"},
                                        {{.column = 1, .comment = "=请填写证件号码"},
                                         {.column = 0, .level = MarkLevel::kWarning},
                                         {.column = 5, .comment = "超出最后一列"}}),
              IsOk());
  ASSERT_THAT((*writer)->Close(), IsOk());
  const auto result = ReadSheet(path);
  ASSERT_THAT(result, IsOk());
  EXPECT_THAT(Texts(result->rows[1]), ElementsAre("张三", "", "7", "缺证件号码"));
  const std::string comments = PartOf(path, "xl/comments1.xml");
  EXPECT_THAT(comments, AllOf(HasSubstr("ref=\"B2\""), HasSubstr("=请填写证件号码"),
                              HasSubstr("ref=\"F2\""), Not(HasSubstr("ref=\"A2\""))));
  EXPECT_THAT(PartOf(path, "xl/styles.xml"), AllOf(HasSubstr("FFFFC7CE"), HasSubstr("FFFFEB9C")));
}

TEST(WorkbookWriter, CommentsAreCapped) {
  const std::string path = TestPath("many.xlsx");
  const auto writer = WorkbookWriter::Open(path);
  const auto sheet = (*writer)->AddSheet("会员", {{.header = "姓名"}});
  const auto last = static_cast<std::uint32_t>(WorkbookWriter::kMaxComments + 2);
  for (std::uint32_t row = 2; row <= last; ++row) {
    ASSERT_THAT((*writer)->WriteRowMarked(*sheet, row, {"a"}, {{.column = 0, .comment = "x"}}),
                IsOk());
  }
  ASSERT_THAT((*writer)->Close(), IsOk());
  const std::string comments = PartOf(path, "xl/comments1.xml");
  EXPECT_THAT(comments, HasSubstr(absl::StrCat("\"A", last - 1, "\"")));
  EXPECT_THAT(comments, Not(HasSubstr(absl::StrCat("\"A", last, "\""))));
}

TEST(WorkbookWriter, TextsUpToTheFormatsLimit) {
  const std::string path = TestPath("a.xlsx");
  const auto writer = WorkbookWriter::Open(path);
  const auto sheet = (*writer)->AddSheet("会员", {});
  const std::string longest(WorkbookWriter::kMaxTextLength, 'a');
  EXPECT_THAT((*writer)->WriteRow(*sheet, 2, {longest}), IsOk());
  EXPECT_EQ(Reason((*writer)->WriteRow(*sheet, 3, {"x", longest + "a"})), "TEXT_TOO_LONG");

  const std::string at(255, 'a');
  EXPECT_THAT((*writer)->AddSheet("a", {{.header = "h", .note = at}}), IsOk());
  EXPECT_EQ(Reason((*writer)->AddSheet("b", {{.header = "h", .note = at + "a"}}).status()),
            "TEXT_TOO_LONG");
  EXPECT_THAT(
      (*writer)->AddSheet(
          "c", {{.header = "h", .dropdown_values = {std::string(127, 'a'), at.substr(128)}}}),
      IsOk());
  EXPECT_EQ(
      Reason((*writer)
                 ->AddSheet("d", {{.header = "h",
                                   .dropdown_values = {std::string(128, 'a'), at.substr(128)}}})
                 .status()),
      "TEXT_TOO_LONG");
  const std::string chinese_at = [] {
    std::string text;
    for (int i = 0; i < 255; ++i) text += "中";
    return text;
  }();
  EXPECT_THAT((*writer)->AddSheet("e", {{.header = "h", .note = chinese_at}}), IsOk());
}

TEST(WorkbookWriter, Misuse) {
  const std::string path = TestPath("a.xlsx");
  const auto writer = WorkbookWriter::Open(path);
  for (const char* name : {"", "a/b", "[a]", "'a'", "12345678901234567890123456789012"}) {
    EXPECT_EQ(Reason((*writer)->AddSheet(name, {}).status()), "SHEET_MISUSE") << name;
  }
  const auto sheet = (*writer)->AddSheet("会员", {{.header = "姓名"}});
  ASSERT_THAT(sheet, IsOk());
  EXPECT_EQ(Reason((*writer)->AddSheet("会员", {}).status()), "SHEET_MISUSE");
  EXPECT_EQ(Reason((*writer)->WriteRow(*sheet, 0, {"x"})), "SHEET_MISUSE");
  EXPECT_EQ(Reason((*writer)->WriteRow(*sheet, 1, {"x"})), "SHEET_MISUSE");  // the header
  EXPECT_THAT((*writer)->WriteRow(*sheet, 5, {"x"}), IsOk());
  EXPECT_EQ(Reason((*writer)->WriteRow(*sheet, 5, {"x"})), "SHEET_MISUSE");
  EXPECT_EQ(Reason((*writer)->WriteRow(*sheet, 1'048'577, {"x"})), "SHEET_MISUSE");
  EXPECT_EQ(Reason((*writer)->WriteRow(SheetHandle{9}, 1, {"x"})), "SHEET_MISUSE");
  EXPECT_EQ(Reason((*writer)->WriteRowMarked(*sheet, 6, {}, {{.column = 16'384}})), "SHEET_MISUSE");
  EXPECT_EQ(
      Reason((*writer)
                 ->AddSheet(
                     "a",
                     {{.header = "h", .dropdown_ref = "=字典!$A$1:$A$2", .exact_text_length = 18}})
                 .status()),
      "SHEET_MISUSE");
  EXPECT_EQ(
      Reason((*writer)->AddSheet("b", {{.header = "h", .dropdown_values = {"a,b"}}}).status()),
      "SHEET_MISUSE");
  EXPECT_EQ(Reason((*writer)->AddListSheet({{.name = "空", .values = {}}}).status()),
            "SHEET_MISUSE");
}

TEST(WorkbookWriter, CloseNeedsAVisibleSheetAndHappensOnce) {
  const std::string path = TestPath("a.xlsx");
  const auto hidden = WorkbookWriter::Open(path);
  ASSERT_THAT((*hidden)->AddMetadata({{"a", "b"}}), IsOk());
  EXPECT_EQ(Reason((*hidden)->Close()), "SHEET_MISUSE");
  const auto writer = WorkbookWriter::Open(path);
  const auto sheet = (*writer)->AddSheet("会员", {});
  ASSERT_THAT((*writer)->Close(), IsOk());
  EXPECT_EQ(Reason((*writer)->Close()), "SHEET_MISUSE");
  EXPECT_EQ(Reason((*writer)->WriteRow(*sheet, 9, {"x"})), "SHEET_MISUSE");
  EXPECT_EQ(Reason((*writer)->AddSheet("x", {}).status()), "SHEET_MISUSE");
}

TEST(WorkbookWriter, ATableForPaperFitsItsWidthAndRepeatsItsHeader) {
  const std::string path = TestPath("paper.xlsx");
  const auto writer = WorkbookWriter::Open(path);
  ASSERT_THAT((*writer)->AddSheet("表", {{.header = "单位"}},
                                  {.title_lines = {"甲", "乙"}, .for_paper = true}),
              IsOk());
  ASSERT_THAT((*writer)->Close(), IsOk());
  EXPECT_THAT(PartOf(path, "xl/worksheets/sheet1.xml"),
              AllOf(HasSubstr("fitToPage=\"1\""), HasSubstr("orientation=\"landscape\""),
                    HasSubstr("fitToHeight=\"0\""), HasSubstr("paperSize=\"9\"")));
  EXPECT_THAT(PartOf(path, "xl/workbook.xml"), HasSubstr("$3:$3</definedName>"));
}

}  // namespace
}  // namespace mingce::sheet
