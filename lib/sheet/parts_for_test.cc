#include "lib/sheet/parts_for_test.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <zip.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "lib/sheet/workbook_reader.h"

namespace mingce::sheet {
namespace {

constexpr char kHead[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr char kMain[] = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr char kRel[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr char kPackageRel[] = "http://schemas.openxmlformats.org/package/2006/relationships";

}  // namespace

std::string TestPath(absl::string_view name) {
  // Removed with all in it when the next test begins, or at the end.
  struct Folder {
    ~Folder() { Remove(); }
    void Remove() {
      std::error_code ignored;
      if (!path.empty()) std::filesystem::remove_all(path, ignored);
    }
    std::string test;
    std::string path;
  };
  static Folder folder;
  const testing::TestInfo* test = testing::UnitTest::GetInstance()->current_test_info();
  const std::string id = absl::StrCat(test->test_suite_name(), ".", test->name());
  if (folder.test != id) {
    folder.Remove();
    folder.test = id;
    std::string pattern = absl::StrCat(testing::TempDir(), "sheet_XXXXXX");
    folder.path = mkdtemp(pattern.data());
  }
  return absl::StrCat(folder.path, "/", name);
}

void WriteBytes(const std::string& path, absl::string_view bytes) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::string ReadBytesOf(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

std::string ZipParts(absl::string_view name, const Parts& parts, bool stored) {
  const std::string path = TestPath(name);
  int code = 0;
  zip_t* zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
  EXPECT_NE(zip, nullptr) << code;
  for (const auto& [part, bytes] : parts) {
    zip_source_t* source = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
    const zip_int64_t index = zip_file_add(zip, part.c_str(), source, ZIP_FL_ENC_UTF_8);
    EXPECT_GE(index, 0) << part;
    if (stored) zip_set_file_compression(zip, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
  }
  EXPECT_EQ(zip_close(zip), 0) << zip_strerror(zip);
  return path;
}

std::string PartOf(const std::string& path, const std::string& part) {
  zip_t* zip = zip_open(path.c_str(), ZIP_RDONLY, nullptr);
  if (zip == nullptr) return "";
  std::string bytes;
  if (zip_file_t* file = zip_fopen(zip, part.c_str(), 0); file != nullptr) {
    char buffer[4096];
    zip_int64_t got = 0;
    while ((got = zip_fread(file, buffer, sizeof(buffer))) > 0) {
      bytes.append(buffer, static_cast<std::size_t>(got));
    }
    zip_fclose(file);
  }
  zip_discard(zip);
  return bytes;
}

Parts WorkbookParts(absl::string_view sheet_data, absl::string_view strings,
                    absl::string_view after_data) {
  Parts parts;
  parts["_rels/.rels"] = absl::StrCat(
      kHead, "<Relationships xmlns=\"", kPackageRel, "\"><Relationship Id=\"rId1\" Type=\"", kRel,
      "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
  parts["xl/workbook.xml"] = absl::StrCat(
      kHead, "<workbook xmlns=\"", kMain, "\" xmlns:r=\"", kRel,
      "\"><sheets><sheet name=\"会员\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
  parts["xl/_rels/workbook.xml.rels"] = absl::StrCat(
      kHead, "<Relationships xmlns=\"", kPackageRel, "\"><Relationship Id=\"rId1\" Type=\"", kRel,
      "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"", kRel,
      "/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId3\" Type=\"", kRel,
      "/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>");
  // Cell styles: 0 general, 1 built-in date 14, 2 a date code, 3 a code with quoted letters only,
  // 4 date and time 22, 5 the Chinese built-in 31.
  parts["xl/styles.xml"] = absl::StrCat(
      kHead, "<styleSheet xmlns=\"", kMain,
      "\"><numFmts count=\"2\">"
      "<numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>"
      "<numFmt numFmtId=\"177\" formatCode=\"[Red]0.00&quot; day&quot;\"/></numFmts>"
      "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
      "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"176\"/>"
      "<xf numFmtId=\"177\"/><xf numFmtId=\"22\"/><xf numFmtId=\"31\"/></cellXfs></styleSheet>");
  parts["xl/sharedStrings.xml"] =
      absl::StrCat(kHead, "<sst xmlns=\"", kMain, "\">", strings, "</sst>");
  parts["xl/worksheets/sheet1.xml"] =
      absl::StrCat(kHead, "<worksheet xmlns=\"", kMain, "\"><sheetData>", sheet_data,
                   "</sheetData>", after_data, "</worksheet>");
  return parts;
}

absl::StatusOr<ReadResult> ReadSheet(const std::string& path, std::size_t sheet,
                                     const ReadLimits& limits) {
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<WorkbookReader> reader,
                          WorkbookReader::Open(path, limits));
  ReadResult result;
  MINGCE_RETURN_IF_ERROR(reader->ReadRows(sheet, [&](const Row& row) {
    result.rows.push_back(row);
    return absl::OkStatus();
  }));
  result.merged_ranges = reader->merged_ranges();
  return result;
}

}  // namespace mingce::sheet
