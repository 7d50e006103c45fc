#ifndef MINGCE_SERVICES_REGISTRY_APP_GRANT_ROLE_H_
#define MINGCE_SERVICES_REGISTRY_APP_GRANT_ROLE_H_

#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "services/registry/app/register.h"
#include "services/registry/app/role_grant_view.h"

namespace mingce::registry {

struct NewRole {
  std::string identity;
  int role = 0;                                               // a number of mingce.policy.v1.Role
  std::optional<OrganizationId> organization = std::nullopt;  // absent: the whole register
  std::optional<absl::CivilDay> from = std::nullopt;          // absent: today
  std::optional<absl::CivilDay> until = std::nullopt;
  std::string document_number = {};
};

// Grants a role; where the identity has it there on all those days anyway, answers what gives it.
// Errors: those of the RPC.
void GrantRole(const Register& parts, const Call& call, NewRole asked, Mutation mutation,
               Done<RoleGrantView> done);

// Whether `access` is enough to give or take `role` for `organization`: OK or ROLE_EXCEEDS_OWN.
absl::Status CheckMayHandOut(const access::Access& access, int role,
                             const std::optional<OrganizationId>& organization);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_GRANT_ROLE_H_
