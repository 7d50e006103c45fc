// Organisations as the verbs ask the mirror about them.

#ifndef MINGCE_SERVICES_MEMBERS_APP_RESOLVE_UNIT_H_
#define MINGCE_SERVICES_MEMBERS_APP_RESOLVE_UNIT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "lib/access/access.h"
#include "services/members/domain/ids.h"
#include "services/members/domain/unit.h"
#include "services/registry/mirror/state.h"

namespace mingce::members {

// What the cell 所属工会 says, resolved as far as text goes.
struct UnitReference {
  std::optional<OrganizationId> id = std::nullopt;
  std::string code = {};  // canonical credit code, if that is what it says

  friend bool operator==(const UnitReference&, const UnitReference&) = default;
};

// Absent where the mirror has not heard of it on `day`.
std::optional<UnitState> UnitStateOn(const registry::mirror::State& registry,
                                     const OrganizationId& organization, absl::CivilDay day);

// As it is on `day`; nullopt where there is none, and where the caller may not register members
// below it.
std::optional<Unit> ResolveOwnUnit(const access::Access& access,
                                   const registry::mirror::State& registry,
                                   const UnitReference& reference, absl::CivilDay day);

// What somebody may have meant by a bare name: at most three organisations that the caller can
// register a member with, as "code name" (the resource name where there is no code), the best fit
// first.
std::vector<std::string> UnitCandidates(const access::Access& access,
                                        const registry::mirror::State& registry,
                                        absl::string_view name, absl::CivilDay day);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_APP_RESOLVE_UNIT_H_
