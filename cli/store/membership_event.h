// What the roll's events say of a membership, as the row that should be there.

#ifndef MINGCE_CLI_STORE_MEMBERSHIP_EVENT_H_
#define MINGCE_CLI_STORE_MEMBERSHIP_EVENT_H_

#include <cstdint>
#include <optional>
#include <string>

#include "mingce/feed/v1/feed.pb.h"
#include "mingce/members/storage/v1/rows.pb.h"

namespace mingce::cli::store {

struct MembershipSaid {
  std::string member;  // id
  std::uint64_t day;   // as keys have it
  std::int64_t revision;
  members::storage::v1::MembershipRow row;
};

// nullopt for an event that says nothing of a membership, or what cannot be.
std::optional<MembershipSaid> ReadMembershipEvent(const feed::v1::Event& event);

// Whether it names a union and one of the states.
bool IsSound(const members::storage::v1::MembershipRow& row);

}  // namespace mingce::cli::store

#endif  // MINGCE_CLI_STORE_MEMBERSHIP_EVENT_H_
