// Why a whole workbook is refused: nothing of it is used then. Domain "mingce.intake". Messages name
// files, sheets, cells, rows and headers; never what a cell of a row of data holds.

#ifndef MINGCE_LIB_INTAKE_ERRORS_H_
#define MINGCE_LIB_INTAKE_ERRORS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lib/base/sentence.h"

namespace mingce::intake {

struct WorkbookPlace {
  std::string file;   // base name
  std::string sheet;  // "" for the whole file
};

// NO_ROWS. `hidden`: sheets that were not read for being hidden, where the data may be.
absl::Status NoRows(const WorkbookPlace& place, const std::vector<std::string>& hidden);

// HEADER_NOT_FOUND. `some`: labels that a header has. `rows`: how many rows on the sheet look like
// data, 0 when that is not known to be any.
absl::Status HeaderNotFound(const WorkbookPlace& place, absl::string_view some, std::size_t rows,
                            const std::vector<std::string>& hidden);

// COLUMN_MISSING.
absl::Status ColumnMissing(const WorkbookPlace& place, std::uint32_t header_row,
                           const std::vector<std::string>& labels, std::size_t rows);

// ROWS_ABOVE_HEADER.
absl::Status RowsAboveHeader(const WorkbookPlace& place, std::uint32_t header_row,
                             std::uint32_t row);

// COLUMN_TWICE. `first` and `second` are names of cells.
absl::Status ColumnTwice(const WorkbookPlace& place, absl::string_view first,
                         absl::string_view second, absl::string_view label);

// MERGED_CELLS.
absl::Status MergedCells(const WorkbookPlace& place, absl::string_view range);

// WRONG_TEMPLATE. `found` and `expected` as a clerk knows them; `remedy` is what to do.
absl::Status WrongTemplate(const WorkbookPlace& place, absl::string_view found,
                           absl::string_view expected, const Sentence& remedy);

}  // namespace mingce::intake

#endif  // MINGCE_LIB_INTAKE_ERRORS_H_
