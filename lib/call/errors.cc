#include "lib/call/errors.h"

#include "lib/base/error.h"

namespace mingce {

absl::Status PermissionDenied() {
  return MakeError(
      absl::StatusCode::kPermissionDenied, "this identity may not do that",
      {.reason = "PERMISSION_DENIED", .domain = "mingce.rpc", .message_zh = "该身份没有此项权限"});
}

absl::Status AuditUnavailable() {
  return MakeError(absl::StatusCode::kUnavailable,
                   "the call could not be recorded, so it is not answered; try again",
                   {.reason = "AUDIT_UNAVAILABLE",
                    .domain = "mingce.rpc",
                    .message_zh = "无法写入审计记录，因此不予答复，请稍后重试"});
}

}  // namespace mingce
