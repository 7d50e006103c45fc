#include "lib/intake/form_rows.h"

#include <utility>

namespace mingce::intake {

FormRows RowsOf(const form::Form& form, const InputSheet& sheet,
                absl::Span<const std::size_t> rows) {
  FormRows out;
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < sheet.fields.size(); ++i) {
    if (!sheet.fields[i].has_value()) continue;
    columns.push_back(i);
    out.columns.push_back(form.fields[*sheet.fields[i]].key);
  }
  for (const std::size_t index : rows) {
    const InputRow& row = sheet.rows[index];
    FormRow values;
    values.number = row.number;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const sheet::Cell& cell = row.At(columns[c]);
      values.cells.push_back(cell.text);
      if (cell.kind == sheet::Cell::Kind::kNumber) {
        values.numeric_columns.push_back(static_cast<std::uint32_t>(c));
      }
    }
    while (!values.cells.empty() && values.cells.back().empty()) values.cells.pop_back();
    out.rows.push_back(std::move(values));
  }
  return out;
}

}  // namespace mingce::intake
