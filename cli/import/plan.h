// What an import of members and one of organisations do differently, and what the person asked for.

#ifndef MINGCE_CLI_IMPORT_PLAN_H_
#define MINGCE_CLI_IMPORT_PLAN_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/import/duplicates.h"
#include "cli/import/form_workbook.h"
#include "cli/import/outcome.h"
#include "cli/import/outgoing.h"
#include "lib/form/form.h"

namespace mingce::cli {

struct ImportOptions {
  std::vector<std::string> files;
  std::string campaign;      // id or name; "" for the only one
  std::string organization;  // where rows without a union belong; ""
  bool dry_run = false;
  std::string errors;  // where refused rows go; "" for beside each file
};

struct ImportPlan {
  form::Form form;
  WorkbookRules rules;
  int in_flight = 1;
  // What rows are held under; may be empty. Called from one thread.
  KeysOfRow keys;
  // Changes a call before it is sent; may be empty.
  std::function<void(OutgoingCall*)> prepare;
  // Sends one call. Called from several threads.
  std::function<absl::StatusOr<std::vector<RowAnswer>>(const OutgoingCall&)> send;
};

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_PLAN_H_
