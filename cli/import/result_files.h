// The result workbooks of a run: one beside each file, or one for all (--errors).
//
// Rows are in the register by the time a result is written, so nothing here ends the run: what
// cannot be written is said in the file's outcome.

#ifndef MINGCE_CLI_IMPORT_RESULT_FILES_H_
#define MINGCE_CLI_IMPORT_RESULT_FILES_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "cli/import/error_workbook.h"
#include "cli/import/job.h"
#include "cli/import/outcome.h"
#include "cli/run/session.h"
#include "lib/intake/form_workbook.h"

namespace mingce::cli {

class ResultFiles {
 public:
  // All outlive this.
  ResultFiles(const Session& session, const ImportOptions& options, const ImportPlan& plan);

  // Before anything is sent: begins the one workbook for all. Errors: USAGE when it is one of the
  // inputs, OUTPUT_EXISTS when something else than an untouched result is there, FILE_NOT_WRITTEN.
  absl::Status Begin();

  // Puts the rows of a file that need attention into its workbook; when there are none, takes away
  // the result of an earlier run. Fills notices, error_workbook and workbook_failure.
  void Write(const intake::InputWorkbook& book, const std::vector<SheetAnswers>& answers,
             FileOutcome* outcome);

  // Completes the one workbook for all; after the last file, of which there is one at least.
  void End(std::vector<FileOutcome>* outcomes);

 private:
  absl::Status Add(const intake::InputWorkbook& book, const std::vector<SheetAnswers>& answers,
                   const std::string& file, ErrorWorkbook* target) const;
  absl::Status WriteOwn(const intake::InputWorkbook& book, const std::vector<SheetAnswers>& answers,
                        const std::string& path, FileOutcome* outcome) const;

  const Session& session_;
  const ImportOptions& options_;
  const ImportPlan& plan_;
  const std::map<std::string, std::string> metadata_;
  std::unique_ptr<ErrorWorkbook> shared_;  // none without --errors, or after it failed
  absl::Status shared_failure_ = absl::OkStatus();
};

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_RESULT_FILES_H_
