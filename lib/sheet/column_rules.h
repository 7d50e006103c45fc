// What people may type into a column of a template: a list to choose from, a text length, and a
// message that appears when a cell is selected.

#ifndef MINGCE_LIB_SHEET_COLUMN_RULES_H_
#define MINGCE_LIB_SHEET_COLUMN_RULES_H_

#include <xlsxwriter.h>

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lib/sheet/workbook_writer.h"

namespace mingce::sheet {

// The format's limits, in UTF-16 units.
inline constexpr std::size_t kMaxMessageLength = 255;
inline constexpr std::size_t kMaxInlineListLength = 255;  // joined by commas

// Adds the rule of `column` (index from 0) from `first_row` (from 1) to the last row of the sheet.
// Errors, naming `file`: SHEET_MISUSE, TEXT_TOO_LONG.
absl::Status AddColumnRule(lxw_worksheet* worksheet, int column, const ColumnSpec& spec,
                           std::uint32_t first_row, absl::string_view file);

}  // namespace mingce::sheet

#endif  // MINGCE_LIB_SHEET_COLUMN_RULES_H_
