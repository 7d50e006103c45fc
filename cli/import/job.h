// One run of 'mingcectl import': files in, rows sent in pieces of 500, answers collected, a report.
//
// Every file is read and mapped whole before its first row is sent; meanwhile the next file is
// read. A file that is refused is reported and leaves the others alone; when a service is lost the
// files after are reported as not started. Whatever happens once a row was sent, the report comes.
// Calls are repeatable: after an interruption run the same command again, and rows already taken
// come back as unchanged.

#ifndef MINGCE_CLI_IMPORT_JOB_H_
#define MINGCE_CLI_IMPORT_JOB_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/import/outcome.h"
#include "cli/run/answer.h"
#include "cli/run/session.h"
#include "lib/form/form.h"
#include "lib/intake/duplicates.h"
#include "lib/intake/form_rows.h"
#include "lib/intake/form_workbook.h"

namespace mingce::cli {

struct ImportOptions {
  std::vector<std::string> files;
  std::string campaign;      // id or name; "" for the only one
  std::string organization;  // where rows without a union belong; ""
  bool dry_run = false;
  std::string errors;  // where refused rows go; "" for beside each file
};

// The services take so many rows in a call.
inline constexpr std::size_t kRowsPerCall = 500;

// What an import of members and one of organisations do differently.
struct ImportPlan {
  form::Form form;
  intake::WorkbookRules rules;
  int in_flight = 1;
  // What rows are held under; may be empty. Called from one thread.
  intake::KeysOfRow keys;
  // Changes rows before they are sent; may be empty.
  std::function<void(intake::FormRows*)> prepare;
  // Sends the rows of one call. Called from several threads.
  std::function<absl::StatusOr<std::vector<RowAnswer>>(const intake::FormRows&,
                                                       const std::string& request_id)>
      send;
};

// Errors: USAGE, OUTPUT_EXISTS, FILE_NOT_WRITTEN for --errors, before anything is sent; what is
// wrong with a file or a row is in the report.
absl::StatusOr<Answer> RunImport(const Session& session, const ImportOptions& options,
                                 const ImportPlan& plan);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_JOB_H_
