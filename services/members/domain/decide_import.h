// What becomes of a sound row, given what the register holds under its number.
//
// One certificate, one member (notice, 二(二)): a number is one person for ever, so the same number
// never makes a second member, and neither a second name nor a second union overwrites the first.

#ifndef MINGCE_SERVICES_MEMBERS_DOMAIN_DECIDE_IMPORT_H_
#define MINGCE_SERVICES_MEMBERS_DOMAIN_DECIDE_IMPORT_H_

#include <optional>

#include "services/members/domain/membership.h"

namespace mingce::members {

// How the record under the same number compares with the row.
struct HeldRecord {
  bool same_name = false;
  bool same_organization = false;
  bool same_content = false;  // every other field and the membership
};

enum class ImportDecision { kAccept, kUpdate, kUnchanged, kNameConflict, kDuplicateElsewhere };

ImportDecision DecideImport(const std::optional<HeldRecord>& held);

// Why `organization` cannot take a member.
enum class UnitObstacle { kNone, kUnknown, kClosed, kNotCollected, kOwnsNoMembers };

UnitObstacle ObstacleOf(const std::optional<Organization>& organization);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_DOMAIN_DECIDE_IMPORT_H_
