// Rows of a sheet as values of a form's fields, whatever the order of the sheet's columns.

#ifndef MINGCE_LIB_INTAKE_FORM_ROWS_H_
#define MINGCE_LIB_INTAKE_FORM_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "lib/form/form.h"
#include "lib/intake/form_workbook.h"

namespace mingce::intake {

struct FormRow {
  std::uint32_t number = 0;                    // as on the screen
  std::vector<std::string> cells;              // those missing at the end are empty
  std::vector<std::uint32_t> numeric_columns;  // where the spreadsheet holds a number, not text
};

struct FormRows {
  std::vector<std::string> columns;  // field keys
  std::vector<FormRow> rows;
};

// These rows (indexes in sheet.rows), with the columns that are fields of the form.
FormRows RowsOf(const form::Form& form, const InputSheet& sheet,
                absl::Span<const std::size_t> rows);

}  // namespace mingce::intake

#endif  // MINGCE_LIB_INTAKE_FORM_ROWS_H_
