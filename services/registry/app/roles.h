// GrantRole, RevokeRole, BlockIdentity and ListRoleGrants.

#ifndef MINGCE_SERVICES_REGISTRY_APP_ROLES_H_
#define MINGCE_SERVICES_REGISTRY_APP_ROLES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "lib/policy/question_limits.h"
#include "services/registry/app/register.h"
#include "services/registry/domain/role_grant.h"

namespace mingce::registry {

// A grant with what has become of it.
struct RoleGrantView {
  RoleGrant grant;
  bool identity_blocked = false;  // so that it gives nothing at present
};

struct NewRole {
  std::string identity;
  int role = 0;                                               // a number of mingce.policy.v1.Role
  std::optional<OrganizationId> organization = std::nullopt;  // absent: the whole register
  std::optional<absl::CivilDay> from = std::nullopt;          // absent: today
  std::optional<absl::CivilDay> until = std::nullopt;
  std::string document_number = {};
  policy::QuestionLimits question_limits = {};
};

// Grants a role; where the identity has it there on all those days anyway, with the same limits,
// answers what gives it.
// Errors: those of the RPC.
void GrantRole(const Register& parts, const Call& call, NewRole asked, Mutation mutation,
               Done<RoleGrantView> done);

// Withdraws the grant `id`. Errors: those of the RPC.
void RevokeRole(const Register& parts, const Call& call, std::string id,
                std::string document_number, Mutation mutation, Done<RoleGrantView> done);

struct IdentityChange {
  std::string identity;
  bool blocked = false;
  std::string document_number;
};

// Blocks an identity or lets it in again. Errors: those of the RPC.
void BlockIdentity(const Register& parts, const Call& call, IdentityChange asked, Mutation mutation,
                   Done<IdentityBlock> done);

struct RoleGrantFilter {
  std::optional<OrganizationId> organization =
      std::nullopt;                                    // for it, or for what is below it today
  std::string identity = {};                           // only of this one; "" for all
  std::optional<absl::CivilDay> as_of = std::nullopt;  // absent: today
  bool show_all = false;                               // whether or not they are in force
};

struct RoleGrantPage {
  std::vector<RoleGrantView> grants;
  std::string last_id;  // where the next page goes on; empty after the last
};

// At most `limit` grants after the id `after` ("" for the first), in the order of their ids.
// Errors: ORGANIZATION_NOT_FOUND.
absl::StatusOr<RoleGrantPage> ListRoleGrants(const Register& parts, const Call& call,
                                             const RoleGrantFilter& filter,
                                             const std::string& after, std::size_t limit);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_ROLES_H_
