#ifndef MINGCE_SERVICES_REGISTRY_APP_LIST_ORGANIZATIONS_H_
#define MINGCE_SERVICES_REGISTRY_APP_LIST_ORGANIZATIONS_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/call/call.h"
#include "services/registry/app/as_of.h"
#include "services/registry/app/known_organizations.h"
#include "services/registry/app/organization_view.h"
#include "services/registry/app/register.h"

namespace mingce::registry {

struct OrganizationFilter {
  Below below = {};
  AsOf as_of = {};
};

// Where a page ended, and the moment that all pages of the list show.
struct ListPlace {
  Moment moment;
  NamedOrganization last;
};

struct OrganizationPage {
  std::vector<OrganizationView> organizations;
  std::optional<ListPlace> next;  // where the next page goes on; absent after the last
};

// At most `limit` organisations after `after`, by name, then id, of those that the caller may read
// today. The pages of a list show one moment, that of the first: what is recorded meanwhile is not
// in them, and nothing is missed. Errors: those of MomentOf.
absl::StatusOr<OrganizationPage> ListOrganizations(const Register& parts, const Call& call,
                                                   const OrganizationFilter& filter,
                                                   const std::optional<ListPlace>& after,
                                                   std::size_t limit);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_LIST_ORGANIZATIONS_H_
