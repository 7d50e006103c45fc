// How written cells look: one table of the formats a workbook uses.

#ifndef MINGCE_LIB_SHEET_CELL_FORMATS_H_
#define MINGCE_LIB_SHEET_CELL_FORMATS_H_

#include <xlsxwriter.h>

namespace mingce::sheet {

// All belong to the workbook.
struct CellFormats {
  lxw_format* header = nullptr;
  lxw_format* required_header = nullptr;  // red
  lxw_format* title = nullptr;
  lxw_format* note = nullptr;          // wraps
  lxw_format* text = nullptr;          // "@": digits stay as they are typed
  lxw_format* whole = nullptr;         // "0"
  lxw_format* two_decimals = nullptr;  // "0.00"
  lxw_format* error = nullptr;
  lxw_format* warning = nullptr;
};

// Adds the formats to `workbook`; nullptr members when memory is out.
CellFormats AddCellFormats(lxw_workbook* workbook);

}  // namespace mingce::sheet

#endif  // MINGCE_LIB_SHEET_CELL_FORMATS_H_
