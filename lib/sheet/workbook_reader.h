// Reads .xlsx workbooks as Excel, WPS, LibreOffice, openpyxl and libxlsxwriter write them, one row
// at a time, so that memory does not grow with the number of rows.
//
// Whatever the bytes, the answer is rows or one error of errors.h, each naming the file and where
// known the sheet; nothing is taken beyond ReadLimits. What is read is the value a cell shows:
// formulas give their stored result, and are never computed. Not read: .xls, .xlsb, .ods, CSV (each
// is refused with what to do instead), charts, pictures, comments, phonetic guides.
//
// A reader is for one thread at a time; different readers are independent.

#ifndef MINGCE_LIB_SHEET_WORKBOOK_READER_H_
#define MINGCE_LIB_SHEET_WORKBOOK_READER_H_

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/sheet/cell.h"
#include "lib/sheet/cell_name.h"
#include "lib/sheet/read_limits.h"

namespace mingce::sheet {

class WorkbookReader {
 public:
  // Opens the workbook and reads everything but its sheets. Errors: FILE_NOT_FOUND,
  // FILE_NOT_READABLE, FILE_EMPTY, FILE_TOO_LARGE, NOT_A_WORKBOOK, OLD_XLS_FORMAT,
  // ENCRYPTED_WORKBOOK, DAMAGED_WORKBOOK, WORKBOOK_BOMB, XML_FORBIDDEN, NO_SHEETS.
  static absl::StatusOr<std::unique_ptr<WorkbookReader>> Open(const std::string& path,
                                                              const ReadLimits& limits = {});
  ~WorkbookReader();
  WorkbookReader(const WorkbookReader&) = delete;
  WorkbookReader& operator=(const WorkbookReader&) = delete;

  // The sheets with cells, hidden ones too, in the order of their tabs; at least one.
  const std::vector<SheetInfo>& sheets() const;

  // Calls `visit` for each row of sheets()[sheet] that has a value, by rising Row::number; rows
  // without a value are left out, so numbers may jump. `visit` may take the row for itself, and
  // must not call this reader. An error of `visit` stops and is returned as it is.
  //
  // Damage is found where it stands, the checksum at the end: after any error, discard what was
  // visited. May be called again, for any sheet. No rows is no error here; callers refuse it.
  // Errors: DAMAGED_WORKBOOK, WORKBOOK_BOMB, XML_FORBIDDEN, SHEET_TOO_LARGE; SHEET_MISUSE for
  // a sheet that is not there.
  absl::Status ReadRows(std::size_t sheet, absl::FunctionRef<absl::Status(Row&&)> visit);

  // Whether days count from 1904, as in workbooks begun on an old Mac. Dates come out right in
  // either system; a number in a cell that is not formatted as a date stays as it is stored.
  bool date1904() const;

  const std::string& file() const;  // base name
  const ReadLimits& limits() const;

  // Merged ranges ("A1:C1") of the sheet ReadRows last read with success; the value of a merged
  // range is in its first cell.
  const std::vector<std::string>& merged_ranges() const;

 private:
  struct State;
  explicit WorkbookReader(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

// The hidden sheet of key and value that WorkbookWriter::AddMetadata writes.
inline constexpr char kMetadataSheet[] = "_mingce";

// Reads kMetadataSheet: keys in column A, values in column B. Empty when the workbook has no such
// sheet. People can change it: it says which template a workbook claims to be, and proves nothing.
// Errors: those of ReadRows; WORKBOOK_BOMB past metadata_rows.
absl::StatusOr<std::map<std::string, std::string>> ReadMetadata(WorkbookReader& reader);

}  // namespace mingce::sheet

#endif  // MINGCE_LIB_SHEET_WORKBOOK_READER_H_
