// How many memberships each union has: all that the registry keeps of the roll
// (docs/decisions/2026-11-28-occupancy.md). Nothing but refusals depends on it.
//
// Errors of all reads: DATA_LOSS where a row is not readable, and those of the reader.

#ifndef MINGCE_SERVICES_REGISTRY_STORAGE_OCCUPANCY_STORE_H_
#define MINGCE_SERVICES_REGISTRY_STORAGE_OCCUPANCY_STORE_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/transaction.h"
#include "mingce/type/feed.pb.h"
#include "services/registry/domain/organization_id.h"

namespace mingce::registry {

// The roll's feed, as the cursor is filed.
inline constexpr char kMembersFeed[] = "members";

// One version of a membership, as far as the registry looks at it.
struct MembershipVersion {
  std::string member;  // id
  OrganizationId organization;
  bool ended = false;
  absl::CivilDay day;  // holds from
  std::int64_t revision = 0;
};

// Memberships of `organization` that have not ended.
absl::StatusOr<std::int64_t> MembersOf(const kv::Reader& reader,
                                       const OrganizationId& organization);

// Stages the version and the counts it changes. Of a member's versions the one of the latest day
// counts, of one day the highest revision; so versions may come again and in any order. The roll
// records no change before it holds, so the latest one holds now.
absl::Status PutMembership(const MembershipVersion& version, ledger::Transaction* transaction);

// Empty before the first event.
absl::StatusOr<type::Cursor> FindFeedCursor(const kv::Reader& reader, absl::string_view feed);
void PutFeedCursor(absl::string_view feed, const type::Cursor& cursor,
                   ledger::Transaction* transaction);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_STORAGE_OCCUPANCY_STORE_H_
