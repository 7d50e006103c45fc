// How a sheet is seen: what stays in view when somebody scrolls, and how it comes out on paper.

#ifndef MINGCE_LIB_SHEET_SHEET_VIEW_H_
#define MINGCE_LIB_SHEET_SHEET_VIEW_H_

#include <xlsxwriter.h>

#include <cstdint>

#include "lib/sheet/workbook_writer.h"

namespace mingce::sheet {

// `first_data_row` counts from 1.
void SetView(lxw_worksheet* worksheet, const SheetOptions& options, std::uint32_t first_data_row);

}  // namespace mingce::sheet

#endif  // MINGCE_LIB_SHEET_SHEET_VIEW_H_
