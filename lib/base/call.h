// One call of one caller, as the rooms below the wire need to know it.

#ifndef MINGCE_LIB_BASE_CALL_H_
#define MINGCE_LIB_BASE_CALL_H_

#include <cstdint>
#include <string>

#include "absl/time/time.h"

namespace mingce {

struct Call {
  std::string identity;           // SPIFFE URI of the caller's certificate
  std::string action;             // "members.GetMember": service and method, for the audit log
  absl::Time now;                 // read once, when the call was taken from its queue
  absl::Time deadline;            // never InfiniteFuture
  std::uint64_t permissions = 0;  // bit n: the caller holds permission number n

  bool Holds(int permission) const { return ((permissions >> permission) & 1) != 0; }
};

}  // namespace mingce

#endif  // MINGCE_LIB_BASE_CALL_H_
