// Events of the registry's feed, from the wire to what figures need of them. Nothing else here knows
// the registry's messages.

#ifndef MINGCE_SERVICES_REPORTING_RPC_REGISTRY_EVENTS_H_
#define MINGCE_SERVICES_REPORTING_RPC_REGISTRY_EVENTS_H_

#include "absl/status/statusor.h"
#include "mingce/feed/v1/feed.pb.h"
#include "services/reporting/domain/event.h"

namespace mingce::reporting {

// Errors: EVENT_TYPE_UNKNOWN for a type this version does not know, if it may not be passed over (the
// feed stops: guessing that it does not matter would make figures wrong); EVENT_UNREADABLE where the
// data is not of its type, or a field is missing or makes no sense.
absl::StatusOr<RegistryEvent> RegistryEventOf(const feed::v1::Event& event);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_RPC_REGISTRY_EVENTS_H_
