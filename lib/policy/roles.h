// What each role may do: one table, for whoever grants, checks or mirrors roles. The words stand in
// proto/mingce/policy/v1/policy.proto.

#ifndef MINGCE_LIB_POLICY_ROLES_H_
#define MINGCE_LIB_POLICY_ROLES_H_

#include <cstdint>

#include "mingce/policy/v1/policy.pb.h"

namespace mingce::policy {

// The permissions of a `v1::Role`: bit n is permission number n. 0 for no role, or for one that
// this release does not know.
std::uint64_t PermissionsOf(int role);

// Of these, those that let one ask whether a person is registered: a role without them has no use
// for question limits.
inline constexpr std::uint64_t kAskingPermissions =
    (std::uint64_t{1} << v1::ELIGIBILITY_CHECK) | (std::uint64_t{1} << v1::MEMBER_READ);

// Whether somebody who may grant roles for a part of the register only may give it, and take it
// away: those who collect there, and who reads. Who oversees, approves or keeps keys is named by
// the whole, even where the role allows little today.
bool MayBeGivenForAPart(int role);

// Whether a bindings file may give it: the services, and the officer who grants all others.
bool MayStandInBindings(v1::Role role);

}  // namespace mingce::policy

#endif  // MINGCE_LIB_POLICY_ROLES_H_
