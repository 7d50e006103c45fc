// Names of columns and cells as people read them on the screen: A, B, … Z, AA; C5.

#ifndef MINGCE_LIB_SHEET_CELL_NAME_H_
#define MINGCE_LIB_SHEET_CELL_NAME_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace mingce::sheet {

inline constexpr std::uint32_t kMaxRowNumber = 1'048'576;  // the format's own limits
inline constexpr int kMaxColumns = 16'384;

// 0 is "A", 25 "Z", 26 "AA". "" for a negative index.
std::string ColumnName(int index);

// "C5" for column 2, row 5.
std::string CellName(int column, std::uint32_t row_number);

struct CellPosition {
  int column = 0;                // from 0
  std::uint32_t row_number = 0;  // from 1

  friend bool operator==(const CellPosition&, const CellPosition&) = default;
};

// Reads "C5" or "$C$5"; nullopt for anything else and for cells outside the format's limits.
std::optional<CellPosition> ParseCellName(absl::string_view name);

}  // namespace mingce::sheet

#endif  // MINGCE_LIB_SHEET_CELL_NAME_H_
