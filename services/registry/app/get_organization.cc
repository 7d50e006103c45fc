#include "services/registry/app/get_organization.h"

#include <utility>

#include "lib/base/status_macros.h"
#include "services/registry/app/errors.h"
#include "services/registry/storage/organization_store.h"

namespace mingce::registry {

absl::StatusOr<OrganizationView> GetOrganization(const Register& parts, const OrganizationId& id,
                                                 const std::optional<gb::Date>& as_of) {
  if (as_of.has_value() && !gb::IsDayFrom1900(*as_of)) {
    return NoSuchDay("as_of");
  }
  MINGCE_ASSIGN_OR_RETURN(
      std::optional<Organization> found,
      as_of.has_value() ? VersionOn(*parts.store, id, *as_of) : FindOrganization(*parts.store, id));
  if (!found.has_value()) return OrganizationNotFound();
  return ViewOf(*parts.keys, *std::move(found));
}

}  // namespace mingce::registry
