// The registry's feed, applied to the figures and to what the rights of calls are answered from.

#ifndef MINGCE_SERVICES_REPORTING_APP_APPLY_REGISTRY_H_
#define MINGCE_SERVICES_REPORTING_APP_APPLY_REGISTRY_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/feed/portion.h"
#include "services/registry/mirror/mirror.h"
#include "services/reporting/app/projection.h"

namespace mingce::reporting {

// What figures need of an event, by the registry's own reading of it. Errors: those of
// mirror::ReadEvent, such as EVENT_TYPE_UNKNOWN: guessing that it does not matter would make
// figures wrong.
absl::StatusOr<RegistryEvent> RegistryEventOf(const feed::v1::Event& event);

// Applies `portion` to both, in one batch, or to neither. Errors: those of RegistryEventOf and of
// Projection::ApplyRegistry.
absl::Status ApplyRegistry(Projection* projection, registry::mirror::Mirror* mirror,
                           const feed::Portion& portion);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_APP_APPLY_REGISTRY_H_
