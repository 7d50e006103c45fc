#include "services/registry/app/get_organization.h"

#include <optional>
#include <utility>

#include "lib/base/status_macros.h"
#include "services/registry/app/errors.h"

namespace mingce::registry {

absl::StatusOr<OrganizationView> GetOrganization(const Register& parts, const Call& call,
                                                 const OrganizationId& id, const AsOf& asked) {
  MINGCE_ASSIGN_OR_RETURN(const Moment moment, MomentOf(asked, call.now));
  MINGCE_ASSIGN_OR_RETURN(
      std::optional<Organization> found,
      asked.IsNow() ? FindOrganization(*parts.store, id) : VersionOn(*parts.store, id, moment));
  if (!found.has_value()) return OrganizationNotFound();
  return ViewFor(call.access, *parts.keys, *std::move(found));
}

}  // namespace mingce::registry
