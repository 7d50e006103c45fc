// What a workbook holds, as a reader sees it: sheets, rows and cells as text with a kind.
//
// A cell keeps the kind beside the text because the kind decides what may be believed: an identity
// number stored as a number has lost its last digits, whatever its text looks like.

#ifndef MINGCE_LIB_SHEET_CELL_H_
#define MINGCE_LIB_SHEET_CELL_H_

#include <cstdint>
#include <string>
#include <vector>

namespace mingce::sheet {

struct Cell {
  enum class Kind {
    kEmpty,   // no value, or an empty text; `text` is ""
    kText,    // the text as typed: UTF-8, spaces kept, line breaks as \n
    kNumber,  // the number as the file stores it ("4.3999919900307E+17" stays); 17-digit noise of
              // a decimal fraction is shortened to what reads back the same (0.28000000000000003
              // is "0.28")
    kDate,    // a number shown as a date: "YYYY-MM-DD", and " HH:MM:SS" unless it is midnight. As
              // in Excel, 1900-02-29 exists, and a time without a day is on "1900-01-00"
    kBool,    // "TRUE" or "FALSE"
    kError,   // "#N/A", "#REF!" and so on
  };

  std::string text;
  Kind kind = Kind::kEmpty;

  friend bool operator==(const Cell&, const Cell&) = default;
};

struct Row {
  std::uint32_t number = 0;  // from 1, as the row is numbered on the screen
  std::vector<Cell> cells;   // index is the column from 0; gaps are empty, the last is not
  bool hidden = false;
};

// What a copy of the row costs in memory, about: the cells, gaps included, and their text.
inline std::uint64_t BytesKept(const Row& row) {
  std::uint64_t bytes = row.cells.size() * sizeof(Cell);
  for (const Cell& cell : row.cells) bytes += cell.text.size();
  return bytes;
}

struct SheetInfo {
  std::string name;
  bool hidden = false;  // hidden or very hidden
};

}  // namespace mingce::sheet

#endif  // MINGCE_LIB_SHEET_CELL_H_
