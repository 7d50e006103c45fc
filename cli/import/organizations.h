// mingcectl import orgs

#ifndef MINGCE_CLI_IMPORT_ORGANIZATIONS_H_
#define MINGCE_CLI_IMPORT_ORGANIZATIONS_H_

#include "absl/status/statusor.h"
#include "cli/import/plan.h"
#include "cli/run/answer.h"
#include "cli/run/session.h"

namespace mingce::cli {

// Sends workbooks of organisations, one call after the other: rows see the rows before them, so a
// parent may stand above its child.
//
// A parent is named by a code. The county federation has no union code (D-4), so a cell with
// exactly its name or short name means it: the root is the one organisation that cannot be
// mistaken. Empty parent cells mean `options.organization`, if there is one.
absl::StatusOr<Answer> ImportOrganizations(Session& session, const ImportOptions& options);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_ORGANIZATIONS_H_
