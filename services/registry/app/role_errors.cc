// The errors about roles and what they give a right to.

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

absl::Status NotHeardYet() {
  return Refuse(
      Code::kUnavailable, "NOT_HEARD_YET",
      "已登记，但其他服务尚未得知；请用同一请求编号重试，成功后在各服务即时生效",
      "recorded, but the other services have not heard of it yet; ask again with the same "
      "request id: once that succeeds it acts everywhere");
}

absl::Status SuperiorRequired() {
  return Refuse(
      Code::kFailedPrecondition, "SUPERIOR_REQUIRED",
      "该事项涉及本人范围以外的上级工会（转出、撤销，或追溯到隶属其他工会的日期），须由上级工会办"
      "理",
      "this concerns a union above the caller's part (taking one out of it, closing it, or a "
      "day on which it stood elsewhere); somebody above has to do it");
}

}  // namespace mingce::registry
