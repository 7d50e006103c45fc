// Which parts of the zip are the workbook's: its sheets in order, its shared strings, its styles.
//
// A workbook is found as the format says, by relationships from the root of the zip, whose targets
// may be relative to the part or absolute, and not by fixed names.

#ifndef MINGCE_LIB_SHEET_WORKBOOK_INDEX_H_
#define MINGCE_LIB_SHEET_WORKBOOK_INDEX_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/sheet/cell.h"
#include "lib/sheet/package.h"

namespace mingce::sheet {

struct WorkbookIndex {
  std::vector<SheetInfo> sheets;         // those with cells: no chart sheets
  std::vector<std::string> sheet_parts;  // for each of `sheets`
  std::string shared_strings_part;       // "" when there is none
  std::string styles_part;               // "" when there is none
  bool date1904 = false;
};

// Errors: those of Package::Parse, NOT_A_WORKBOOK, NO_SHEETS.
absl::StatusOr<WorkbookIndex> ReadWorkbookIndex(const Package& package);

// The part that `target` means in the relationships of `source` ("xl/workbook.xml"): an absolute
// target loses its "/", a relative one is taken from the folder of `source`; "." and ".." are
// resolved, and never leave the zip.
std::string ResolveTarget(absl::string_view source, absl::string_view target);

}  // namespace mingce::sheet

#endif  // MINGCE_LIB_SHEET_WORKBOOK_INDEX_H_
