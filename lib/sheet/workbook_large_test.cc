// A workbook as large as a large union's, and by hand how long it takes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "lib/base/clock.h"
#include "lib/sheet/parts_for_test.h"
#include "lib/sheet/workbook_reader.h"
#include "lib/sheet/workbook_writer.h"
#include "lib/testing/status_matchers.h"

namespace mingce::sheet {
namespace {

std::vector<std::string> Texts(const Row& row) {
  std::vector<std::string> texts;
  for (const Cell& cell : row.cells) texts.push_back(cell.text);
  return texts;
}

std::vector<std::string> MemberLikeRow(std::uint32_t row) {
  std::vector<std::string> cells;
  for (std::uint32_t column = 0; column < 20; ++column) {
    cells.push_back(column % 3 == 0 ? absl::StrCat("会员", row, "之", column)
                                    : absl::StrCat(439999199000000000ULL + row * 20 + column));
  }
  return cells;
}

void WriteLarge(const std::string& path, std::uint32_t rows) {
  const auto writer = WorkbookWriter::Open(path);
  const auto sheet = (*writer)->AddSheet("会员", std::vector<ColumnSpec>(20, {.header = "列"}));
  for (std::uint32_t row = 0; row < rows; ++row) {
    ASSERT_THAT((*writer)->WriteRow(*sheet, row + 2, MemberLikeRow(row)), IsOk());
  }
  ASSERT_THAT((*writer)->Close(), IsOk());
}

TEST(WorkbookLarge, FortyThousandRowsComeBack) {
  constexpr std::uint32_t kRows = 40'000;
  const std::string path = TestPath("large.xlsx");
  WriteLarge(path, kRows);
  const auto reader = WorkbookReader::Open(path);
  ASSERT_THAT(reader, IsOk());
  std::uint32_t next = 1;
  EXPECT_THAT((*reader)->ReadRows(0,
                                  [&](const Row& row) {
                                    EXPECT_EQ(row.number, next);
                                    if (next > 1) {
                                      EXPECT_EQ(Texts(row), MemberLikeRow(next - 2));
                                    }
                                    ++next;
                                    return absl::OkStatus();
                                  }),
              IsOk());
  EXPECT_EQ(next, kRows + 2);
}

long PeakKib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

double SecondsSince(absl::Time start) {
  return absl::ToDoubleSeconds(Clock::System().Now() - start);
}

// Reads the workbook whole, and prints what it took.
void PrintReading(const std::string& path) {
  const absl::Time start = Clock::System().Now();
  const auto reader = WorkbookReader::Open(path);
  ASSERT_THAT(reader, IsOk());
  std::size_t cells = 0;
  ASSERT_THAT((*reader)->ReadRows(0,
                                  [&](const Row& row) {
                                    cells += row.cells.size();
                                    return absl::OkStatus();
                                  }),
              IsOk());
  std::printf("read %.2f s, %zu cells, peak %ld KiB\n", SecondsSince(start), cells, PeakKib());
}

// By hand: sheet_test --gtest_also_run_disabled_tests --gtest_filter='*Benchmark*'
TEST(WorkbookLarge, DISABLED_Benchmark) {
  const std::string path = TestPath("benchmark.xlsx");
  for (int round = 0; round < 3; ++round) {
    const absl::Time start = Clock::System().Now();
    WriteLarge(path, 40'000);
    std::printf("write %.2f s, peak %ld KiB\n", SecondsSince(start), PeakKib());
    PrintReading(path);
  }
}

// The same for a workbook with shared strings, as Excel writes: 800,000 different texts.
TEST(WorkbookLarge, DISABLED_BenchmarkSharedStrings) {
  std::string rows;
  std::string strings;
  int index = 0;
  for (std::uint32_t row = 0; row < 40'000; ++row) {
    absl::StrAppend(&rows, "<row r=\"", row + 1, "\">");
    int column = 0;
    for (const std::string& text : MemberLikeRow(row)) {
      absl::StrAppend(&rows, "<c r=\"", CellName(column++, row + 1), "\" s=\"1\" t=\"s\"><v>",
                      index++, "</v></c>");
      absl::StrAppend(&strings, "<si><t>", text, "</t></si>");
    }
    absl::StrAppend(&rows, "</row>");
  }
  const std::string path = ZipParts("excel.xlsx", WorkbookParts(rows, strings));
  rows = std::string();
  strings = std::string();
  PrintReading(path);
}

}  // namespace
}  // namespace mingce::sheet
