// What the register keeps of a membership without knowing who it is.

#ifndef MINGCE_SERVICES_MEMBERS_DOMAIN_MEMBERSHIP_H_
#define MINGCE_SERVICES_MEMBERS_DOMAIN_MEMBERSHIP_H_

#include <string>
#include <vector>

#include "services/members/domain/ids.h"

namespace mingce::members {

// Numbered as the wire and the store number it.
enum class Membership { kActive = 1, kRetained = 2 };

// An organisation as members needs to know it, from registry's feed.
struct Organization {
  OrganizationId id;
  std::string parent = {};  // id, or ""
  std::string union_name = {};
  std::string unit_name = {};
  std::vector<std::string> aliases = {};
  std::string union_uscc = {};  // "" if absent
  std::string unit_uscc = {};
  bool collected = false;
  bool closed = false;
  bool may_own_members = false;
};

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_DOMAIN_MEMBERSHIP_H_
