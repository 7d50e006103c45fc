// GetOrganization, LookupOrganization, ListOrganizations and SearchOrganizations.

#ifndef MINGCE_SERVICES_REGISTRY_APP_READ_ORGANIZATIONS_H_
#define MINGCE_SERVICES_REGISTRY_APP_READ_ORGANIZATIONS_H_

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
#include "services/registry/app/request_fields.h"

namespace mingce::registry {

// The organisation, now or as it was. Errors: those of MomentOf; ORGANIZATION_NOT_FOUND, also when
// it did not exist yet or was not known of.
absl::StatusOr<OrganizationView> GetOrganization(const Register& parts, const Call& call,
                                                 const OrganizationId& id, const AsOf& asked);

// The organisation that holds `credit_code`, a union's or a unit's, in any spelling; or that held
// it. One that the caller may not read is none. Errors: those of MomentOf; INVALID_ARGUMENT with a
// reason USCC_…; ORGANIZATION_NOT_FOUND.
absl::StatusOr<OrganizationView> LookupOrganization(const Register& parts, const Call& call,
                                                    absl::string_view credit_code,
                                                    const AsOf& asked);

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

#endif  // MINGCE_SERVICES_REGISTRY_APP_READ_ORGANIZATIONS_H_
