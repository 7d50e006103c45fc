// Events of the members' feed, from the wire to what figures need of them. Nothing else here knows
// the members' messages.

#ifndef MINGCE_SERVICES_REPORTING_RPC_MEMBERS_EVENTS_H_
#define MINGCE_SERVICES_REPORTING_RPC_MEMBERS_EVENTS_H_

#include "absl/status/statusor.h"
#include "mingce/feed/v1/feed.pb.h"
#include "services/reporting/domain/event.h"

namespace mingce::reporting {

// Errors: EVENT_TYPE_UNKNOWN, EVENT_UNREADABLE. A state of membership that came after this version
// makes an event unreadable: whether such a member counts is not known.
absl::StatusOr<MembersEvent> MembersEventOf(const feed::v1::Event& event);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_RPC_MEMBERS_EVENTS_H_
