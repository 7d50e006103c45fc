// An organisation as the rules of membership ask about one, on a day.

#ifndef MINGCE_SERVICES_MEMBERS_DOMAIN_UNIT_H_
#define MINGCE_SERVICES_MEMBERS_DOMAIN_UNIT_H_

#include <optional>
#include <string>
#include <vector>

#include "services/members/domain/ids.h"

namespace mingce::members {

struct UnitState {
  bool collected = false;  // its form has been collected
  bool closed = false;
  bool may_own_members = false;

  friend bool operator==(const UnitState&, const UnitState&) = default;
};

struct Unit {
  OrganizationId id;
  std::vector<std::string> names;  // of the union: its name, short name and others
  std::string unit_name;           // of the employer; may be empty
  UnitState state;

  friend bool operator==(const Unit&, const Unit&) = default;
};

// Why an organisation cannot take a member.
enum class UnitObstacle { kNone, kUnknown, kClosed, kNotCollected, kOwnsNoMembers };

UnitObstacle ObstacleOf(const std::optional<Unit>& unit);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_DOMAIN_UNIT_H_
