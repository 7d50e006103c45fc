// The rows of one sheet, from the XML of its part.

#ifndef MINGCE_LIB_SHEET_SHEET_ROWS_H_
#define MINGCE_LIB_SHEET_SHEET_ROWS_H_

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "lib/sheet/cell.h"
#include "lib/sheet/package.h"
#include "lib/sheet/shared_strings.h"
#include "lib/sheet/styles.h"

namespace mingce::sheet {

// What the cells of a sheet refer to.
struct SheetContext {
  const SharedStrings& strings;
  const DateStyles& styles;
  bool date1904 = false;
};

// As WorkbookReader::ReadRows; `place` names the sheet. Fills `merged_ranges`.
absl::Status ReadSheetRows(const Package& package, const std::string& part, const Place& place,
                           const SheetContext& context,
                           absl::FunctionRef<absl::Status(Row&&)> visit,
                           std::vector<std::string>* merged_ranges);

}  // namespace mingce::sheet

#endif  // MINGCE_LIB_SHEET_SHEET_ROWS_H_
