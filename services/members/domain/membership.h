// What the register keeps of a membership without knowing who it is.
//
// A person and a membership are two things: a person has a sealed profile, which is as it was told
// last; a membership has versions, each of which holds from its day on.

#ifndef MINGCE_SERVICES_MEMBERS_DOMAIN_MEMBERSHIP_H_
#define MINGCE_SERVICES_MEMBERS_DOMAIN_MEMBERSHIP_H_

#include <optional>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "lib/history/timeline.h"
#include "services/members/domain/ids.h"

namespace mingce::members {

// Numbered as the wire and the store number it.
enum class MembershipState { kActive = 1, kRetained = 2, kEnded = 3 };

struct Membership {
  OrganizationId organization;  // the base union
  MembershipState state = MembershipState::kActive;
  bool complete = false;  // all fields are filled that the form asks to be filled
  bool verified = false;  // an authority confirmed name and number

  friend bool operator==(const Membership&, const Membership&) = default;
};

using MembershipVersion = history::Version<Membership>;
// Of one member. Never empty for one who is registered.
using Memberships = history::Timeline<Membership>;

// The day from which a state holds, as a sheet says it.
struct StateDay {
  std::optional<absl::CivilDay> day;     // absent: it says none
  std::optional<absl::CivilDay> before;  // what was said of the same change until now
};

// The versions that make a membership `changed` from now on, none where it is that already. They are
// to be added to `held`, which is not empty, in their order.
//
// A new state holds from `state_day.day`, but from no later day than `today`, and from no earlier one
// than the first on which the person was registered: nobody is counted before that. Where the state is
// the same and only its day is put right, the days between are put right too. The rest holds from
// `today` on: nobody knew it before.
std::vector<MembershipVersion> StageMembership(const Memberships& held, const Membership& changed,
                                               const StateDay& state_day, absl::CivilDay today,
                                               absl::Time recorded);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_DOMAIN_MEMBERSHIP_H_
