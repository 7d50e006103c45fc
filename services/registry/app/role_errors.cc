// The errors about roles.

#include <map>
#include <string>
#include <utility>

#include "lib/base/error.h"
#include "services/registry/app/errors.h"

namespace mingce::registry {
namespace {

using Code = absl::StatusCode;
using Metadata = std::map<std::string, std::string>;

absl::Status Refuse(Code code, absl::string_view reason, absl::string_view zh, absl::string_view en,
                    Metadata metadata = {}) {
  return MakeError(code, en,
                   {.reason = std::string(reason),
                    .domain = "mingce.registry",
                    .message_zh = std::string(zh),
                    .metadata = std::move(metadata)});
}

Metadata Field(absl::string_view field) { return {{"field", std::string(field)}}; }

}  // namespace

absl::Status RoleGrantNotFound() {
  return Refuse(Code::kNotFound, "ROLE_GRANT_NOT_FOUND", "没有这项授权", "there is no such grant");
}

absl::Status IdentityInvalid() {
  return Refuse(
      Code::kInvalidArgument, "IDENTITY_INVALID",
      "身份标识应为 spiffe://<信任域>/<person、partner 或 service>/<编号>，与证书一致",
      "an identity is spiffe://<trust domain>/<person, partner or service>/<id>, as in the "
      "certificate",
      Field("identity"));
}

absl::Status RoleInvalid() {
  return Refuse(Code::kInvalidArgument, "ROLE_INVALID", "没有这个角色", "there is no such role",
                Field("role"));
}

absl::Status EndsBeforeItBegins() {
  return Refuse(Code::kInvalidArgument, "BAD_DATES", "截止日期不能早于生效日期",
                "the last day is before the first", Field("until"));
}

absl::Status RoleForOneself() {
  return Refuse(Code::kFailedPrecondition, "ROLE_FOR_ONESELF",
                "不能给自己授予角色，也不能停用自己，请由另一名有权人员办理",
                "nobody grants herself a role or blocks herself; another officer has to");
}

absl::Status RoleExceedsOwn() {
  return Refuse(Code::kFailedPrecondition, "ROLE_EXCEEDS_OWN",
                "该角色的权限超出本人在该组织的权限，请由上级办理",
                "the role may do more there than the caller; somebody above has to");
}

}  // namespace mingce::registry
