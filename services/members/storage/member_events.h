// Events of the roll, as they are stored and served.

#ifndef MINGCE_SERVICES_MEMBERS_STORAGE_MEMBER_EVENTS_H_
#define MINGCE_SERVICES_MEMBERS_STORAGE_MEMBER_EVENTS_H_

#include "absl/strings/string_view.h"
#include "lib/ledger/transaction.h"
#include "services/members/storage/member_store.h"

namespace mingce::members {

// Appends MemberAccepted (a new member) or MemberUpdated. No personal data goes in: the record has
// none that is not sealed.
void AppendMemberEvent(const MemberRecord& member, bool is_new, absl::string_view correlation_id,
                       ledger::Transaction* transaction);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_STORAGE_MEMBER_EVENTS_H_
