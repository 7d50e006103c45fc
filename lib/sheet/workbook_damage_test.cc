// Files cut short and files with wrong bytes: rows or a stable reason, and never a crash. Run under
// the address sanitizer too. MINGCE_TEST_SEED repeats a run.

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <set>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/sheet/parts_for_test.h"
#include "lib/sheet/workbook_writer.h"

namespace mingce::sheet {
namespace {

constexpr int kFlips = 2000;

// splitmix64: good enough to choose bytes, and the same everywhere.
class Random {
 public:
  // Another seed each time, printed.
  Random() {
    const char* given = std::getenv("MINGCE_TEST_SEED");
    state_ = given != nullptr ? std::strtoull(given, nullptr, 10)
                              : std::hash<std::string>()(NewOpaqueId());
    std::printf("MINGCE_TEST_SEED=%llu\n", static_cast<unsigned long long>(state_));
  }

  std::uint64_t operator()() {
    std::uint64_t x = state_ += 0x9E3779B97F4A7C15;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
    return x ^ (x >> 31);
  }

 private:
  std::uint64_t state_ = 0;
};

const std::set<std::string>& Reasons() {
  static const auto* reasons =
      new std::set<std::string>{"FILE_EMPTY",         "NOT_A_WORKBOOK",   "OLD_XLS_FORMAT",
                                "ENCRYPTED_WORKBOOK", "DAMAGED_WORKBOOK", "WORKBOOK_BOMB",
                                "XML_FORBIDDEN",      "SHEET_TOO_LARGE",  "NO_SHEETS"};
  return *reasons;
}

// Reads the bytes as a workbook; whether it gave rows. Any other answer must have a reason.
bool GivesRows(const std::string& bytes) {
  const std::string path = TestPath("damaged.xlsx");
  WriteBytes(path, bytes);
  const absl::Status status = ReadSheet(path).status();
  if (status.ok()) return true;
  EXPECT_TRUE(Reasons().contains(ReasonOf(status))) << status.ToString();
  return false;
}

std::string ExcelLikeFile(bool stored) {
  std::string rows;
  std::string strings;
  for (int row = 1; row <= 60; ++row) {
    absl::StrAppend(&rows, "<row r=\"", row, "\"><c r=\"A", row, "\" t=\"s\"><v>", row - 1,
                    "</v></c><c r=\"B", row, "\" s=\"1\"><v>", 36526 + row * 37, "</v></c><c r=\"C",
                    row, "\" t=\"b\"><v>1</v></c><c r=\"D", row,
                    "\" t=\"inlineStr\"><is><t>_x4E2D_", row * 7919, "</t></is></c></row>");
    absl::StrAppend(&strings, "<si><t>姓名", row * 104729, "</t></si>");
  }
  return ReadBytesOf(ZipParts("good.xlsx", WorkbookParts(rows, strings), stored));
}

std::string OurFile() {
  const std::string path = TestPath("ours.xlsx");
  auto writer = WorkbookWriter::Open(path);
  const SheetHandle sheet = *(*writer)->AddSheet("会员", {{.header = "姓名"}, {.header = "证件"}});
  for (std::uint32_t row = 2; row < 40; ++row) {
    EXPECT_TRUE((*writer)->WriteRow(sheet, row, {absl::StrCat("张", row * 31), "1234"}).ok());
  }
  EXPECT_TRUE((*writer)->Close().ok());
  return ReadBytesOf(path);
}

void TryEveryTruncation(const std::string& good) {
  ASSERT_TRUE(GivesRows(good));
  for (std::size_t size = 0; size < good.size(); size += 200) {
    EXPECT_FALSE(GivesRows(good.substr(0, size))) << size;
  }
  EXPECT_FALSE(GivesRows(good.substr(0, good.size() - 1)));
}

void TryFlips(const std::string& good) {
  Random random;
  int read = 0;
  for (int i = 0; i < kFlips; ++i) {
    std::string bytes = good;
    const int count = 1 + static_cast<int>(random() % 4);
    for (int n = 0; n < count; ++n) bytes[random() % bytes.size()] = static_cast<char>(random());
    read += GivesRows(bytes) ? 1 : 0;
  }
  std::printf("%d of %d still gave rows\n", read, kFlips);
}

TEST(WorkbookDamage, TruncationOfAnExcelLikeFile) { TryEveryTruncation(ExcelLikeFile(false)); }
TEST(WorkbookDamage, TruncationOfOurFile) { TryEveryTruncation(OurFile()); }
TEST(WorkbookDamage, FlipsInADeflatedFile) { TryFlips(ExcelLikeFile(false)); }
TEST(WorkbookDamage, FlipsInOurFile) { TryFlips(OurFile()); }

// Past the checksum: the XML itself is wrong, and the zip around it is right.
TEST(WorkbookDamage, FlipsInTheXml) {
  Random random;
  const Parts good = WorkbookParts(
      "<row r=\"1\" hidden=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>36526.5</v>"
      "</c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><r><t>_xD842__xDFB7_</t></r></is>"
      "</c><c r=\"B2\" t=\"e\"><v>#N/A</v></c><c r=\"C2\" t=\"d\"><v>2024-02-29</v></c></row>",
      "<si><r><t>a_x000D_</t></r><rPh><t>b</t></rPh></si>",
      "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>");
  std::vector<std::string> names;
  for (const auto& [name, bytes] : good) names.push_back(name);
  for (int i = 0; i < kFlips; ++i) {
    Parts parts = good;
    std::string& bytes = parts[names[random() % names.size()]];
    bytes[random() % bytes.size()] = "<>/\"=&;0129AZ_ax-.\x80\xFF"[random() % 21];
    GivesRows(ReadBytesOf(ZipParts("xml.xlsx", parts, /*stored=*/true)));
  }
}

}  // namespace
}  // namespace mingce::sheet
