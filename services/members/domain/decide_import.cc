#include "services/members/domain/decide_import.h"

namespace mingce::members {

ImportDecision DecideImport(const std::optional<HeldRecord>& held) {
  if (!held.has_value()) return ImportDecision::kAccept;
  // The name is looked at first: another person's union is nobody's business.
  if (!held->same_name) return ImportDecision::kNameConflict;
  if (!held->same_organization) return ImportDecision::kDuplicateElsewhere;
  return held->same_content ? ImportDecision::kUnchanged : ImportDecision::kUpdate;
}

UnitObstacle ObstacleOf(const std::optional<Organization>& organization) {
  if (!organization.has_value()) return UnitObstacle::kUnknown;
  if (organization->closed) return UnitObstacle::kClosed;
  if (!organization->collected) return UnitObstacle::kNotCollected;
  if (!organization->may_own_members) return UnitObstacle::kOwnsNoMembers;
  return UnitObstacle::kNone;
}

}  // namespace mingce::members
