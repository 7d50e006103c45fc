// How a new or changed organisation becomes rows and an event.

#ifndef MINGCE_SERVICES_REGISTRY_APP_ORGANIZATION_RECORD_H_
#define MINGCE_SERVICES_REGISTRY_APP_ORGANIZATION_RECORD_H_

#include <functional>
#include <optional>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/gb/date.h"
#include "lib/ledger/transaction.h"
#include "services/registry/domain/organization.h"
#include "services/registry/domain/union_kinds.h"

namespace mingce::registry {

// Where and on whose behalf organisations are recorded.
struct Recording {
  ledger::Transaction* transaction;
  const UnionKinds* kinds;
  absl::string_view request_id;
  gb::Date today;  // Beijing
};

// A change of an organisation, applied to the version now in force and, for a change that held
// earlier than it was heard of, to each version from that day on.
using Change = std::function<absl::Status(Organization*)>;

// Stages a new organisation, valid from today, and its event. Returns it as staged.
Organization RecordNew(const Recording& recording, Organization organization);

// Stages `before` changed, valid from `day` (not after today), and its event. A change that changes
// nothing stages nothing and returns `before`.
absl::StatusOr<Organization> RecordChange(const Recording& recording, const Organization& before,
                                          const gb::Date& day, const Change& change);

// Whether another organisation holds one of its codes: OK or USCC_TAKEN.
absl::Status CheckCodesFree(const kv::Reader& reader, const Organization& organization);

// `asked` or today. DATE_RANGE for a day after today.
absl::StatusOr<gb::Date> EffectiveDay(const std::optional<gb::Date>& asked, const gb::Date& today);

gb::Date BeijingToday(absl::Time now);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_ORGANIZATION_RECORD_H_
