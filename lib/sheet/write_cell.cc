#include "lib/sheet/write_cell.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "lib/sheet/errors.h"
#include "lib/sheet/workbook_writer.h"
#include "lib/sheet/xml_text.h"
#include "lib/text/utf8.h"

namespace mingce::sheet {
namespace {

// libxlsxwriter's row and column of the cell.
lxw_row_t RowOf(const CellTarget& target) { return target.at.row_number - 1; }
lxw_col_t ColumnOf(const CellTarget& target) { return static_cast<lxw_col_t>(target.at.column); }

absl::Status Result(const CellTarget& target, lxw_error result) {
  if (result == LXW_NO_ERROR) return absl::OkStatus();
  const std::string cell = CellName(target.at.column, target.at.row_number);
  if (result == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED) return TextTooLong(target.file, cell);
  return FileNotWritten(target.file, absl::StrCat(cell, ": ", lxw_strerror(result)));
}

}  // namespace

absl::Status WriteTextCell(const CellTarget& target, absl::string_view text, lxw_format* format) {
  const std::string safe = EncodeForXml(text);
  if (text::Utf16Length(safe) > WorkbookWriter::kMaxTextLength) {
    return Result(target, LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED);
  }
  return Result(target, worksheet_write_string(target.worksheet, RowOf(target), ColumnOf(target),
                                               safe.c_str(), format));
}

absl::Status WriteNumberCell(const CellTarget& target, double number, lxw_format* format) {
  return Result(target, worksheet_write_number(target.worksheet, RowOf(target), ColumnOf(target),
                                               number, format));
}

absl::Status WriteCellComment(const CellTarget& target, absl::string_view text) {
  const std::string safe = EncodeForXml(text);
  if (text::Utf16Length(safe) > WorkbookWriter::kMaxTextLength) {
    return Result(target, LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED);
  }
  return Result(target, worksheet_write_comment(target.worksheet, RowOf(target), ColumnOf(target),
                                                safe.c_str()));
}

}  // namespace mingce::sheet
