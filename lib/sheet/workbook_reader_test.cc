#include "lib/sheet/workbook_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "lib/sheet/parts_for_test.h"
#include "lib/testing/status_matchers.h"

namespace mingce::sheet {
namespace {

using Kind = Cell::Kind;
using testing::ElementsAre;

std::string Replaced(const std::string& text, absl::string_view from, absl::string_view to) {
  const std::string out = absl::StrReplaceAll(text, {{from, to}});
  EXPECT_NE(out, text) << "nothing to replace: " << std::string(from);
  return out;
}

// The cells of the only row of a workbook with these cells in <sheetData>.
std::vector<Cell> OneRow(absl::string_view cells, absl::string_view strings = "") {
  const auto result = ReadSheet(
      ZipParts("one.xlsx", WorkbookParts(absl::StrCat("<row r=\"1\">", cells, "</row>"), strings)));
  EXPECT_THAT(result, IsOk());
  if (!result.ok() || result->rows.size() != 1) return {};
  return result->rows[0].cells;
}

TEST(WorkbookReader, NumbersDatesBooleansAndErrors) {
  EXPECT_THAT(
      OneRow("<c r=\"A1\"><v>4.3999919900307E+17</v></c><c r=\"B1\" s=\"1\"><v>36526</v></c>"
             "<c r=\"C1\" s=\"2\"><v>60</v></c><c r=\"D1\" s=\"3\"><v>36526</v></c>"
             "<c r=\"E1\" s=\"4\"><v>36526.5</v></c><c r=\"F1\" s=\"5\"><v>45351</v></c>"
             "<c r=\"G1\" t=\"b\"><v>1</v></c><c r=\"H1\" t=\"b\"><v>0</v></c>"
             "<c r=\"I1\" t=\"e\"><v>#N/A</v></c><c r=\"J1\" t=\"n\"><v> 12 </v></c>"
             "<c r=\"K1\" s=\"1\"><v>-3</v></c><c r=\"L1\" t=\"d\"><v>2024-02-29T00:00:00</v></c>"
             "<c r=\"M1\" s=\"99\"><v>1</v></c>"),
      ElementsAre(Cell{"4.3999919900307E+17", Kind::kNumber}, Cell{"2000-01-01", Kind::kDate},
                  Cell{"1900-02-29", Kind::kDate}, Cell{"36526", Kind::kNumber},
                  Cell{"2000-01-01 12:00:00", Kind::kDate}, Cell{"2024-02-29", Kind::kDate},
                  Cell{"TRUE", Kind::kBool}, Cell{"FALSE", Kind::kBool}, Cell{"#N/A", Kind::kError},
                  Cell{"12", Kind::kNumber}, Cell{"-3", Kind::kNumber},
                  Cell{"2024-02-29", Kind::kDate}, Cell{"1", Kind::kNumber}));
}

TEST(WorkbookReader, TextOfEveryKind) {
  EXPECT_THAT(
      OneRow("<c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
             "<c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"inlineStr\"><is><t>内</t></is></c>"
             "<c r=\"E1\" t=\"inlineStr\"><is><r><rPr/><t>甲</t></r><r><t> 乙</t></r>"
             "<rPh sb=\"0\" eb=\"1\"><t>jia</t></rPh></is></c>"
             "<c r=\"F1\" t=\"str\"><f>A1&amp;\"_x0041_\"</f><v>result</v></c>"
             "<c r=\"G1\"><f>1+1</f><v>2</v></c><c r=\"H1\" t=\"inlineStr\"><is><t>a_x000D_"
             "b</t></is></c>",
             "<si><t>王𠮷</t></si>"
             "<si><r><rPr><b/></rPr><t>买买提</t></r><r><t xml:space=\"preserve\">·</t></r>"
             "<r><t>艾力</t></r><rPh sb=\"0\" eb=\"1\"><t>mai</t></rPh></si>"
             "<si><t xml:space=\"preserve\"> 空 _x4E2D_&amp;_x005F_x0041_</t></si>"),
      ElementsAre(Cell{"王𠮷", Kind::kText}, Cell{"买买提·艾力", Kind::kText},
                  Cell{" 空 中&_x0041_", Kind::kText}, Cell{"内", Kind::kText},
                  Cell{"甲 乙", Kind::kText}, Cell{"result", Kind::kText}, Cell{"2", Kind::kNumber},
                  Cell{"a\rb", Kind::kText}));
}

TEST(WorkbookReader, EmptyCellsAndRowsLeaveGaps) {
  const auto result = ReadSheet(ZipParts(
      "gaps.xlsx",
      WorkbookParts("<row r=\"2\" hidden=\"1\"><c r=\"B2\"><v>1</v></c><c r=\"D2\" s=\"1\"/></row>"
                    "<row r=\"3\"><c r=\"A3\" s=\"1\"/></row><row r=\"4\"/>"
                    "<row r=\"7\"><c r=\"A7\" t=\"s\"><v>0</v></c><c r=\"C7\"><v>2</v></c></row>",
                    "<si><t></t></si>")));
  ASSERT_THAT(result, IsOk());
  ASSERT_EQ(result->rows.size(), 2U);
  EXPECT_EQ(result->rows[0].number, 2U);
  EXPECT_TRUE(result->rows[0].hidden);
  EXPECT_THAT(result->rows[0].cells, ElementsAre(Cell{}, Cell{"1", Kind::kNumber}));
  EXPECT_EQ(result->rows[1].number, 7U);
  EXPECT_FALSE(result->rows[1].hidden);
  EXPECT_THAT(result->rows[1].cells, ElementsAre(Cell{}, Cell{}, Cell{"2", Kind::kNumber}));
}

TEST(WorkbookReader, MissingPositionsFollowOn) {
  const auto result = ReadSheet(ZipParts(
      "bare.xlsx", WorkbookParts("<row><c><v>1</v></c><c><v>2</v></c></row>"
                                 "<row r=\"5\"><c r=\"C5\"><v>3</v></c><c><v>4</v></c></row>"
                                 "<row><c><v>5</v></c></row>")));
  ASSERT_THAT(result, IsOk());
  ASSERT_EQ(result->rows.size(), 3U);
  EXPECT_EQ(result->rows[0].number, 1U);
  EXPECT_EQ(result->rows[0].cells[1].text, "2");
  EXPECT_EQ(result->rows[1].number, 5U);
  EXPECT_EQ(result->rows[1].cells[3].text, "4");
  EXPECT_EQ(result->rows[2].number, 6U);
}

TEST(WorkbookReader, Date1904) {
  Parts parts = WorkbookParts("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>43889</v></c></row>");
  std::string& workbook = parts["xl/workbook.xml"];
  workbook = Replaced(workbook, "<sheets>", "<workbookPr date1904=\"true\"/><sheets>");
  const std::string path = ZipParts("1904.xlsx", parts);
  const auto result = ReadSheet(path);
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->rows[0].cells[0].text, "2024-02-29");
  EXPECT_TRUE((*WorkbookReader::Open(path))->date1904());
  EXPECT_FALSE((*WorkbookReader::Open(ZipParts("1900.xlsx", WorkbookParts(""))))->date1904());
}

TEST(WorkbookReader, AbsoluteTargetsAsOpenpyxlWrites) {
  Parts parts =
      WorkbookParts("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", "<si><t>姓名</t></si>");
  std::string& rels = parts["xl/_rels/workbook.xml.rels"];
  rels = Replaced(rels, "Target=\"", "Target=\"/xl/");
  parts["_rels/.rels"] = Replaced(parts["_rels/.rels"], "Target=\"", "Target=\"/");
  const auto result = ReadSheet(ZipParts("openpyxl.xlsx", parts));
  ASSERT_THAT(result, IsOk());
  ASSERT_EQ(result->rows.size(), 1U);
  EXPECT_EQ(result->rows[0].cells[0].text, "姓名");
}

TEST(WorkbookReader, StrictNamespacesPrefixesAndOtherNames) {
  Parts parts =
      WorkbookParts("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", "<si><t>姓名</t></si>");
  Parts strict;
  for (const auto& [name, xml] : parts) {
    strict[absl::StrReplaceAll(name, {{"sharedStrings", "SharedStrings"}})] =
        absl::StrReplaceAll(xml, {{"http://schemas.openxmlformats.org/officeDocument/2006/",
                                   "http://purl.oclc.org/"
                                   "ooxml/officeDocument/"},
                                  {"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                                   "http://purl.oclc.org/ooxml/spreadsheetml/main"}});
  }
  std::string& sheet = strict["xl/worksheets/sheet1.xml"];
  sheet = absl::StrReplaceAll(sheet, {{"xmlns=", "xmlns:x="},
                                      {"</", "</x:"},
                                      {"<worksheet", "<x:worksheet"},
                                      {"<sheetData", "<x:sheetData"},
                                      {"<row", "<x:row"},
                                      {"<c ", "<x:c "},
                                      {"<v>", "<x:v>"}});
  const auto result = ReadSheet(ZipParts("strict.xlsx", strict));
  ASSERT_THAT(result, IsOk());
  ASSERT_EQ(result->rows.size(), 1U);
  EXPECT_EQ(result->rows[0].cells[0].text, "姓名");
}

TEST(WorkbookReader, WithoutStylesAndSharedStrings) {
  Parts parts = WorkbookParts("<row><c t=\"inlineStr\"><is><t>姓名</t></is></c></row>");
  parts.erase("xl/styles.xml");
  parts.erase("xl/sharedStrings.xml");
  std::string& rels = parts["xl/_rels/workbook.xml.rels"];
  rels = Replaced(rels, "/styles\"", "/other\"");
  rels = Replaced(rels, "/sharedStrings\"", "/other\"");
  const auto result = ReadSheet(ZipParts("bare.xlsx", parts));
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->rows[0].cells[0].text, "姓名");
}

TEST(WorkbookReader, SheetsInTheOrderOfTheirTabs) {
  Parts parts = WorkbookParts("<row><c><v>1</v></c></row>");
  parts["xl/worksheets/sheet2.xml"] =
      Replaced(parts["xl/worksheets/sheet1.xml"], "<v>1</v>", "<v>2</v>");
  parts["xl/workbook.xml"] = Replaced(
      parts["xl/workbook.xml"], "<sheet name=\"会员\" sheetId=\"1\" r:id=\"rId1\"/>",
      "<sheet name=\"乙\" sheetId=\"7\" r:id=\"r2\"/><sheet name=\"图\" sheetId=\"8\" r:id=\"r3\"/>"
      "<sheet name=\"甲\" sheetId=\"1\" state=\"hidden\" r:id=\"rId1\"/>"
      "<sheet name=\"丙\" sheetId=\"9\" state=\"veryHidden\" r:id=\"r4\"/>");
  parts["xl/worksheets/sheet3.xml"] = parts["xl/worksheets/sheet1.xml"];
  parts["xl/_rels/workbook.xml.rels"] =
      Replaced(parts["xl/_rels/workbook.xml.rels"], "</Relationships>",
               "<Relationship Id=\"r2\" Type=\"x/worksheet\" Target=\"worksheets/sheet2.xml\"/>"
               "<Relationship Id=\"r4\" Type=\"x/worksheet\" Target=\"worksheets/sheet3.xml\"/>"
               "<Relationship Id=\"r3\" Type=\"x/chartsheet\" Target=\"chartsheets/sheet1.xml\"/>"
               "</Relationships>");
  const std::string path = ZipParts("three.xlsx", parts);
  const auto reader = WorkbookReader::Open(path);
  ASSERT_THAT(reader, IsOk());
  const std::vector<SheetInfo>& sheets = (*reader)->sheets();
  ASSERT_EQ(sheets.size(), 3U);
  EXPECT_EQ(sheets[0].name, "乙");
  EXPECT_FALSE(sheets[0].hidden);
  EXPECT_EQ(sheets[1].name, "甲");
  EXPECT_TRUE(sheets[1].hidden);
  EXPECT_TRUE(sheets[2].hidden);
  EXPECT_EQ(ReadSheet(path, 0)->rows[0].cells[0].text, "2");
  EXPECT_EQ(ReadSheet(path, 1)->rows[0].cells[0].text, "1");
}

TEST(WorkbookReader, MergedRangesAreThereAfterTheRows) {
  const auto result = ReadSheet(ZipParts(
      "merged.xlsx", WorkbookParts("<row><c><v>1</v></c></row>", "",
                                   "<mergeCells count=\"2\"><mergeCell ref=\"A1:C1\"/><mergeCell "
                                   "ref=\"A2:A5\"/></mergeCells>")));
  ASSERT_THAT(result, IsOk());
  EXPECT_THAT(result->merged_ranges, ElementsAre("A1:C1", "A2:A5"));
}

TEST(WorkbookReader, AnErrorOfTheVisitorStops) {
  const auto reader = WorkbookReader::Open(
      ZipParts("stop.xlsx", WorkbookParts("<row><c><v>1</v></c></row><row><c><v>2</v></c></row>")));
  ASSERT_THAT(reader, IsOk());
  int visited = 0;
  const absl::Status status = (*reader)->ReadRows(0, [&](const Row&) {
    ++visited;
    return absl::AbortedError("enough");
  });
  EXPECT_EQ(status, absl::AbortedError("enough"));
  EXPECT_EQ(visited, 1);
  visited = 0;
  EXPECT_THAT((*reader)->ReadRows(0,
                                  [&](const Row&) {
                                    ++visited;
                                    return absl::OkStatus();
                                  }),
              IsOk());
  EXPECT_EQ(visited, 2);
}

TEST(WorkbookReader, TheVisitorMayReadAnotherWorkbook) {
  const std::string path =
      ZipParts("outer.xlsx", WorkbookParts("<row><c><v>1</v></c></row><row><c><v>2</v></c></row>"));
  const auto reader = WorkbookReader::Open(path);
  ASSERT_THAT(reader, IsOk());
  std::size_t inner = 0;
  EXPECT_THAT((*reader)->ReadRows(0,
                                  [&](const Row&) {
                                    inner += ReadSheet(path)->rows.size();
                                    return absl::OkStatus();
                                  }),
              IsOk());
  EXPECT_EQ(inner, 4U);
}

TEST(WorkbookReader, MetadataComesFromTheHiddenSheetOnly) {
  Parts parts = WorkbookParts(
      "<row><c t=\"inlineStr\"><is><t>edition</t></is></c><c><v>3</v></c></row>"
      "<row><c t=\"inlineStr\"><is><t>empty</t></is></c></row>"
      "<row><c/><c><v>9</v></c></row>");
  const auto plain = WorkbookReader::Open(ZipParts("plain.xlsx", parts));
  ASSERT_THAT(plain, IsOk());
  EXPECT_TRUE(ReadMetadata(**plain)->empty());
  parts["xl/workbook.xml"] = Replaced(parts["xl/workbook.xml"], "会员", kMetadataSheet);
  const auto marked = WorkbookReader::Open(ZipParts("marked.xlsx", parts));
  ASSERT_THAT(marked, IsOk());
  const auto metadata = ReadMetadata(**marked);
  ASSERT_THAT(metadata, IsOk());
  EXPECT_EQ(*metadata, (std::map<std::string, std::string>{{"edition", "3"}, {"empty", ""}}));
}

}  // namespace
}  // namespace mingce::sheet
