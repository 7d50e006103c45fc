// mingcectl role grant | revoke | block | admit | list
//
// Wherever an organisation is named: organizations/{organization}, the bare id, or a credit code.

#ifndef MINGCE_CLI_ROLE_ROLE_H_
#define MINGCE_CLI_ROLE_ROLE_H_

#include <string>

#include "absl/status/statusor.h"
#include "cli/run/answer.h"
#include "cli/run/session.h"

namespace mingce::cli {

struct GrantRoleOptions {
  std::string identity;
  std::string role;          // a name of policy.v1.Role, in letters of either size
  std::string organization;  // "" for the whole register
  std::string effective_on;  // "" for today
  std::string until;         // "" for no end
  std::string document;
};
// What is granted already is answered and granted no second time. USAGE for a role that there is
// not.
absl::StatusOr<Answer> GrantRole(Session& session, const GrantRoleOptions& options);

struct RevokeRoleOptions {
  std::string grant;  // roleGrants/{grant} or the bare id
  std::string document;
};
absl::StatusOr<Answer> RevokeRole(Session& session, const RevokeRoleOptions& options);

struct BlockOptions {
  std::string identity;
  std::string document;
};
// Both act on the identity's next call and leave its roles as they are.
absl::StatusOr<Answer> BlockIdentity(Session& session, const BlockOptions& options);
absl::StatusOr<Answer> AdmitIdentity(Session& session, const BlockOptions& options);

struct ListRolesOptions {
  std::string identity;      // "" for all
  std::string organization;  // for it and below; "" for all
  std::string as_of;         // "" for today
  bool all = false;          // also those that are not in force
};
// By identity, then from when they hold.
absl::StatusOr<Answer> ListRoles(Session& session, const ListRolesOptions& options);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_ROLE_ROLE_H_
