// The workbook that goes back to the collector: the rows that were refused, and those taken with a
// warning, with all their columns and what to put right.
//
// Columns: 原行号, then the columns of the input, then 是否导入成功 and 错误原因. Offending cells
// are coloured and carry the sentence as a comment. The file can be put right and imported again:
// the columns added are not read. It holds personal data and gets mode 0600.

#ifndef MINGCE_CLI_IMPORT_ERROR_WORKBOOK_H_
#define MINGCE_CLI_IMPORT_ERROR_WORKBOOK_H_

#include <memory>
#include <set>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cli/import/form_workbook.h"
#include "cli/import/outcome.h"
#include "lib/form/form.h"
#include "lib/sheet/workbook_writer.h"

namespace mingce::cli {

// Answers about the rows of one sheet, by row number.
using SheetAnswers = absl::flat_hash_map<std::uint32_t, RowAnswer>;

// Whether the row belongs into the workbook.
bool NeedsAttention(const RowAnswer& answer);

class ErrorWorkbook {
 public:
  static absl::StatusOr<std::unique_ptr<ErrorWorkbook>> Open(const std::string& path);

  // Adds a sheet with the rows of `sheet` that need attention; none: nothing. `english` chooses the
  // language of the sentences; headers stay Chinese, as forms are.
  absl::Status Add(const form::Form& form, const std::string& file, const InputSheet& sheet,
                   const SheetAnswers& answers, bool english);

  // After this the file is there. Errors: those of lib/sheet.
  absl::Status Close();

 private:
  explicit ErrorWorkbook(std::unique_ptr<sheet::WorkbookWriter> writer)
      : writer_(std::move(writer)) {}

  std::string SheetName(const std::string& file, const std::string& sheet);

  std::unique_ptr<sheet::WorkbookWriter> writer_;
  std::set<std::string> names_;
};

// "名单.xlsx" → "名单-结果.xlsx", beside it.
std::string DefaultErrorPath(const std::string& input);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_ERROR_WORKBOOK_H_
