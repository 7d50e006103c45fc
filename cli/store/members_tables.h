// The store of the service members (services/members/storage/keys.h).
//
//   events          = rows of table membership, one for one
//   memberships     ⇒ the member's row: union, state, completeness, and when it was accepted
//   memberships     ⇒ rows of member by organization
//   a member's row  ⇒ its row of member by document
//   members' rows   ⇒ the count

#ifndef MINGCE_CLI_STORE_MEMBERS_TABLES_H_
#define MINGCE_CLI_STORE_MEMBERS_TABLES_H_

#include <memory>

#include "cli/store/look.h"

namespace mingce::cli::store {

inline constexpr int kMembersFormat = 4;

// What `look` points to outlives it.
std::unique_ptr<Tables> MembersTables(const Look& look);

}  // namespace mingce::cli::store

#endif  // MINGCE_CLI_STORE_MEMBERS_TABLES_H_
