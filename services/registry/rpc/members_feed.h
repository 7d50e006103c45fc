// The registry's following of the roll's feed, for one thing: how many memberships each union has
// (docs/decisions/2026-11-28-occupancy.md).

#ifndef MINGCE_SERVICES_REGISTRY_RPC_MEMBERS_FEED_H_
#define MINGCE_SERVICES_REGISTRY_RPC_MEMBERS_FEED_H_

#include <optional>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "lib/feed/follower.h"
#include "lib/ledger/ledger.h"
#include "mingce/feed/v1/feed.pb.h"
#include "services/registry/storage/occupancy_store.h"

namespace mingce::registry {

// What an event says; nullopt for one that may be passed over. Errors: EVENT_TYPE_UNKNOWN,
// EVENT_UNREADABLE.
absl::StatusOr<std::optional<MembershipVersion>> MembershipOf(const feed::v1::Event& event);

// Applies each portion through `ledger`, which outlives the follower.
feed::Follower::Apply ApplyMembersTo(ledger::Ledger* ledger);

// Whether all that the roll had published when it last answered is applied, and that was not longer
// ago than `silence`.
bool IsFresh(const feed::FeedState& state, absl::Duration silence);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_RPC_MEMBERS_FEED_H_
