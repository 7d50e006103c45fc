#ifndef MINGCE_SERVICES_REGISTRY_APP_SEARCH_ORGANIZATIONS_H_
#define MINGCE_SERVICES_REGISTRY_APP_SEARCH_ORGANIZATIONS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/call/call.h"
#include "services/registry/app/known_organizations.h"
#include "services/registry/app/organization_view.h"
#include "services/registry/app/register.h"

namespace mingce::registry {

struct OrganizationMatch {
  OrganizationView organization;
  std::vector<std::string> path;  // the names from the county down to its parent
};

// Where a page of matches ended, and the moment that all pages show.
struct SearchPlace {
  Moment moment;
  std::size_t seen = 0;  // matches on the pages before
};

struct SearchPage {
  std::vector<OrganizationMatch> matches;
  std::size_t total = 0;            // matches on all pages
  std::optional<SearchPlace> next;  // absent after the last
};

// At most `limit` matches for a part of a name, short name, alias or code, those after `after`:
// whole names first, then beginnings, then parts; within these open ones before closed ones, then
// by name, then id. Only what the caller may read is found. The pages of a search show one moment,
// that of the first. Errors: QUERY_TOO_SHORT, QUERY_TOO_LONG.
absl::StatusOr<SearchPage> SearchOrganizations(const Register& parts, const Call& call,
                                               absl::string_view query,
                                               const std::optional<SearchPlace>& after,
                                               std::size_t limit);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_SEARCH_ORGANIZATIONS_H_
