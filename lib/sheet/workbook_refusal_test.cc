// Every error of reading, produced by a file that deserves it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "lib/base/error.h"
#include "lib/sheet/errors.h"
#include "lib/sheet/parts_for_test.h"
#include "lib/sheet/workbook_reader.h"
#include "lib/testing/odd_files.h"

namespace mingce::sheet {
namespace {

using testing::HasSubstr;

constexpr char kOneCell[] = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";

absl::Status StatusOfReading(const std::string& path) { return ReadSheet(path).status(); }

// The reason, after checking what every refusal has: our domain, the file, both languages.
std::string Refusal(const absl::Status& status) {
  EXPECT_FALSE(status.ok());
  const std::optional<ErrorInfo> info = ErrorInfoOf(status);
  if (!info.has_value()) return absl::StrCat("no info: ", status.ToString());
  EXPECT_EQ(info->domain, kErrorDomain);
  EXPECT_FALSE(info->metadata.at("file").empty());
  EXPECT_THAT(info->message_zh, HasSubstr(info->metadata.at("file")));
  EXPECT_THAT(std::string(status.message()), HasSubstr(info->metadata.at("file")));
  EXPECT_EQ(info->metadata.at("file").find('/'), std::string::npos);
  return info->reason;
}

std::string ReasonOfBytes(absl::string_view bytes, absl::string_view name = "a.xlsx") {
  const std::string path = TestPath(name);
  WriteBytes(path, bytes);
  return Refusal(StatusOfReading(path));
}

std::string FoundIn(absl::string_view bytes) {
  const std::string path = TestPath("found.xlsx");
  WriteBytes(path, bytes);
  const absl::Status status = StatusOfReading(path);
  EXPECT_EQ(Refusal(status), "NOT_A_WORKBOOK");
  return ErrorInfoOf(status)->metadata["found"];
}

std::string ReasonOfParts(const Parts& parts) {
  return Refusal(StatusOfReading(ZipParts("parts.xlsx", parts)));
}

std::string Utf16(absl::string_view ascii) {
  std::string out;
  for (const char c : ascii) out.append({c, '\0'});
  return out;
}

TEST(WorkbookRefusal, FileNotFound) {
  EXPECT_EQ(Refusal(StatusOfReading("/no/such/会员.xlsx")), "FILE_NOT_FOUND");
  EXPECT_THAT(MessageFor(StatusOfReading("/no/such/会员.xlsx"), false), HasSubstr("「会员.xlsx」"));
}

TEST(WorkbookRefusal, FoldersPipesAndDevicesAreNoWorkbooks) {
  const std::string path = TestPath("odd.xlsx");
  ForEachOddFile(path, [&](const std::string& what) {
    EXPECT_EQ(Refusal(StatusOfReading(path)), "FILE_NOT_REGULAR") << what;
  });
}

TEST(WorkbookRefusal, FileEmpty) { EXPECT_EQ(ReasonOfBytes(""), "FILE_EMPTY"); }

TEST(WorkbookRefusal, SaysWhatTheFileIs) {
  EXPECT_EQ(FoundIn("姓名,证件号码\n张三,1\n"), "text");
  EXPECT_EQ(FoundIn("\xD0\xD5\xC3\xFB,1\r\n"), "text");  // GB18030
  EXPECT_EQ(FoundIn("\xFF\xFE" + Utf16("a\tb")), "text");
  EXPECT_EQ(FoundIn("\xEF\xBB\xBF\n <html><table>"), "html");
  EXPECT_EQ(FoundIn("<!DOCTYPE html>"), "html");
  EXPECT_EQ(FoundIn("<?xml version=\"1.0\"?><Workbook/>"), "xml");
  EXPECT_EQ(FoundIn(absl::string_view("%PDF-1.4\n\x00\x01", 11)), "unknown");
  EXPECT_EQ(FoundIn("P"), "text");
  EXPECT_EQ(FoundIn(absl::string_view("PK\x05\x06", 4)), "unknown");
  EXPECT_EQ(FoundIn("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + Utf16("WordDocument")), "other_ole");
}

TEST(WorkbookRefusal, OtherZips) {
  EXPECT_EQ(ReasonOfParts({{"a.txt", "hello"}}), "NOT_A_WORKBOOK");
  Parts word = WorkbookParts(kOneCell);
  word["xl/workbook.xml"] = "<w:document xmlns:w=\"x\"/>";
  EXPECT_EQ(ReasonOfParts(word), "NOT_A_WORKBOOK");
  Parts binary = WorkbookParts(kOneCell);
  binary["_rels/.rels"] =
      absl::StrReplaceAll(binary["_rels/.rels"], {{"workbook.xml", "workbook.bin"}});
  EXPECT_EQ(ReasonOfParts(binary), "NOT_A_WORKBOOK");
}

TEST(WorkbookRefusal, OldXlsAndEncrypted) {
  const std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, '\0');
  EXPECT_EQ(ReasonOfBytes(ole + Utf16("Workbook")), "OLD_XLS_FORMAT");
  EXPECT_EQ(ReasonOfBytes(ole + Utf16("Book") + std::string(8, '\0')), "OLD_XLS_FORMAT");
  EXPECT_EQ(ReasonOfBytes(ole + Utf16("EncryptionInfo EncryptedPackage")), "ENCRYPTED_WORKBOOK");
  // The name may lie across two steps of the search.
  std::string large(1'200'000, '\1');
  large.replace(0, 8, ole, 0, 8);
  large.replace((1 << 20) - 5, 32, Utf16("EncryptedPackage"));
  EXPECT_EQ(ReasonOfBytes(large), "ENCRYPTED_WORKBOOK");
}

TEST(WorkbookRefusal, EncryptedZipParts) {
  const std::string path = ZipParts("locked.xlsx", WorkbookParts(kOneCell));
  zip_t* zip = zip_open(path.c_str(), 0, nullptr);
  ASSERT_NE(zip, nullptr);
  ASSERT_EQ(zip_file_set_encryption(zip, 0, ZIP_EM_AES_256, "secret"), 0);
  ASSERT_EQ(zip_close(zip), 0);
  EXPECT_EQ(Refusal(StatusOfReading(path)), "ENCRYPTED_WORKBOOK");
}

TEST(WorkbookRefusal, TruncatedZip) {
  const std::string bytes = ReadBytesOf(ZipParts("whole.xlsx", WorkbookParts(kOneCell)));
  EXPECT_EQ(ReasonOfBytes(absl::string_view(bytes).substr(0, bytes.size() / 2)),
            "DAMAGED_WORKBOOK");
}

TEST(WorkbookRefusal, WrongChecksumNamesTheSheet) {
  const std::string path = ZipParts("crc.xlsx", WorkbookParts(kOneCell), /*stored=*/true);
  std::string bytes = ReadBytesOf(path);
  const std::size_t at = bytes.find("<v>1</v>");
  ASSERT_NE(at, std::string::npos);
  bytes[at + 3] = '2';
  WriteBytes(path, bytes);
  const absl::Status status = StatusOfReading(path);
  EXPECT_EQ(Refusal(status), "DAMAGED_WORKBOOK");
  EXPECT_THAT(MessageFor(status, false), HasSubstr("工作表「会员」"));
  EXPECT_THAT(MessageFor(status, true), HasSubstr("sheet '会员'"));
}

TEST(WorkbookRefusal, DamagedSheets) {
  for (const char* cells : {
           "<row r=\"0\"><c><v>1</v></c></row>",
           "<row r=\"x\"/>",
           "<row r=\"2\"/><row r=\"2\"/>",
           "<row r=\"1048577\"/>",
           "<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>",
           "<row r=\"1\"><c r=\"1A\"><v>1</v></c></row>",
           "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>",
           "<row r=\"1\"><c r=\"XFD1\"/><c/></row>",
           "<row><c t=\"z\"><v>1</v></c></row>",
           "<row><c><v>one</v></c></row>",
           "<row><c t=\"b\"><v>2</v></c></row>",
           "<row><c t=\"s\"><v>0</v></c></row>",
           "<row><c t=\"s\"><v>-1</v></c></row>",
           "<row><c s=\"x\"><v>1</v></c></row>",
           "<row><c><v>1</v></row>",
           "<row><c><v>\xFF</v></c></row>",
           "<row><c><v>&undefined;</v></c></row>",
       }) {
    const absl::Status status = StatusOfReading(ZipParts("cells.xlsx", WorkbookParts(cells)));
    EXPECT_EQ(Refusal(status), "DAMAGED_WORKBOOK") << cells;
    EXPECT_THAT(MessageFor(status, false), HasSubstr("会员")) << cells;
  }
}

TEST(WorkbookRefusal, DamagedParts) {
  for (const char* part : {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
                           "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"}) {
    Parts missing = WorkbookParts(kOneCell);
    missing.erase(part);
    EXPECT_EQ(ReasonOfParts(missing), "DAMAGED_WORKBOOK") << part;
    Parts empty = WorkbookParts(kOneCell);
    empty[part] = "";
    EXPECT_EQ(ReasonOfParts(empty), "DAMAGED_WORKBOOK") << part;
    Parts unclosed = WorkbookParts(kOneCell);
    unclosed[part].resize(unclosed[part].size() - 3);
    EXPECT_EQ(ReasonOfParts(unclosed), "DAMAGED_WORKBOOK") << part;
  }
  Parts no_data = WorkbookParts(kOneCell);
  no_data["xl/worksheets/sheet1.xml"] = "<worksheet/>";
  EXPECT_EQ(ReasonOfParts(no_data), "DAMAGED_WORKBOOK");
  Parts twice = WorkbookParts(kOneCell);
  twice["XL/workbook.xml"] = twice["xl/workbook.xml"];
  EXPECT_EQ(ReasonOfParts(twice), "DAMAGED_WORKBOOK");
}

TEST(WorkbookRefusal, NoSheets) {
  Parts parts = WorkbookParts(kOneCell);
  parts["xl/workbook.xml"] = "<workbook><sheets/></workbook>";
  EXPECT_EQ(ReasonOfParts(parts), "NO_SHEETS");
}

TEST(WorkbookRefusal, DocumentTypes) {
  for (const char* part : {"_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
                           "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"}) {
    Parts parts = WorkbookParts(kOneCell);
    parts[part] = absl::StrReplaceAll(
        parts[part], {{"?>\n", "?>\n<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>"}});
    EXPECT_EQ(ReasonOfParts(parts), "XML_FORBIDDEN") << part;
    parts[part] = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x/>";
    EXPECT_EQ(ReasonOfParts(parts), "XML_FORBIDDEN") << part;
  }
}

TEST(WorkbookRefusal, BombsOfDepthNamesAndLongTags) {
  std::string deep;
  for (int i = 0; i < 300'000; ++i) deep += "<a>";
  EXPECT_EQ(ReasonOfParts(WorkbookParts(deep)), "WORKBOOK_BOMB");
  std::string names;
  for (int i = 0; i < 300'000; ++i) absl::StrAppend(&names, "<name", i, "/>");
  EXPECT_EQ(ReasonOfParts(WorkbookParts(names)), "WORKBOOK_BOMB");
  std::string attribute = "<row a=\"";
  for (int i = 0; i < 3'000'000; ++i) absl::StrAppend(&attribute, i);
  EXPECT_EQ(ReasonOfParts(WorkbookParts(attribute + "\"/>")), "WORKBOOK_BOMB");
}

TEST(WorkbookRefusal, NamesFromOutsideAreMadePrintable) {
  const std::string path = TestPath("a\nb\xFF.xlsx");
  WriteBytes(path, "");
  const absl::Status status = StatusOfReading(path);
  EXPECT_EQ(Refusal(status), "FILE_EMPTY");
  EXPECT_THAT(MessageFor(status, false), HasSubstr("a b\xEF\xBF\xBD.xlsx"));
}

}  // namespace
}  // namespace mingce::sheet
