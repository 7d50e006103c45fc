// Writes .xlsx workbooks: templates to fill in, lists of records, and refused rows with marks.
//
// The file gets its name only when it is whole: it is written beside under a temporary name,
// and Close reads it back, syncs and renames it. Only its owner may read it. Memory does not grow
// with the number of rows.
//
// Every value is written as a text cell, but for figures in columns that ask for numbers. In a
// workbook a text is never a formula, so a value that begins with = + - or @ is shown as it is and
// computes nothing (a CSV file would need a quote). What is not valid UTF-8, or no character of
// XML, becomes U+FFFD.
//
// A writer is for one thread at a time. After an error of any method, drop the writer.

#ifndef MINGCE_LIB_SHEET_WORKBOOK_WRITER_H_
#define MINGCE_LIB_SHEET_WORKBOOK_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace mingce::sheet {

// Before the header of a required column: "*姓名". Readers that match headers take it off.
inline constexpr char kRequiredMark[] = "*";

// The hidden sheet that AddListSheet makes.
inline constexpr char kListSheet[] = "字典";

struct ColumnSpec {
  std::string header = {};
  double width = 12;      // in characters of the default font; a Chinese character takes two
  bool text = true;       // the whole column is text ("@"): typed digits stay as they are typed
  bool required = false;  // red header with kRequiredMark

  // Figures: decimal numbers become number cells with no, or two, decimals, so that programs can
  // add them up; anything else is written as text. Never for numbers of documents.
  enum class Figures { kNone, kWhole, kTwoDecimals };
  Figures figures = Figures::kNone;

  // At most one of the next three; each holds for the whole column below the header.
  // A reference of AddListSheet ("=字典!$A$1:$A$58"); a short list, joined by commas at most 255
  // characters; a text length such as 18.
  std::string dropdown_ref = {};
  std::vector<std::string> dropdown_values = {};
  int exact_text_length = 0;
  bool length_is_advice = false;  // another length is warned of and may stay

  std::string note = {};  // shown when a cell of the column is selected; <= 255 characters
};

struct SheetOptions {
  std::vector<std::string> title_lines = {};  // rows 1, 2, … above the header, in column A
  bool header = true;                         // false: no header row
  bool freeze = true;                         // keep everything down to the header in view
  bool hidden = false;
  bool for_paper = false;  // A4 landscape, one page wide, the header again on every page
};

struct SheetHandle {
  std::size_t index = 0;
};

enum class MarkLevel { kError, kWarning };  // red, yellow

struct CellMark {
  std::size_t column = 0;  // from 0; may be a cell without value
  MarkLevel level = MarkLevel::kError;
  std::string comment = {};  // shown when the pointer is over the cell; "" for none
};

struct ValueList {
  std::string name = {};
  std::vector<std::string> values = {};  // not empty
};

class WorkbookWriter {
 public:
  // Comments kept in one sheet: programs slow down beyond some thousands. Later marks still get
  // their colour; put the sentence into a column of its own too.
  static constexpr std::size_t kMaxComments = 5000;

  // The longest text of a cell, in UTF-16 units, as in Excel. Longer is TEXT_TOO_LONG.
  static constexpr std::size_t kMaxTextLength = 32'767;

  // Starts a workbook that Close will put at `path`. Errors: FILE_NOT_WRITTEN.
  static absl::StatusOr<std::unique_ptr<WorkbookWriter>> Open(const std::string& path);

  // Without Close, nothing is left on the disk, and an older file at `path` stays as it was.
  ~WorkbookWriter();
  WorkbookWriter(const WorkbookWriter&) = delete;
  WorkbookWriter& operator=(const WorkbookWriter&) = delete;

  // Adds a sheet with its title lines and header. Data begins at FirstDataRow. Sheet names: 1 to
  // 31 characters, none of []:*?/\, unique. Errors: SHEET_MISUSE, TEXT_TOO_LONG, FILE_NOT_WRITTEN.
  absl::StatusOr<SheetHandle> AddSheet(const std::string& name,
                                       absl::Span<const ColumnSpec> columns,
                                       const SheetOptions& options = {});

  // The number (from 1) of the first row below the header.
  std::uint32_t FirstDataRow(SheetHandle sheet) const;

  // Writes a row; `row_number` counts from 1 as Row::number does, and must rise from call to call
  // within a sheet. Empty strings write nothing. Rows of different sheets may alternate.
  // Errors: SHEET_MISUSE, TEXT_TOO_LONG, FILE_NOT_WRITTEN.
  absl::Status WriteRow(SheetHandle sheet, std::uint32_t row_number,
                        absl::Span<const std::string> cells);

  // The same, with some cells coloured and commented. One mark for a column; a later one wins.
  absl::Status WriteRowMarked(SheetHandle sheet, std::uint32_t row_number,
                              absl::Span<const std::string> cells,
                              absl::Span<const CellMark> marks);

  // A sheet of explanations: one line a row, in one wide column that wraps.
  absl::StatusOr<SheetHandle> AddNotesSheet(const std::string& name,
                                            absl::Span<const std::string> lines);

  // Adds the hidden sheet kListSheet with one column for each list, without headers, and returns
  // the reference to put into ColumnSpec::dropdown_ref by the name of the list. Once a workbook.
  absl::StatusOr<std::map<std::string, std::string>> AddListSheet(
      absl::Span<const ValueList> lists);

  // Adds the hidden sheet kMetadataSheet; ReadMetadata reads it. Once a workbook.
  absl::Status AddMetadata(const std::map<std::string, std::string>& metadata);

  // Writes everything, syncs, and gives the file its name. At least one sheet must be visible.
  // After success the file is there even if the machine stops. Call once; nothing may follow.
  // Errors: SHEET_MISUSE, FILE_NOT_WRITTEN.
  absl::Status Close();

 private:
  struct State;
  explicit WorkbookWriter(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace mingce::sheet

#endif  // MINGCE_LIB_SHEET_WORKBOOK_WRITER_H_
