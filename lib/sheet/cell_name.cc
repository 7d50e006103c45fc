#include "lib/sheet/cell_name.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace mingce::sheet {

std::string ColumnName(int index) {
  std::string name;
  for (int rest = index; rest >= 0; rest = rest / 26 - 1) {
    name.push_back(static_cast<char>('A' + rest % 26));
  }
  std::reverse(name.begin(), name.end());
  return name;
}

std::string CellName(int column, std::uint32_t row_number) {
  return absl::StrCat(ColumnName(column), row_number);
}

std::optional<CellPosition> ParseCellName(absl::string_view name) {
  std::size_t i = 0;
  const auto skip_dollar = [&] {
    if (i < name.size() && name[i] == '$') ++i;
  };
  skip_dollar();
  int column = 0;  // from 1 while reading
  for (; i < name.size() && absl::ascii_isalpha(static_cast<unsigned char>(name[i])); ++i) {
    column = column * 26 + (absl::ascii_toupper(static_cast<unsigned char>(name[i])) - 'A' + 1);
    if (column > kMaxColumns) return std::nullopt;
  }
  skip_dollar();
  std::uint32_t row = 0;
  if (i >= name.size() || name[i] == '0') return std::nullopt;
  for (; i < name.size(); ++i) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(name[i]))) return std::nullopt;
    row = row * 10 + static_cast<std::uint32_t>(name[i] - '0');
    if (row > kMaxRowNumber) return std::nullopt;
  }
  if (column == 0) return std::nullopt;
  return CellPosition{column - 1, row};
}

}  // namespace mingce::sheet
