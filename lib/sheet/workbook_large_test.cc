// A workbook as large as a large union's.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
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

}  // namespace
}  // namespace mingce::sheet
