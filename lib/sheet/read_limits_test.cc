// Every limit of reading, at it and one past.

#include "lib/sheet/read_limits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/sheet/parts_for_test.h"
#include "lib/sheet/workbook_reader.h"

namespace mingce::sheet {
namespace {

constexpr char kOneCell[] = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";

// "" when the sheet can be read, else the reason and the limit.
std::string Outcome(const std::string& path, const ReadLimits& limits) {
  const absl::Status status = ReadSheet(path, 0, limits).status();
  if (status.ok()) return "";
  return absl::StrCat(ReasonOf(status), " ", ErrorInfoOf(status)->metadata["limit"]);
}

TEST(ReadLimits, FileBytes) {
  const std::string path = ZipParts("a.xlsx", WorkbookParts(kOneCell));
  ReadLimits limits;
  limits.file_bytes = ReadBytesOf(path).size();
  EXPECT_EQ(Outcome(path, limits), "");
  --limits.file_bytes;
  EXPECT_EQ(Outcome(path, limits), "FILE_TOO_LARGE file_bytes");
}

TEST(ReadLimits, Entries) {
  const Parts parts = WorkbookParts(kOneCell);
  const std::string path = ZipParts("a.xlsx", parts);
  ReadLimits limits;
  limits.entries = parts.size();
  EXPECT_EQ(Outcome(path, limits), "");
  --limits.entries;
  EXPECT_EQ(Outcome(path, limits), "WORKBOOK_BOMB entries");
}

// So that sheets are no more than parts, and no part is read again and again.
TEST(ReadLimits, NoTwoSheetsAreOfOnePart) {
  Parts parts = WorkbookParts(kOneCell);
  parts["xl/worksheets/sheet2.xml"] = parts["xl/worksheets/sheet1.xml"];
  std::string& rels = parts["xl/_rels/workbook.xml.rels"];
  const auto with_target = [&](const char* target) {
    Parts changed = parts;
    std::string& text = changed["xl/_rels/workbook.xml.rels"];
    text.insert(text.find("</Relationships>"),
                absl::StrCat("<Relationship Id=\"b\" Type=\"x/worksheet\" Target=\"worksheets/",
                             target, "\"/>"));
    changed["xl/workbook.xml"] =
        "<workbook><sheets><sheet name=\"s\" id=\"rId1\"/><sheet name=\"t\" id=\"b\"/>"
        "</sheets></workbook>";
    return Outcome(ZipParts("a.xlsx", changed), {});
  };
  ASSERT_FALSE(rels.empty());
  EXPECT_EQ(with_target("sheet2.xml"), "");
  EXPECT_EQ(with_target("sheet1.xml"), "DAMAGED_WORKBOOK ");
  EXPECT_EQ(with_target("SHEET1.xml"), "DAMAGED_WORKBOOK ");
}

TEST(ReadLimits, MetadataRows) {
  const auto outcome = [](int rows) {
    std::string data;
    for (int i = 1; i <= rows; ++i) {
      absl::StrAppend(&data, "<row r=\"", i, "\"><c r=\"A", i, "\" t=\"str\"><v>k", i,
                      "</v></c></row>");
    }
    Parts parts = WorkbookParts(data);
    parts["xl/workbook.xml"] =
        "<workbook><sheets><sheet name=\"_mingce\" id=\"rId1\"/></sheets></workbook>";
    const auto reader = WorkbookReader::Open(ZipParts("a.xlsx", parts));
    EXPECT_TRUE(reader.ok()) << reader.status();
    return ReasonOf(ReadMetadata(**reader).status());
  };
  const auto most = static_cast<int>(ReadLimits().metadata_rows);
  EXPECT_EQ(outcome(most), "");
  EXPECT_EQ(outcome(most + 1), "WORKBOOK_BOMB");
}

TEST(ReadLimits, RelationshipsAreHeldToEntries) {
  Parts parts = WorkbookParts(kOneCell);
  ReadLimits limits;
  std::string relationships;
  for (int i = 0; i < 7; ++i) absl::StrAppend(&relationships, "<Relationship Id=\"a", i, "\"/>");
  std::string& rels = parts["xl/_rels/workbook.xml.rels"];
  rels.insert(rels.find("</Relationships>"), relationships);
  limits.entries = 10;
  EXPECT_EQ(Outcome(ZipParts("a.xlsx", parts), limits), "");
  limits.entries = 9;
  EXPECT_EQ(Outcome(ZipParts("a.xlsx", parts), limits), "WORKBOOK_BOMB entries");
}

TEST(ReadLimits, PartBytesSmallPartBytesAndTotalBytes) {
  const Parts parts = WorkbookParts(kOneCell);
  const std::string path = ZipParts("a.xlsx", parts);
  std::uint64_t largest = 0;
  std::uint64_t total = 0;
  for (const auto& [name, bytes] : parts) {
    largest = std::max<std::uint64_t>(largest, bytes.size());
    total += bytes.size();
  }
  ReadLimits limits;
  limits.part_bytes = largest;
  EXPECT_EQ(Outcome(path, limits), "");
  --limits.part_bytes;
  EXPECT_EQ(Outcome(path, limits), "WORKBOOK_BOMB part_bytes");

  limits = ReadLimits();
  limits.small_part_bytes = largest;  // the styles
  EXPECT_EQ(Outcome(path, limits), "");
  --limits.small_part_bytes;
  EXPECT_EQ(Outcome(path, limits), "WORKBOOK_BOMB small_part_bytes");

  limits = ReadLimits();
  limits.total_bytes = total;
  EXPECT_EQ(Outcome(path, limits), "");
  --limits.total_bytes;
  EXPECT_EQ(Outcome(path, limits), "WORKBOOK_BOMB total_bytes");
}

TEST(ReadLimits, ExpansionRatio) {
  // Spaces between rows: about 1,000 to 1.
  const std::size_t size = (1 << 20) + 1;
  Parts parts = WorkbookParts(kOneCell);
  std::string& sheet = parts["xl/worksheets/sheet1.xml"];
  sheet.insert(sheet.find("<row"), std::string(size - sheet.size(), ' '));
  ReadLimits limits;
  EXPECT_EQ(Outcome(ZipParts("past.xlsx", parts), limits), "WORKBOOK_BOMB expansion_ratio");
  limits.expansion_free_bytes = size;
  EXPECT_EQ(Outcome(ZipParts("free.xlsx", parts), limits), "");
  limits = ReadLimits();
  EXPECT_EQ(Outcome(ZipParts("stored.xlsx", parts, /*stored=*/true), limits), "");
  limits.expansion_ratio = 1;  // stored is exactly 1 to 1
  EXPECT_EQ(Outcome(ZipParts("stored.xlsx", parts, /*stored=*/true), limits), "");
}

TEST(ReadLimits, ABombOfManyMegabytesIsRefusedUnread) {
  Parts parts = WorkbookParts(kOneCell);
  std::string& sheet = parts["xl/worksheets/sheet1.xml"];
  sheet.insert(sheet.find("<row"), std::string(64 << 20, ' '));
  const std::string path = ZipParts("bomb.xlsx", parts);
  const absl::StatusOr<std::unique_ptr<WorkbookReader>> reader = WorkbookReader::Open(path);
  EXPECT_EQ(ReasonOf(reader.status()), "WORKBOOK_BOMB");
}

TEST(ReadLimits, SharedStringBytes) {
  const std::string path =
      ZipParts("a.xlsx", WorkbookParts(kOneCell, "<si><t>abc</t></si><si><t>中</t></si><si/>"));
  ReadLimits limits;
  limits.shared_string_bytes = 3 + 3 + 3 * 4;
  EXPECT_EQ(Outcome(path, limits), "");
  --limits.shared_string_bytes;
  EXPECT_EQ(Outcome(path, limits), "WORKBOOK_BOMB shared_string_bytes");
}

TEST(ReadLimits, XmlParserBytes) {
  const std::string path = ZipParts("a.xlsx", WorkbookParts(kOneCell));
  ReadLimits limits;
  limits.xml_parser_bytes = 1 << 20;
  EXPECT_EQ(Outcome(path, limits), "");
  // Whatever the budget, the parser either manages or says so.
  for (std::uint64_t bytes = 0; bytes < 200'000; bytes += 997) {
    limits.xml_parser_bytes = bytes;
    const std::string outcome = Outcome(path, limits);
    EXPECT_TRUE(outcome.empty() || outcome == "WORKBOOK_BOMB xml_parser_bytes") << outcome;
    if (bytes == 0) {
      EXPECT_FALSE(outcome.empty());
    }
  }
}

TEST(ReadLimits, RowsCountWhereAValueStands) {
  const std::string path = ZipParts(
      "a.xlsx", WorkbookParts("<row r=\"5\"><c><v>1</v></c></row><row r=\"9\"><c s=\"1\"/></row>"
                              "<row r=\"1048576\"/>"));
  ReadLimits limits;
  limits.rows = 5;
  EXPECT_EQ(Outcome(path, limits), "");
  limits.rows = 4;
  EXPECT_EQ(Outcome(path, limits), "SHEET_TOO_LARGE rows");
}

TEST(ReadLimits, ColumnsCountWhereAValueStands) {
  const std::string path =
      ZipParts("a.xlsx",
               WorkbookParts("<row r=\"1\"><c r=\"C1\"><v>1</v></c><c r=\"XFD1\" s=\"1\"/></row>"));
  ReadLimits limits;
  limits.columns = 3;
  EXPECT_EQ(Outcome(path, limits), "");
  limits.columns = 2;
  EXPECT_EQ(Outcome(path, limits), "SHEET_TOO_LARGE columns");
}

TEST(ReadLimits, CellBytes) {
  ReadLimits limits;
  limits.cell_bytes = 6;
  for (const char* cell : {"<c t=\"inlineStr\"><is><r><t>中</t></r><r><t>文</t></r></is></c>",
                           "<c t=\"s\"><v>0</v></c>", "<c t=\"str\"><v>中文</v></c>"}) {
    const std::string path = ZipParts(
        "a.xlsx", WorkbookParts(absl::StrCat("<row>", cell, "</row>"), "<si><t>中文</t></si>"));
    limits.cell_bytes = 6;
    EXPECT_EQ(Outcome(path, limits), "") << cell;
    limits.cell_bytes = 5;
    EXPECT_EQ(Outcome(path, limits), "SHEET_TOO_LARGE cell_bytes") << cell;
  }
}

TEST(ReadLimits, MergedRanges) {
  const std::string path = ZipParts(
      "a.xlsx", WorkbookParts(kOneCell, "",
                              "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A2:B2\"/>"
                              "</mergeCells>"));
  ReadLimits limits;
  limits.merged_ranges = 2;
  EXPECT_EQ(Outcome(path, limits), "");
  limits.merged_ranges = 1;
  EXPECT_EQ(Outcome(path, limits), "SHEET_TOO_LARGE merged_ranges");
}

TEST(ReadLimits, TheMessageNamesTheCell) {
  const std::string path =
      ZipParts("a.xlsx", WorkbookParts("<row r=\"7\"><c r=\"C7\"><v>1</v></c></row>"));
  ReadLimits limits;
  limits.rows = 6;
  const absl::Status status = ReadSheet(path, 0, limits).status();
  EXPECT_EQ(MessageFor(status, false),
            "工作簿「a.xlsx」的工作表「会员」超过 6 行（C7 仍有内容）。请拆成几个文件");
}

}  // namespace
}  // namespace mingce::sheet
