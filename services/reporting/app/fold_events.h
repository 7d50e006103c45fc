// What one event changes in the rows. Events of a feed are folded in order; each holds the whole
// new state of its subject, so folding needs no other feed.

#ifndef MINGCE_SERVICES_REPORTING_APP_FOLD_EVENTS_H_
#define MINGCE_SERVICES_REPORTING_APP_FOLD_EVENTS_H_

#include "absl/status/status.h"
#include "services/reporting/domain/event.h"
#include "services/reporting/storage/staged_rows.h"

namespace mingce::reporting {

// Errors of both: those of the store only. An event is never refused.
absl::Status FoldRegistryEvent(const RegistryEvent& event, StagedRows* rows);
absl::Status FoldMembersEvent(const MembersEvent& event, StagedRows* rows);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_APP_FOLD_EVENTS_H_
