#include "lib/intake/header.h"

#include <algorithm>
#include <map>
#include <utility>

#include "lib/sheet/cell_name.h"
#include "lib/text/normalize.h"

namespace mingce::intake {
namespace {

// Columns that templates and our own result workbooks add to the form's.
constexpr const char* kOwnHeaders[] = {"序号", "原行号", "是否导入成功", "错误原因"};

bool IsOwnHeader(absl::string_view header) {
  const std::string normal = text::NormalizeLabel(header);
  return std::any_of(std::begin(kOwnHeaders), std::end(kOwnHeaders),
                     [&](const char* own) { return normal == own; });
}

}  // namespace

std::size_t CountHeaders(const form::Form& form, const sheet::Row& row) {
  std::set<std::size_t> fields;
  for (const sheet::Cell& cell : row.cells) {
    if (const auto field = form.IndexOfHeader(cell.text)) fields.insert(*field);
  }
  return fields.size();
}

std::optional<std::size_t> FindHeaderRow(const form::Form& form,
                                         absl::Span<const sheet::Row> rows) {
  std::optional<std::size_t> best;
  std::size_t best_count = kFewestHeaders - 1;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (const std::size_t count = CountHeaders(form, rows[i]); count > best_count) {
      best_count = count;
      best = i;
    }
  }
  return best;
}

absl::StatusOr<InputSheet> MapColumns(const form::Form& form, const WorkbookPlace& place,
                                      const sheet::Row& header) {
  InputSheet sheet;
  sheet.name = place.sheet;
  sheet.header_row = header.number;
  std::map<std::size_t, std::size_t> columns;  // field to column
  for (std::size_t i = 0; i < header.cells.size(); ++i) {
    const std::string& text = header.cells[i].text;
    const std::optional<std::size_t> field = form.IndexOfHeader(text);
    if (field.has_value()) {
      const auto [first, added] = columns.emplace(*field, i);
      if (!added) {
        return ColumnTwice(place, sheet::CellName(static_cast<int>(first->second), header.number),
                           sheet::CellName(static_cast<int>(i), header.number),
                           form.fields[*field].label);
      }
    }
    sheet.headers.push_back(text);
    sheet.fields.push_back(field);
  }
  return sheet;
}

std::vector<std::string> MissingColumns(const form::Form& form, const InputSheet& sheet,
                                        const std::set<std::string>& columns_not_needed) {
  std::vector<std::string> missing;
  for (std::size_t i = 0; i < form.fields.size(); ++i) {
    const form::Field& field = form.fields[i];
    if (field.requirement == form::Requirement::kRequired && !sheet.ColumnOf(i).has_value() &&
        columns_not_needed.count(field.key) == 0) {
      missing.push_back(field.label);
    }
  }
  return missing;
}

std::vector<std::string> UnknownHeaders(const InputSheet& sheet) {
  std::vector<std::string> unknown;
  for (std::size_t i = 0; i < sheet.headers.size(); ++i) {
    if (!sheet.fields[i].has_value() && !text::NormalizeLabel(sheet.headers[i]).empty() &&
        !IsOwnHeader(sheet.headers[i])) {
      unknown.push_back(sheet.headers[i]);
    }
  }
  return unknown;
}

}  // namespace mingce::intake
