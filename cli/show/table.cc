#include "cli/show/table.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "lib/text/shown.h"
#include "lib/text/utf8.h"

namespace mingce::cli {

std::string Pad(absl::string_view text, int width, Align align) {
  const int missing = width - text::DisplayWidth(text);
  const std::string blanks(static_cast<std::size_t>(std::max(0, missing)), ' ');
  return align == Align::kLeft ? absl::StrCat(text, blanks) : absl::StrCat(blanks, text);
}

std::string FormatFields(Language language, int width,
                         const std::vector<std::pair<Sentence, std::string>>& fields) {
  std::string out;
  for (const auto& [label, value] : fields) {
    absl::StrAppend(&out, Pad(label.In(language), width, Align::kLeft),
                    text::Shown(value, text::kShownWhole), "\n");
  }
  return out;
}

std::string FormatTable(Language language, const std::vector<TableColumn>& columns,
                        std::vector<std::vector<std::string>> rows) {
  // A line break in a cell would forge a row.
  for (std::vector<std::string>& row : rows) {
    for (std::string& cell : row) cell = text::Shown(cell, text::kShownWhole);
  }
  std::vector<int> widths;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    int width = text::DisplayWidth(columns[i].header.In(language));
    for (const std::vector<std::string>& row : rows) {
      if (i < row.size()) width = std::max(width, text::DisplayWidth(row[i]));
    }
    widths.push_back(width);
  }
  std::string rule;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    absl::StrAppend(&rule, i == 0 ? "" : "  ",
                    std::string(static_cast<std::size_t>(widths[i]), '-'));
  }
  std::string out;
  const auto line = [&](const std::vector<std::string>& cells) {
    std::string text;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const absl::string_view cell = i < cells.size() ? cells[i] : absl::string_view();
      absl::StrAppend(&text, i == 0 ? "" : "  ", Pad(cell, widths[i], columns[i].align));
    }
    text.erase(text.find_last_not_of(' ') + 1);
    absl::StrAppend(&out, text, "\n");
  };
  std::vector<std::string> headers;
  for (const TableColumn& column : columns) headers.push_back(column.header.In(language));
  line(headers);
  absl::StrAppend(&out, rule, "\n");
  for (const std::vector<std::string>& row : rows) {
    if (row.size() == 1 && row[0].empty()) {
      absl::StrAppend(&out, rule, "\n");
    } else {
      line(row);
    }
  }
  return out;
}

}  // namespace mingce::cli
