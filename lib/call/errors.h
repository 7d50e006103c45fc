// The refusals that rights and the audit log make necessary, wherever they are noticed. Domain
// "mingce.rpc".

#ifndef MINGCE_LIB_CALL_ERRORS_H_
#define MINGCE_LIB_CALL_ERRORS_H_

#include "absl/status/status.h"

namespace mingce {

absl::Status PermissionDenied();  // PERMISSION_DENIED, PERMISSION_DENIED
absl::Status AuditUnavailable();  // UNAVAILABLE, AUDIT_UNAVAILABLE: nothing was shown; retry

}  // namespace mingce

#endif  // MINGCE_LIB_CALL_ERRORS_H_
