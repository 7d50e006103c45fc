// Events of the two feeds, from the wire to what figures need of them.
//
// Errors: EVENT_UNKNOWN for a kind this version does not know (the feed stops: guessing that it
// does not matter would make figures wrong), EVENT_DAMAGED for a field that is missing or makes no
// sense.

#ifndef MINGCE_SERVICES_REPORTING_RPC_CONVERT_EVENT_H_
#define MINGCE_SERVICES_REPORTING_RPC_CONVERT_EVENT_H_

#include "absl/status/statusor.h"
#include "lib/ledger/ledger.h"
#include "mingce/members/events/v1/events.pb.h"
#include "mingce/registry/events/v1/events.pb.h"
#include "mingce/type/feed.pb.h"
#include "services/reporting/domain/event.h"

namespace mingce::reporting {

absl::StatusOr<RegistryEvent> FromProto(const registry::events::v1::Event& event);
absl::StatusOr<MembersEvent> FromProto(const members::events::v1::Event& event);

ledger::Cursor FromProto(const type::Cursor& cursor);
type::Cursor ToProto(const ledger::Cursor& cursor);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_RPC_CONVERT_EVENT_H_
