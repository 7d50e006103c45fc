// How a new or changed organisation becomes rows and an event.

#ifndef MINGCE_SERVICES_REGISTRY_APP_ORGANIZATION_RECORD_H_
#define MINGCE_SERVICES_REGISTRY_APP_ORGANIZATION_RECORD_H_

#include <functional>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/access/access.h"
#include "lib/gb/date.h"
#include "lib/ledger/transaction.h"
#include "services/registry/app/register.h"
#include "services/registry/domain/organization.h"
#include "services/registry/domain/union_kinds.h"

namespace mingce::registry {

// Where and on whose behalf organisations are recorded.
struct Recording {
  ledger::Transaction* transaction;
  const UnionKinds* kinds;
  gb::Date today;              // Beijing
  bool members_known = false;  // the roll has been heard of just now (app/occupancy.h)
  // What the caller may do, by all that was decided before.
  access::Access access = {};

  bool MayChange(const OrganizationId& organization) const;
};

// `kinds` outlives the answer.
Recording RecordingFor(const Decision& decision, const UnionKinds& kinds);

// A change of an organisation, applied to the version in force on its day and to each later one
// (lib/history), so that no later version forgets a change that was heard of late.
using Change = std::function<absl::Status(Organization*)>;

// Stages a new organisation, valid from today, and its event. Returns it as staged.
Organization RecordNew(const Recording& recording, Organization organization);

// Stages `before`, the row as it is now, changed from `day` (not after today) on: the versions that
// differ, an event for each, and the row. Returns the version that holds now; a change of the past
// that later versions show already leaves that as it was, with its revision. A change that changes
// nothing stages nothing.
absl::StatusOr<Organization> RecordChange(const Recording& recording, const Organization& before,
                                          const gb::Date& day, const Change& change);

// Whether another organisation holds one of its codes: OK or USCC_TAKEN, which names the holder to
// who may change it only.
absl::Status CheckCodesFree(const Recording& recording, const Organization& organization);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_ORGANIZATION_RECORD_H_
