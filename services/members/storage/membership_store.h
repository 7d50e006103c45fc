// Memberships as dated rows beside the members' sealed profiles, and as the events others follow.
// Versions are never changed or taken away.

#ifndef MINGCE_SERVICES_MEMBERS_STORAGE_MEMBERSHIP_STORE_H_
#define MINGCE_SERVICES_MEMBERS_STORAGE_MEMBERSHIP_STORE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/new_event.h"
#include "lib/ledger/transaction.h"
#include "services/members/domain/ids.h"
#include "services/members/domain/membership.h"

namespace mingce::members {

// Stages the rows of `versions` and an event for each. `held`: the versions that are there already;
// empty for a membership that begins.
void PutMemberships(const MemberId& member, Memberships held,
                    const std::vector<MembershipVersion>& versions,
                    ledger::Transaction* transaction);

// All versions of a member's membership; empty for an unknown member. DATA_LOSS for a row that is not
// readable.
absl::StatusOr<Memberships> MembershipsOf(const kv::Reader& reader, const MemberId& member);

// Visits every version of every membership in `moment`, after `place` ("" for all), as the events that
// would bring them. Errors: DATA_LOSS.
absl::Status VisitPublished(const kv::Reader& moment, absl::string_view place,
                            ledger::StateVisitor visit);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_STORAGE_MEMBERSHIP_STORE_H_
