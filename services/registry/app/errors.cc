#include "services/registry/app/errors.h"

#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/form/form.h"

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

absl::Status InRow(Code code, std::size_t row, absl::string_view reason, absl::string_view zh,
                   absl::string_view en) {
  return Refuse(code, reason, absl::StrCat("第", row, "行", zh),
                absl::StrCat("row ", row, ": ", en), {{"row", absl::StrCat(row)}});
}

}  // namespace

absl::Status FieldMissing(absl::string_view field) {
  return Refuse(Code::kInvalidArgument, "FIELD_MISSING", absl::StrCat("字段 ", field, " 不能为空"),
                absl::StrCat(field, " must not be empty"), Field(field));
}

absl::Status FieldRefused(absl::string_view field, absl::string_view reason, absl::string_view zh,
                          absl::string_view en) {
  return Refuse(Code::kInvalidArgument, reason, zh, en, Field(field));
}

absl::Status FormFieldUnknown(absl::string_view key, std::size_t column) {
  if (!form::CouldBeKey(key)) {
    return Refuse(Code::kInvalidArgument, "FORM_FIELD_UNKNOWN",
                  absl::StrCat("第", column, "列不是表单的字段"),
                  absl::StrCat("column ", column, " is not a field of the form"),
                  {{"column", absl::StrCat(column)}});
  }
  return Refuse(
      Code::kInvalidArgument, "FORM_FIELD_UNKNOWN",
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
  return Refuse(Code::kNotFound, "ORGANIZATION_NOT_FOUND", "没有这个工会组织，或当日尚未登记",
                "there is no such organisation, or not yet on that day");
}

absl::Status OrganizationClosed() {
  return Refuse(Code::kFailedPrecondition, "ORGANIZATION_CLOSED", "该工会组织已撤销",
                "the organisation is closed");
}

absl::Status OrganizationHasChildren() {
  return Refuse(Code::kFailedPrecondition, "ORGANIZATION_HAS_CHILDREN",
                "该工会组织还有未撤销的下级组织，请先办理下级组织的撤销或转隶",
                "open organisations stand below it; close or move them first");
}

absl::Status OrganizationHasMembers() {
  return Refuse(Code::kFailedPrecondition, "ORGANIZATION_HAS_MEMBERS",
                "该工会还有会员，请先办理会员的转出或退会",
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
  return Refuse(Code::kAlreadyExists, "USCC_TAKEN", "该统一社会信用代码已被其他工会组织登记",
                "another organisation holds the credit code", std::move(metadata));
}

absl::Status OrganizationExists(absl::string_view organization) {
  return Refuse(
      Code::kAlreadyExists, "ORGANIZATION_EXISTS",
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
      return Refuse(Code::kFailedPrecondition, "ORGANIZATION_CYCLE",
                    "上级工会不能是该组织自己或其下级组织",
                    "the parent is the organisation itself or stands below it");
    case TreeFault::kParentClosed:
      return Refuse(Code::kFailedPrecondition, "ORGANIZATION_CLOSED", "上级工会已撤销",
                    "the parent is closed");
    case TreeFault::kKindNotAllowed:
      return Refuse(Code::kFailedPrecondition, "PARENT_KIND_NOT_ALLOWED",
                    "该类型的上级工会下不能设立此类型的工会组织",
                    "a parent of that kind may not have an organisation of this kind below it");
    case TreeFault::kTooDeep:
      return Refuse(Code::kFailedPrecondition, "TREE_TOO_DEEP",
                    absl::StrCat("组织层级不能超过", kMaxTreeDepth, "级"),
                    absl::StrCat("the tree may have ", kMaxTreeDepth, " levels"));
  }
  return absl::InternalError("a tree fault without a message");
}

absl::Status QueryTooShort() {
  return Refuse(Code::kInvalidArgument, "QUERY_TOO_SHORT", "查询内容至少2个字",
                "the query needs at least 2 characters", Field("query"));
}

absl::Status QueryTooLong() {
  return Refuse(Code::kInvalidArgument, "QUERY_TOO_LONG", "查询内容最多100个字",
                "the query has more than 100 characters", Field("query"));
}

absl::Status NoRows() {
  return Refuse(Code::kInvalidArgument, "NO_ROWS", "没有数据行", "there are no rows");
}

absl::Status TooManyRows(std::size_t most) {
  return Refuse(Code::kInvalidArgument, "TOO_MANY_ROWS", absl::StrCat("一次最多", most, "行"),
                absl::StrCat("at most ", most, " rows in one call"),
                {{"most", absl::StrCat(most)}});
}

absl::Status CampaignNotFound() {
  return Refuse(Code::kNotFound, "CAMPAIGN_NOT_FOUND", "没有这个采集活动",
                "there is no such campaign");
}

absl::Status CampaignExists() {
  return Refuse(Code::kAlreadyExists, "CAMPAIGN_EXISTS", "该编号已用于另一个采集活动，请换一个编号",
                "the id is taken by another campaign");
}

absl::Status TooManyCampaigns() {
  return Refuse(Code::kResourceExhausted, "TOO_MANY_CAMPAIGNS", "采集活动已达100个上限",
                "there are 100 campaigns already");
}

absl::Status BadDates() {
  return Refuse(Code::kInvalidArgument, "BAD_DATES", "日期有误，应为开始日≤报表截止日≤录入截止日",
                "the days must exist and come in order: start, forms due, entry due");
}

absl::Status BadTarget() {
  return Refuse(Code::kInvalidArgument, "BAD_TARGET", "目标任务数应为不小于1的整数",
                "the target must be at least 1", Field("target"));
}

absl::Status QuotaPlanNotFound() {
  return Refuse(Code::kNotFound, "QUOTA_PLAN_NOT_FOUND",
                "没有这一版目标任务分解表，或当日尚无生效的",
                "there is no such quota plan, or none in force on that day");
}

absl::Status AsOfWithRevision() {
  return FieldRefused(
      "as_of", "AS_OF_WITH_REVISION",
      "指定了版本号就不能再指定日期或已知时刻，请去掉日期，或将版本号写为“-”",
      "a revision holds whatever the day; leave out as_of and known_at, or ask for the "
      "revision -");
}

absl::Status BadTargetInRow(std::size_t row) {
  return InRow(Code::kInvalidArgument, row, "BAD_TARGET", "目标任务数应为不小于1的整数",
               "the target must be at least 1");
}

absl::Status DuplicateRow(std::size_t row) {
  return InRow(Code::kInvalidArgument, row, "DUPLICATE_ROW",
               "与前面的行重复（序号、名称或所指单位）",
               "an earlier row has the same number, title or unit");
}

absl::Status CodeNotInList(std::size_t row, absl::string_view field) {
  return InRow(Code::kInvalidArgument, row, "CODE_NOT_IN_LIST",
               absl::StrCat("的 ", field, " 不在代码表中，或不能用于该单位"),
               absl::StrCat(field, " is not a value of its list, or not for such a unit"));
}

absl::Status TitleMissing(std::size_t row) {
  return InRow(Code::kInvalidArgument, row, "FIELD_MISSING", "单位名称不能为空",
               "title must not be empty");
}

absl::Status UnitAmbiguous(std::size_t row) {
  return InRow(Code::kFailedPrecondition, row, "UNIT_AMBIGUOUS",
               "的单位名称对应多个工会组织，请先修改其简称或别名",
               "two organisations below the county bear the title");
}

absl::Status FormNotFound() {
  return Refuse(Code::kNotFound, "FORM_NOT_FOUND", "没有这张表单，或其种类不符",
                "there is no such form, or it describes something else");
}

absl::Status FormExists() {
  return Refuse(Code::kAlreadyExists, "FORM_EXISTS", "该表单版本已发布且内容不同，请发布新版本",
                "the form version exists with other content; publish a new version");
}

absl::Status CodeListNotPublished(absl::string_view code_list) {
  return Refuse(Code::kInvalidArgument, "BAD_FORM", "表单引用的代码表尚未发布",
                "a code list of the form is not published",
                {{"code_list", std::string(code_list)}});
}

absl::Status FormLacksField(absl::string_view key) {
  return Refuse(Code::kInvalidArgument, "BAD_FORM", absl::StrCat("组织采集表必须有字段 ", key),
                absl::StrCat("an organisation form needs the field ", key), Field(key));
}

absl::Status WrongFieldType(absl::string_view field) {
  return Refuse(
      Code::kInvalidArgument, "BAD_FORM", absl::StrCat("字段 ", field, " 的类型与系统规定不符"),
      absl::StrCat(field, " has another type than the registry works with"), Field(field));
}

absl::Status ListLacksCode(absl::string_view field, absl::string_view code) {
  return Refuse(
      Code::kInvalidArgument, "BAD_FORM",
      absl::StrCat("字段 ", field, " 的代码表缺少系统规定的代码 ", code),
      absl::StrCat("the code list of ", field, " lacks the code ", code, " that rules go by"),
      {{"field", std::string(field)}, {"code", std::string(code)}});
}

absl::Status CodeListNotFound() {
  return Refuse(Code::kNotFound, "CODE_LIST_NOT_FOUND", "没有这个代码表",
                "there is no such code list");
}

absl::Status CodeListExists() {
  return Refuse(Code::kAlreadyExists, "CODE_LIST_EXISTS",
                "该代码表版本已发布且内容不同，请发布新版本",
                "the code list version exists with other content; publish a new version");
}

}  // namespace mingce::registry
