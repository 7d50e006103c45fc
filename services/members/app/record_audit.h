// The rule that a look at personal data is written down before the answer leaves.

#ifndef MINGCE_SERVICES_MEMBERS_APP_RECORD_AUDIT_H_
#define MINGCE_SERVICES_MEMBERS_APP_RECORD_AUDIT_H_

#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "lib/audit/entry.h"
#include "lib/base/call.h"
#include "lib/ledger/ledger.h"

namespace mingce::members {

// An entry with the caller and the action of `call`.
audit::Entry EntryFor(const Call& call);

// Writes `entries` durably, then calls `done` with OK; with AUDIT_UNAVAILABLE when they could not
// be written: then the answer must not be given. One fsync serves all that wait at the same time.
void RecordAudit(ledger::Ledger* ledger, std::vector<audit::Entry> entries,
                 std::function<void(absl::Status)> done);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_APP_RECORD_AUDIT_H_
