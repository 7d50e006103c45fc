#ifndef MINGCE_SERVICES_REGISTRY_APP_LIST_ORGANIZATIONS_H_
#define MINGCE_SERVICES_REGISTRY_APP_LIST_ORGANIZATIONS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/gb/date.h"
#include "services/registry/app/organization_view.h"
#include "services/registry/app/register.h"

namespace mingce::registry {

struct OrganizationFilter {
  std::optional<OrganizationId> parent = {};  // only those directly below it
  std::optional<gb::Date> as_of = {};         // as it was on that day
  bool show_closed = false;
};

struct OrganizationPage {
  std::vector<OrganizationView> organizations;
  std::string last_id;  // where the next page goes on; empty after the last
};

// At most `most` organisations after the id `after` ("" for the first), in the order of their ids.
// Errors: DATE_CALENDAR.
absl::StatusOr<OrganizationPage> ListOrganizations(const Register& parts,
                                                   const OrganizationFilter& filter,
                                                   const std::string& after, std::size_t most);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_LIST_ORGANIZATIONS_H_
