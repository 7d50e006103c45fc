#include "cli/import/outgoing.h"

#include <utility>

namespace mingce::cli {

OutgoingCall MakeCall(const form::Form& form, const InputSheet& sheet,
                      absl::Span<const std::size_t> rows) {
  OutgoingCall call;
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < sheet.fields.size(); ++i) {
    if (!sheet.fields[i].has_value()) continue;
    columns.push_back(i);
    call.columns.push_back(form.fields[*sheet.fields[i]].key);
  }
  for (const std::size_t index : rows) {
    const InputRow& row = sheet.rows[index];
    OutgoingRow out;
    out.number = row.number;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const sheet::Cell& cell = row.At(columns[c]);
      out.cells.push_back(cell.text);
      if (cell.kind == sheet::Cell::Kind::kNumber) {
        out.numeric_columns.push_back(static_cast<std::uint32_t>(c));
      }
    }
    while (!out.cells.empty() && out.cells.back().empty()) out.cells.pop_back();
    call.rows.push_back(std::move(out));
  }
  return call;
}

}  // namespace mingce::cli
