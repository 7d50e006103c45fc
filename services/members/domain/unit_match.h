// How well a union's bare name, written where a code belongs, fits an organisation.

#ifndef MINGCE_SERVICES_MEMBERS_DOMAIN_UNIT_MATCH_H_
#define MINGCE_SERVICES_MEMBERS_DOMAIN_UNIT_MATCH_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "services/members/domain/membership.h"

namespace mingce::members {

// 0: one of its names, or its unit's name, as a whole; 1: a name that begins with the text, or the
// text with it; 2: one is somewhere in the other; nullopt: no fit, or nothing a member could be
// registered with (closed, without members of its own). Blanks and full-width forms do not matter.
std::optional<int> RankUnit(const Organization& organization, absl::string_view text);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_DOMAIN_UNIT_MATCH_H_
