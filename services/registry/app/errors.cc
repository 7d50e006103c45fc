#include "services/registry/app/errors.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/form/form.h"
#include "services/registry/app/refuse.h"

namespace mingce::registry {

absl::Status FieldMissing(absl::string_view field) {
  return Refuse(kInvalid, "FIELD_MISSING", absl::StrCat("字段 ", field, " 不能为空"),
                absl::StrCat(field, " must not be empty"), Field(field));
}

absl::Status FieldRefused(absl::string_view field, absl::string_view reason, absl::string_view zh,
                          absl::string_view en) {
  return Refuse(kInvalid, reason, zh, en, Field(field));
}

absl::Status FormFieldUnknown(absl::string_view key, std::size_t column) {
  if (!form::CouldBeKey(key)) {
    return Refuse(kInvalid, "FORM_FIELD_UNKNOWN", absl::StrCat("第", column, "列不是表单的字段"),
                  absl::StrCat("column ", column, " is not a field of the form"),
                  {{"column", absl::StrCat(column)}});
  }
  return Refuse(
      kInvalid, "FORM_FIELD_UNKNOWN",
      absl::StrCat("字段 ", key, " 不在表单中，或不能在此填写，或重复"),
      absl::StrCat(key, " is no field of the form, or not to be set here, or there twice"),
      Field(key));
}

absl::Status NoSuchDay(absl::string_view field) {
  return FieldRefused(field, "DATE_CALENDAR", absl::StrCat(field, " 不是有效日期，应为年、月、日"),
                      absl::StrCat(field, " is not a day of the calendar"));
}

absl::Status DayInFuture(absl::string_view field) {
  return FieldRefused(field, "DATE_RANGE", absl::StrCat(field, " 不能晚于今天，请到生效之日再登记"),
                      absl::StrCat(field, " is in the future; record the change once it holds"));
}

absl::Status AsOfInFuture() {
  return FieldRefused("as_of", "AS_OF_IN_FUTURE", "查询日期不能晚于今天，请填写今天或以前的日期",
                      "as_of is later than today; ask for today or a day before");
}

absl::Status KnownAtInFuture() {
  return FieldRefused("known_at", "KNOWN_AT_IN_FUTURE", "已知时刻不能晚于现在",
                      "known_at is later than now; ask for now or a moment before");
}

absl::Status OrganizationNotFound() {
  return Refuse(kNotFound, "ORGANIZATION_NOT_FOUND", "没有这个工会组织，或当日尚未登记",
                "there is no such organisation, or not yet on that day");
}

absl::Status OrganizationClosed() {
  return Refuse(kNotAllowed, "ORGANIZATION_CLOSED", "该工会组织已撤销",
                "the organisation is closed");
}

absl::Status OrganizationHasChildren() {
  return Refuse(kNotAllowed, "ORGANIZATION_HAS_CHILDREN",
                "该工会组织还有未撤销的下级组织，请先办理下级组织的撤销或转隶",
                "open organisations stand below it; close or move them first");
}

absl::Status OrganizationHasMembers() {
  return Refuse(kNotAllowed, "ORGANIZATION_HAS_MEMBERS", "该工会还有会员，请先办理会员的转出或退会",
                "the union has members; move them or end their memberships first");
}

absl::Status MembersUnknown() {
  return Refuse(Code::kUnavailable, "MEMBERS_UNKNOWN",
                "无法确认该工会是否还有会员：没有收到会员服务的消息，请启动会员服务（mingce-"
                "members）后再办理",
                "cannot know whether the union has members: nothing is heard of the roll; start "
                "mingce-members");
}

absl::Status StaleEtag() {
  return Refuse(Code::kAborted, "STALE_ETAG", "该工会组织已被他人修改，请重新读取后再修改",
                "the organisation changed since it was read; read it again");
}

absl::Status UsccTaken(absl::string_view field, absl::string_view holder) {
  Metadata metadata = {{"field", std::string(field)}};
  if (!holder.empty()) metadata["holder"] = std::string(holder);
  return Refuse(kExists, "USCC_TAKEN", "该统一社会信用代码已被其他工会组织登记",
                "another organisation holds the credit code", std::move(metadata));
}

absl::Status OrganizationExists(absl::string_view organization) {
  return Refuse(
      kExists, "ORGANIZATION_EXISTS",
      absl::StrCat("同一上级工会下已有同名的工会组织（", organization,
                   "），未重复登记；是同一个组织的，请更新该组织；确为另一个组织的，请填写统一社"
                   "会信用代码或能区分的名称"),
      absl::StrCat("an organisation of this name stands below the parent (", organization,
                   "); update it, or, if this is another one, give its credit code or a "
                   "name that tells them apart"),
      {{"organization", std::string(organization)}});
}

absl::Status TreeRefused(TreeFault fault) {
  switch (fault) {
    case TreeFault::kNone:
      return absl::OkStatus();
    case TreeFault::kCycle:
      return Refuse(kNotAllowed, "ORGANIZATION_CYCLE", "上级工会不能是该组织自己或其下级组织",
                    "the parent is the organisation itself or stands below it");
    case TreeFault::kParentClosed:
      return Refuse(kNotAllowed, "ORGANIZATION_CLOSED", "上级工会已撤销", "the parent is closed");
    case TreeFault::kKindNotAllowed:
      return Refuse(kNotAllowed, "PARENT_KIND_NOT_ALLOWED",
                    "该类型的上级工会下不能设立此类型的工会组织，请核对上级工会和工会组织类型",
                    "a parent of that kind may not have an organisation of this kind below it");
    case TreeFault::kTooDeep:
      return Refuse(kNotAllowed, "TREE_TOO_DEEP",
                    absl::StrCat("组织层级不能超过", kMaxTreeDepth, "级"),
                    absl::StrCat("the tree may have ", kMaxTreeDepth, " levels"));
  }
  return absl::InternalError("a tree fault without a message");
}

absl::Status QueryTooShort() {
  return Refuse(kInvalid, "QUERY_TOO_SHORT", "查询内容至少2个字",
                "the query needs at least 2 characters", Field("query"));
}

absl::Status QueryTooLong() {
  return Refuse(kInvalid, "QUERY_TOO_LONG", "查询内容最多100个字",
                "the query has more than 100 characters", Field("query"));
}

absl::Status NoRows() { return Refuse(kInvalid, "NO_ROWS", "没有数据行", "there are no rows"); }

absl::Status TooManyRows(std::size_t most) {
  return Refuse(kInvalid, "TOO_MANY_ROWS", absl::StrCat("一次最多", most, "行"),
                absl::StrCat("at most ", most, " rows in one call"),
                {{"most", absl::StrCat(most)}});
}

absl::Status RoleGrantNotFound() {
  return Refuse(kNotFound, "ROLE_GRANT_NOT_FOUND", "没有这项授权", "there is no such grant");
}

absl::Status EventIdInvalid() {
  return Refuse(kInvalid, "EVENT_ID_INVALID",
                "事件编号应为 <数据流>-<序号>，与“mingcectl clock list”所列一致",
                "an event's id is <epoch>-<sequence>, as `mingcectl clock list` shows it",
                Field("event"));
}

absl::Status IdentityInvalid() {
  return Refuse(
      kInvalid, "IDENTITY_INVALID",
      "身份标识应为 spiffe://<信任域>/<person、partner 或 service>/<编号>，与证书一致",
      "an identity is spiffe://<trust domain>/<person, partner or service>/<id>, as in the "
      "certificate",
      Field("identity"));
}

absl::Status RoleInvalid() {
  return Refuse(kInvalid, "ROLE_INVALID", "没有这个角色", "there is no such role", Field("role"));
}

absl::Status EndsBeforeItBegins() {
  return Refuse(kInvalid, "BAD_DATES", "截止日期不能早于生效日期",
                "the last day is before the first", Field("until"));
}

absl::Status RoleForOneself() {
  return Refuse(kNotAllowed, "ROLE_FOR_ONESELF",
                "不能给自己授予角色，也不能停用自己，请由另一名有权人员办理",
                "nobody grants herself a role or blocks herself; another officer has to");
}

absl::Status RoleExceedsOwn() {
  return Refuse(kNotAllowed, "ROLE_EXCEEDS_OWN", "该角色的权限超出本人在该组织的权限，请由上级办理",
                "the role may do more there than the caller; somebody above has to");
}

absl::Status QuestionLimitsExceedOwn() {
  return Refuse(
      kNotAllowed, "QUESTION_LIMITS_EXCEED_OWN",
      "查询限额只能由有权在全县授予角色的人员设定，请由上级办理，或不设限额",
      "limits of questions are set by who may grant roles for the whole register; somebody "
      "above has to, or grant the role without them",
      Field("question_limits"));
}

absl::Status QuestionLimitsNotOfRole() {
  return Refuse(kInvalid, "QUESTION_LIMITS_NOT_OF_ROLE",
                "该角色不能查询个人，不能设查询限额；限额只用于可查询资格或查看会员的角色",
                "the role lets nobody ask about persons; limits go with a role that may check "
                "eligibility or read members",
                Field("question_limits"));
}

absl::Status QuestionLimitOutOfRange(const LimitFault& fault) {
  const bool at_once = fault.name == "misses_at_once";
  return Refuse(
      kInvalid, "QUESTION_LIMIT_OUT_OF_RANGE",
      absl::StrCat("查询限额 ", fault.name, " 应为1至", fault.most, "的整数",
                   at_once ? "（不超过 misses_a_day）" : "", "，不填或填0则为", fault.usual),
      absl::StrCat(fault.name, " has to be 1 to ", fault.most,
                   at_once ? " (no more than misses_a_day)" : "", "; left out or 0, it is ",
                   fault.usual),
      {{"field", absl::StrCat("question_limits.", fault.name)},
       {"most", absl::StrCat(fault.most)}});
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
      kNotAllowed, "SUPERIOR_REQUIRED",
      "该事项涉及本人范围以外的上级工会（转出、撤销，或追溯到隶属其他工会的日期），须由上级工会办"
      "理",
      "this concerns a union above the caller's part (taking one out of it, closing it, or a "
      "day on which it stood elsewhere); somebody above has to do it");
}

}  // namespace mingce::registry
