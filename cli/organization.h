// mingcectl org get | list | search | create | move | close

#ifndef MINGCE_CLI_ORGANIZATION_H_
#define MINGCE_CLI_ORGANIZATION_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/session.h"

namespace mingce::cli {

// Wherever an organisation is given: organizations/{organization}, the bare id, or a credit code.

absl::StatusOr<ExitCode> GetOrganization(Session& session, const std::string& organization,
                                         const std::string& as_of);

struct ListOrganizationsOptions {
  std::string parent;  // only those directly below it; "" for all
  std::string as_of;
  bool closed = false;  // closed ones too
};
absl::StatusOr<ExitCode> ListOrganizations(Session& session,
                                           const ListOrganizationsOptions& options);

absl::StatusOr<ExitCode> SearchOrganizations(Session& session, const std::string& query);

struct CreateOrganizationOptions {
  std::string parent;
  std::vector<std::string> fields;  // key=value
  std::string file;                 // JSON object of key: value; "-" for standard input; ""
  std::vector<std::string> aliases;
  bool validate_only = false;
};
absl::StatusOr<ExitCode> CreateOrganization(Session& session,
                                            const CreateOrganizationOptions& options);

// Both read the organisation first and change it as it was then: somebody else's change in between
// is STALE_ETAG.
struct ChangeOrganizationOptions {
  std::string organization;
  std::string parent;             // move
  std::string approval_document;  // close
  bool with_members = false;      // close, though the union has members
  std::string effective_on;
  bool validate_only = false;
};
absl::StatusOr<ExitCode> MoveOrganization(Session& session,
                                          const ChangeOrganizationOptions& options);
// Asks the members service first: ORGANIZATION_HAS_MEMBERS, and its refusals when it cannot be asked.
absl::StatusOr<ExitCode> CloseOrganization(Session& session,
                                           const ChangeOrganizationOptions& options);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_ORGANIZATION_H_
