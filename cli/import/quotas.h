// mingcectl import quotas

#ifndef MINGCE_CLI_IMPORT_QUOTAS_H_
#define MINGCE_CLI_IMPORT_QUOTAS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/run/answer.h"
#include "cli/run/session.h"

namespace mingce::cli {

struct ImportQuotasOptions {
  std::vector<std::string> files;  // one: quotas.tsv of a campaign folder
  std::string campaign;            // "" for the only one
  std::string document;            // number of the document the plan comes from
  std::string effective_on;
  bool dry_run = false;
  std::string errors;  // taken and not used: a plan is accepted or refused whole
};

// Sets the next revision of the plan, whole or not at all; a plan equal to the newest makes none, and
// its rows are unchanged. Errors: USAGE for more than one file (a plan is one document), those of
// ReadQuotas and of SetQuotaPlan.
absl::StatusOr<Answer> ImportQuotas(Session& session, const ImportQuotasOptions& options);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_QUOTAS_H_
