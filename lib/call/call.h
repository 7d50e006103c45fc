// One call of one caller, as the rooms below the wire need to know it.

#ifndef MINGCE_LIB_CALL_CALL_H_
#define MINGCE_LIB_CALL_CALL_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "lib/access/access.h"
#include "lib/audit/entry.h"

namespace mingce {

// What the audit log will say about a call. The dispatcher makes it and, unless somebody else has
// made it durable, writes it before the answer leaves. Goes from thread to thread with its call,
// and is never used by two at once.
struct CallAudit {
  // Actor and action are there from the beginning. A verb adds what it touched: subject and
  // organisation as resource names, count; purpose too, once it has seen that it names nobody.
  // Decision and request hash are filled in when it is written, unless a verb has.
  audit::Entry entry;
  // Of a call that answers item by item, one for each, written instead of `entry`; each begun as
  // its copy.
  std::vector<audit::Entry> items;
  // Whether it is in the log: a mutation's entry goes with its command, in the batch that changes
  // the rows.
  bool durable = false;
};

struct Call {
  std::string identity;   // SPIFFE URI of the caller's certificate
  std::string action;     // "members.GetMember": service and method, for the audit log
  absl::Time now;         // read once, when the call was taken from its queue
  absl::Time deadline;    // never InfiniteFuture
  access::Access access;  // what the caller may do, as known when the call came
  std::shared_ptr<CallAudit> audit = std::make_shared<CallAudit>();  // never null
};

}  // namespace mingce

#endif  // MINGCE_LIB_CALL_CALL_H_
