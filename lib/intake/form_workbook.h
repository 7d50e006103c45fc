// Reads a workbook that people have filled in, against the form it should follow.
//
// Columns are found by their headers, in any order, on any of the first ten rows of each visible
// sheet. Every row below is either data, or is named in a notice: nothing is left out silently. Above
// stand titles, units and dates; rows of data there refuse the file.
// Left out are blank rows, the note and the signature lines under a template, and a sample row.
// Either the whole file is understood, or it is refused with one error and none of it is used.

#ifndef MINGCE_LIB_INTAKE_FORM_WORKBOOK_H_
#define MINGCE_LIB_INTAKE_FORM_WORKBOOK_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/base/sentence.h"
#include "lib/form/form.h"
#include "lib/intake/errors.h"
#include "lib/sheet/cell.h"
#include "lib/sheet/read_limits.h"

namespace mingce::intake {

struct InputRow {
  std::uint32_t number = 0;        // as on the screen
  std::vector<sheet::Cell> cells;  // at most one for each header; those missing are empty

  const sheet::Cell& At(std::size_t column) const;
};

struct InputSheet {
  std::string name;
  std::uint32_t header_row = 0;
  std::vector<std::string> headers;                // as they stand; "" where there is none
  std::vector<std::optional<std::size_t>> fields;  // for each header: index in the form
  std::vector<InputRow> rows;                      // data only
  std::size_t samples = 0;                         // rows left out as samples

  // The column of a field, or nullopt.
  std::optional<std::size_t> ColumnOf(std::size_t field) const;
};

struct InputWorkbook {
  std::string path;
  std::string file;                    // base name
  std::vector<std::string> result_of;  // of a result workbook of ours: its originals' base names
  std::vector<InputSheet> sheets;      // those with a header; at least one, and one row in all
  std::vector<Sentence> notices;

  std::size_t rows() const;
  std::size_t samples() const;
};

struct WorkbookRules {
  // What its metadata must claim, key by key, where it claims anything of that key.
  std::vector<std::pair<std::string, std::string>> claims;
  // The refusal of a workbook that claims `found` of `key`; whoever knows the forms there are knows
  // the remedy too. Without it: WRONG_TEMPLATE that asks for a new template.
  std::function<absl::Status(const WorkbookPlace&, const std::string& key,
                             const std::string& found)>
      refuse_claim;
  std::set<std::string> columns_not_needed;  // keys of required fields that have another source
};

// A sheet without a header, or whose header lacks a required column, refuses the file when rows on it
// look like data. Without such rows it is a list of values or notes: beside a sheet that can be read
// it is named in a notice. Hidden sheets are named and not read. Errors: those of lib/sheet
// (WORKBOOK_BOMB past kept_bytes too), NO_ROWS, HEADER_NOT_FOUND, COLUMN_MISSING, COLUMN_TWICE,
// ROWS_ABOVE_HEADER, MERGED_CELLS, WRONG_TEMPLATE.
absl::StatusOr<InputWorkbook> ReadFormWorkbook(const std::string& path, const form::Form& form,
                                               const WorkbookRules& rules,
                                               const sheet::ReadLimits& limits = {});

}  // namespace mingce::intake

#endif  // MINGCE_LIB_INTAKE_FORM_WORKBOOK_H_
