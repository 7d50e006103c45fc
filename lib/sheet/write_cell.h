// One cell of a sheet that is being written: a text, a number, or a comment.

#ifndef MINGCE_LIB_SHEET_WRITE_CELL_H_
#define MINGCE_LIB_SHEET_WRITE_CELL_H_

#include <xlsxwriter.h>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lib/sheet/cell_name.h"

namespace mingce::sheet {

// Frees a workbook that was not closed.
struct FreeWorkbook {
  void operator()(lxw_workbook* workbook) const { lxw_workbook_free(workbook); }
};

// Where a cell is written; errors name the file.
struct CellTarget {
  lxw_worksheet* worksheet = nullptr;
  CellPosition at;
  absl::string_view file;
};

// "" gives a cell that has nothing but its format. Errors: TEXT_TOO_LONG, FILE_NOT_WRITTEN.
absl::Status WriteTextCell(const CellTarget& target, absl::string_view text, lxw_format* format);

// Errors: FILE_NOT_WRITTEN.
absl::Status WriteNumberCell(const CellTarget& target, double number, lxw_format* format);

// Errors: TEXT_TOO_LONG, FILE_NOT_WRITTEN.
absl::Status WriteCellComment(const CellTarget& target, absl::string_view text);

}  // namespace mingce::sheet

#endif  // MINGCE_LIB_SHEET_WRITE_CELL_H_
