// What the registry does with how many members a union has: it refuses to take away from a union that
// has members what members need (docs/decisions/2026-11-28-occupancy.md).

#ifndef MINGCE_SERVICES_REGISTRY_APP_OCCUPANCY_H_
#define MINGCE_SERVICES_REGISTRY_APP_OCCUPANCY_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/ledger/ledger.h"
#include "mingce/type/feed.pb.h"
#include "services/registry/app/organization_record.h"
#include "services/registry/storage/occupancy_store.h"

namespace mingce::registry {

// Records a part of the roll's feed in one batch; with the place after it, unless that is nullptr.
// Blocks until it is durable. Errors: those of the ledger.
absl::Status ApplyMemberships(ledger::Ledger* ledger,
                              const std::vector<MembershipVersion>& versions,
                              const type::Cursor* cursor);

enum class Occupancy {
  kNobody,
  kMembers,
  kUnknown,  // its kind may have members, and the roll has not been heard of for a while
};

// How it stands with `organization` now. Members whom the registry has heard of count even while the
// roll is silent.
absl::StatusOr<Occupancy> OccupancyOf(const Recording& recording, const Organization& organization);

// Whether a change of kind would leave members in a union that may not have any.
bool TakesMembersAway(const UnionKinds& kinds, const Organization& before, const Organization& now);

// OK for kNobody; ORGANIZATION_HAS_MEMBERS, MEMBERS_UNKNOWN.
absl::Status OccupancyRefused(Occupancy occupancy);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_OCCUPANCY_H_
