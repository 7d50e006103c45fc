#ifndef MINGCE_SERVICES_REGISTRY_APP_LIST_ROLE_GRANTS_H_
#define MINGCE_SERVICES_REGISTRY_APP_LIST_ROLE_GRANTS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "services/registry/app/register.h"
#include "services/registry/app/role_grant_view.h"

namespace mingce::registry {

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

#endif  // MINGCE_SERVICES_REGISTRY_APP_LIST_ROLE_GRANTS_H_
