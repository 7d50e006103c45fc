// mingcectl import members

#ifndef MINGCE_CLI_IMPORT_MEMBERS_H_
#define MINGCE_CLI_IMPORT_MEMBERS_H_

#include "absl/status/statusor.h"
#include "cli/import/plan.h"
#include "cli/run/answer.h"
#include "cli/run/session.h"

namespace mingce::cli {

// Sends workbooks of members; four calls at a time. Errors: those of FetchMemberForm; what is wrong
// with a file or a row is in the report, and the exit status is 1.
absl::StatusOr<Answer> ImportMembers(Session& session, const ImportOptions& options);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_MEMBERS_H_
