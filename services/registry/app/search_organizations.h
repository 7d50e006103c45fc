#ifndef MINGCE_SERVICES_REGISTRY_APP_SEARCH_ORGANIZATIONS_H_
#define MINGCE_SERVICES_REGISTRY_APP_SEARCH_ORGANIZATIONS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/registry/app/organization_view.h"
#include "services/registry/app/register.h"

namespace mingce::registry {

struct OrganizationMatch {
  OrganizationView organization;
  std::vector<std::string> path;  // the names from the county down to its parent
};

// The best `most` matches for a part of a name, short name, alias or code: whole names first, then
// beginnings, then parts; within these open ones before closed ones, then by name.
// Errors: QUERY_TOO_SHORT, QUERY_TOO_LONG.
absl::StatusOr<std::vector<OrganizationMatch>> SearchOrganizations(const Register& parts,
                                                                   absl::string_view query,
                                                                   std::size_t most);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_SEARCH_ORGANIZATIONS_H_
