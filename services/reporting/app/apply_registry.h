// The registry's feed, applied to the figures and to what the rights of calls are answered from.

#ifndef MINGCE_SERVICES_REPORTING_APP_APPLY_REGISTRY_H_
#define MINGCE_SERVICES_REPORTING_APP_APPLY_REGISTRY_H_

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "lib/feed/portion.h"
#include "services/registry/mirror/mirror.h"
#include "services/reporting/app/projection.h"

namespace mingce::reporting {

// Applies `portion` to both, in one batch, or to neither. `events` are those of the portion, and
// `after` is its cursor or null. Errors: those of Projection::ApplyRegistry and of Mirror::Prepare.
absl::Status ApplyRegistry(Projection* projection, registry::mirror::Mirror* mirror,
                           const feed::Portion& portion, absl::Span<const RegistryEvent> events,
                           const ledger::Cursor* after);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_APP_APPLY_REGISTRY_H_
