// What became of the rows of a file, counted and listed.

#ifndef MINGCE_CLI_IMPORT_OUTCOME_H_
#define MINGCE_CLI_IMPORT_OUTCOME_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "cli/show/json.h"
#include "lib/base/sentence.h"
#include "mingce/type/finding.pb.h"

namespace mingce::cli {

// A service's answer about one row.
struct RowAnswer {
  std::uint32_t number = 0;
  type::RowOutcome outcome = type::ROW_OUTCOME_UNSPECIFIED;
  std::vector<type::Finding> findings;

  bool refused() const { return outcome == type::REJECTED; }
  // Whether somebody should look at the row: refused, or taken with a warning.
  bool NeedsAttention() const { return refused() || !findings.empty(); }
};

// Answers about the rows of one sheet, by row number.
using SheetAnswers = absl::flat_hash_map<std::uint32_t, RowAnswer>;

struct OutcomeCounts {
  std::int64_t rows = 0;  // sent, and refused here
  std::int64_t accepted = 0;
  std::int64_t updated = 0;
  std::int64_t unchanged = 0;
  std::int64_t waiting_review = 0;
  std::int64_t rejected = 0;
  std::int64_t warnings = 0;  // rows taken with a warning, rows refused with one included
  std::int64_t samples = 0;   // rows left out as samples; not among `rows`

  void Add(const RowAnswer& answer);
  void Add(const OutcomeCounts& other);

  // The same as `rows`, unless a service answered for other rows: every row has one outcome.
  std::int64_t answered() const {
    return accepted + updated + unchanged + waiting_review + rejected;
  }
};

// Rows of a sheet that were not answered, from one to the other: the run was cut short.
struct RowRange {
  std::string sheet;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

// One thing wrong with one row. Holds no personal data.
struct RowError {
  std::string sheet;
  std::uint32_t row = 0;
  std::string column;  // header as it stands, or the field's label; "" for the whole row
  type::Finding finding;
};

struct FileOutcome {
  std::string path;
  std::string file;
  bool many_sheets = false;
  bool skipped = false;  // a result workbook beside its original; a notice says so
  OutcomeCounts counts;
  std::vector<RowError> errors;
  std::vector<RowRange> unanswered;
  std::vector<Sentence> notices;
  std::string error_workbook;               // where it is, or ""
  absl::Status refusal = absl::OkStatus();  // the whole file was refused, or its sending stopped
  absl::Status workbook_failure = absl::OkStatus();  // rows were sent; the workbook is not there

  bool started() const;  // false: NOT_STARTED
};

// The JSON document of a run; scripts depend on its keys. What is said of one file stands in the
// document itself; of several it is {job, files: […], rows, …, errors: […]}, each error with its
// file.
Json OutcomesToJson(const std::string& job, const std::vector<FileOutcome>& outcomes,
                    Language language);

// The sentence of a finding, with the values that come nearest when it has any.
Sentence FindingText(const type::Finding& finding);

// "读取 600 行：新增 598，…" in one line.
Sentence CountsText(const OutcomeCounts& counts);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_OUTCOME_H_
