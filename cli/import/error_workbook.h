// The workbook that goes back to the collector: the rows that were refused, and those taken with a
// warning, with all their columns and what to put right.
//
// Columns: 原行号, then the columns of the input, then 是否导入成功 and 错误原因. Offending cells
// are coloured and carry the sentence as a comment. The file can be put right and imported again:
// the columns added are not read. A number of a document that was refused for being a spreadsheet
// number comes back empty: as a text it would look whole, and be taken. The file holds personal
// data and gets mode 0600; it is marked (result_mark.h).

#ifndef MINGCE_CLI_IMPORT_ERROR_WORKBOOK_H_
#define MINGCE_CLI_IMPORT_ERROR_WORKBOOK_H_

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cli/import/outcome.h"
#include "lib/form/form.h"
#include "lib/intake/form_workbook.h"
#include "lib/intake/result_mark.h"
#include "lib/sheet/workbook_writer.h"

namespace mingce::cli {

class ErrorWorkbook {
 public:
  // `metadata` is what the workbook claims beside its mark: its form and campaign.
  // `dry_run`: no row was kept, and none is said to have been.
  static absl::StatusOr<std::unique_ptr<ErrorWorkbook>> Open(
      const std::string& path, std::map<std::string, std::string> metadata, bool dry_run);

  // Adds a sheet with the rows of `sheet` that need attention; none: nothing. Sentences are in
  // `language`; headers stay Chinese, as forms are.
  absl::Status Add(const form::Form& form, const std::string& file, const intake::InputSheet& sheet,
                   const SheetAnswers& answers, Language language);

  // Files with a row in it, by base name.
  const std::vector<std::string>& originals() const { return originals_; }

  // After this the file is there. Errors: those of lib/sheet.
  absl::Status Close();

 private:
  ErrorWorkbook(std::unique_ptr<sheet::WorkbookWriter> writer,
                std::map<std::string, std::string> metadata, bool dry_run)
      : writer_(std::move(writer)), metadata_(std::move(metadata)), dry_run_(dry_run) {}

  std::string SheetName(const std::string& file, const std::string& sheet);

  std::unique_ptr<sheet::WorkbookWriter> writer_;
  std::map<std::string, std::string> metadata_;
  const bool dry_run_;
  std::vector<std::string> originals_;
  intake::TextChecksum written_;
  std::set<std::string> names_;  // of sheets, in lower case: Excel knows no other
};

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_ERROR_WORKBOOK_H_
