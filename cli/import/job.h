// One run of 'mingcectl import': files in, rows sent in pieces of 500, answers collected, a report.
//
// Every file is read and mapped whole before its first row is sent; meanwhile the next file is
// read. A file that is refused is reported and leaves the others alone. Calls are repeatable: after
// an interruption run the same command again, and rows already taken come back as unchanged.

#ifndef MINGCE_CLI_IMPORT_JOB_H_
#define MINGCE_CLI_IMPORT_JOB_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "cli/import/error_workbook.h"
#include "cli/import/form_workbook.h"
#include "cli/import/outcome.h"
#include "cli/session.h"
#include "lib/form/form.h"

namespace mingce::cli {

// The services take so many rows in a call.
inline constexpr std::size_t kRowsPerCall = 500;

struct ImportOptions {
  std::vector<std::string> files;
  std::string campaign;      // id or name; "" for the only one
  std::string organization;  // where rows without a union belong; ""
  bool dry_run = false;
  std::string errors;  // where refused rows go; "" for beside each file
};

// Rows as the services want them.
struct OutgoingRow {
  std::uint32_t number = 0;
  std::vector<std::string> cells;
  std::vector<std::uint32_t> numeric_columns;
};
struct OutgoingCall {
  std::vector<std::string> columns;  // field keys
  std::vector<OutgoingRow> rows;
  std::string request_id;
};

struct ImportPlan {
  form::Form form;
  WorkbookRules rules;
  int in_flight = 1;
  // Changes a call before it is sent; may be empty.
  std::function<void(OutgoingCall*)> prepare;
  // Sends one call. Called from several threads.
  std::function<absl::StatusOr<std::vector<RowAnswer>>(const OutgoingCall&)> send;
};

absl::StatusOr<ExitCode> RunImport(const Session& session, const ImportOptions& options,
                                   const ImportPlan& plan);

// The rows [first, first + count) of a sheet as a call, without request id.
OutgoingCall MakeCall(const form::Form& form, const InputSheet& sheet, std::size_t first,
                      std::size_t count);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_JOB_H_
