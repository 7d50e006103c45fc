// What an import of members and one of organisations do differently, and what a person can choose.

#ifndef MINGCE_CLI_IMPORT_PLAN_H_
#define MINGCE_CLI_IMPORT_PLAN_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/import/outcome.h"
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

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_PLAN_H_
