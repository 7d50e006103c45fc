// One sheet of a filled-in workbook, from its rows as read to its rows of data.

#ifndef MINGCE_LIB_INTAKE_SHEET_SORTER_H_
#define MINGCE_LIB_INTAKE_SHEET_SORTER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lib/form/form.h"
#include "lib/intake/errors.h"
#include "lib/intake/form_workbook.h"
#include "lib/sheet/cell.h"

namespace mingce::intake {

class SheetSorter {
 public:
  // All outlive the sorter. `date1904`: numbers in date columns count days from 1904.
  SheetSorter(const form::Form& form, const WorkbookRules& rules, WorkbookPlace place,
              bool date1904, std::vector<Sentence>* notices);

  // Finds the header and sorts the rows below it; once. nullopt when the sheet has no header.
  // Errors: those of MapColumns, COLUMN_MISSING, ROWS_ABOVE_HEADER, MERGED_CELLS.
  absl::StatusOr<std::optional<InputSheet>> Sort(std::vector<sheet::Row> rows,
                                                 const std::vector<std::string>& merged);

  // Of a sheet without a header, or with one that lacks columns: rows that look like data.
  std::size_t rows_lost() const { return rows_lost_; }

 private:
  // What a filled cell of a column says about its row. Found once for a column: a sheet has 200,000
  // rows and a header may be 32 KiB.
  enum class Column { kField, kDateField, kSerialNumber, kUnknown, kNameless };

  // A column of persons' names and how its header may read, normalised. Kept, because looking each
  // text of each row up among all headers took longer than everything else.
  struct NameColumn {
    std::size_t index = 0;
    absl::flat_hash_set<std::string> headers;
  };

  struct MergedRange {
    std::string text;
    std::uint32_t first_row = 0;
    std::uint32_t last_row = 0;
  };

  absl::Status CheckAbove(absl::Span<const sheet::Row> rows, const InputSheet& sheet) const;
  void FindColumns(const InputSheet& sheet);
  void AddNameColumn(std::size_t index, const form::Field& field);
  void ReadRanges(const std::vector<std::string>& texts);
  void Take(sheet::Row row, InputSheet* sheet);
  bool IsNote(const sheet::Row& row, const sheet::Cell& first, std::size_t filled) const;
  bool IsSample(const sheet::Row& row, const sheet::Cell& first, const InputSheet& sheet) const;
  void AddRowNotices();
  void Add(const std::string& zh, const std::string& en);

  const form::Form& form_;
  const WorkbookRules& rules_;
  const WorkbookPlace place_;
  const bool date1904_;
  std::vector<Sentence>& notices_;
  std::size_t rows_lost_ = 0;
  std::vector<Column> columns_;
  std::vector<MergedRange> ranges_;
  std::vector<NameColumn> name_columns_;
  absl::flat_hash_set<std::uint32_t> note_rows_;  // where a wide merged range begins
  std::vector<std::uint32_t> notes_;
  std::vector<std::uint32_t> samples_;
  std::vector<std::uint32_t> strays_;
  std::vector<std::uint32_t> nameless_;
  std::vector<std::uint32_t> hidden_;
};

}  // namespace mingce::intake

#endif  // MINGCE_LIB_INTAKE_SHEET_SORTER_H_
