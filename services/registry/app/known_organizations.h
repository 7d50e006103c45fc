// The organisations of the register at a moment, found in memory: who stood where under which name.
//
// Where nothing has become known since the moment, the tree answers, in time that does not grow
// with the register; of another moment every organisation is looked at.

#ifndef MINGCE_SERVICES_REGISTRY_APP_KNOWN_ORGANIZATIONS_H_
#define MINGCE_SERVICES_REGISTRY_APP_KNOWN_ORGANIZATIONS_H_

#include <compare>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "lib/access/access.h"
#include "services/registry/domain/organization_id.h"
#include "services/registry/domain/search.h"
#include "services/registry/storage/living_register.h"
#include "services/registry/storage/organization_store.h"

namespace mingce::registry {

// By name, then id.
struct NamedOrganization {
  std::string name;
  std::string id;

  friend auto operator<=>(const NamedOrganization&, const NamedOrganization&) = default;
};

// `asked`, and where it asks for all that is known, what `state` knows: so that it can be asked
// again and means the same.
Moment SettledMoment(const RegisterState& state, Moment asked);

// Which organisations may be shown; empty: all.
using Visible = std::function<bool(absl::string_view id)>;

// Those that `access`, which outlives the answer, may read today.
Visible ReadableBy(const access::Access& access);

struct Below {
  std::optional<OrganizationId> parent = {};  // absent: the whole register
  bool subtree = false;                       // all below the parent, not only those directly below
  bool show_closed = false;
};

// In order, at most `limit`, visible ones after `after` if there is one. The parent itself is not
// among them.
std::vector<NamedOrganization> OrganizationsBelow(const RegisterState& state, const Moment& moment,
                                                  const Below& below, const Visible& visible,
                                                  const std::optional<NamedOrganization>& after,
                                                  std::size_t limit);

struct SearchHits {
  std::vector<std::string> ids;
  std::size_t total = 0;  // with those that were skipped or are over the limit
};

// Visible ones that `query` fits: whole names first, then beginnings, then parts; within these open
// ones before closed ones, then by name and id.
SearchHits OrganizationsLike(const RegisterState& state, const Moment& moment,
                             const SearchQuery& query, const Visible& visible, std::size_t skip,
                             std::size_t limit);

// The names from the county down to the organisation's parent.
std::vector<std::string> PathOf(const RegisterState& state, const Moment& moment,
                                absl::string_view id);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_KNOWN_ORGANIZATIONS_H_
