#include "services/members/app/errors.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/form/form.h"

namespace mingce::members {
namespace {

absl::Status Refuse(absl::StatusCode code, absl::string_view reason, absl::string_view en,
                    absl::string_view zh, std::map<std::string, std::string> metadata = {}) {
  return MakeError(code, en,
                   {.reason = std::string(reason),
                    .domain = "mingce.members",
                    .message_zh = std::string(zh),
                    .metadata = std::move(metadata)});
}

// What there is to choose from: CODE（label）、…
std::string Choices(const gb::CodeList& list) {
  std::string all;
  for (const gb::CodeEntry& entry : list.entries()) {
    if (!entry.selectable) continue;
    absl::StrAppend(&all, all.empty() ? "" : "、", entry.code, "（", entry.label, "）");
  }
  return all;
}

}  // namespace

absl::Status MemberNotFound() {
  return Refuse(absl::StatusCode::kNotFound, "MEMBER_NOT_FOUND", "there is no such member",
                "没有这名会员");
}

absl::Status OrganizationNotFound() {
  return Refuse(absl::StatusCode::kNotFound, "ORGANIZATION_NOT_FOUND",
                "there is no such organisation", "没有这个工会组织");
}

absl::Status CampaignNotFound() {
  return Refuse(absl::StatusCode::kNotFound, "CAMPAIGN_NOT_FOUND", "there is no such campaign",
                "没有这项采集工作，请核对 --campaign");
}

absl::Status MirrorNotReady() {
  return Refuse(absl::StatusCode::kUnavailable, "MIRROR_NOT_READY",
                "the registry's data has not arrived yet; try again",
                "组织、表单等数据尚未从登记服务同步到，请稍后重试");
}

absl::Status MirrorBroken() {
  return Refuse(absl::StatusCode::kUnavailable, "MIRROR_BROKEN",
                "the registry's feed is not followed any more; an operator has to look",
                "与登记服务的数据同步已停止，请联系管理员处理");
}

absl::Status NoRows() {
  return Refuse(absl::StatusCode::kInvalidArgument, "NO_ROWS", "the request holds no rows",
                "请求中没有数据行");
}

absl::Status TooManyRows(std::size_t most) {
  return Refuse(absl::StatusCode::kInvalidArgument, "TOO_MANY_ROWS",
                absl::StrCat("at most ", most, " rows a call"),
                absl::StrCat("一次最多 ", most, " 行"), {{"limit", absl::StrCat(most)}});
}

absl::Status FormFieldUnknown(absl::string_view column) {
  // What is no key may be anything, a person's name as well: it is not repeated.
  if (!form::CouldBeKey(column)) column = "(?)";
  return Refuse(absl::StatusCode::kInvalidArgument, "FORM_FIELD_UNKNOWN",
                absl::StrCat("the form has no such field, or a column twice: ", column),
                absl::StrCat("表单中没有该字段，或同一列出现两次：", column),
                {{"column", std::string(column)}});
}

absl::Status ColumnMissing(absl::string_view key, absl::string_view label) {
  return Refuse(absl::StatusCode::kInvalidArgument, "COLUMN_MISSING",
                absl::StrCat("a required field has no column: ", key),
                absl::StrCat("缺少必填列“", label, "”，请使用模板"),
                {{"column", std::string(key)}});
}

absl::Status CaseNumberRequired() {
  return Refuse(absl::StatusCode::kInvalidArgument, "CASE_NUMBER_REQUIRED",
                "name the case it is asked for (case_number)", "请填写案件（申请）编号",
                {{"field", "case_number"}});
}

absl::Status CaseNumberShape(std::size_t most) {
  return Refuse(
      absl::StatusCode::kInvalidArgument, "CASE_NUMBER_SHAPE",
      absl::StrCat("case_number is letters, digits, - / ( ) 〔 〕, with a digit, at most ", most,
                   " characters, and no document or phone number"),
      absl::StrCat("案件（申请）编号只能由汉字、字母、数字和 - / ( ) 〔 〕 组成，须含数字，最多",
                   most, "字，且不得是证件号码或电话"),
      {{"field", "case_number"}, {"limit", absl::StrCat(most)}});
}

absl::Status NoteTooLong(std::size_t most) {
  return Refuse(absl::StatusCode::kInvalidArgument, "NOTE_TOO_LONG",
                absl::StrCat("note has at most ", most, " characters"),
                absl::StrCat("附注最多", most, "字"),
                {{"field", "note"}, {"limit", absl::StrCat(most)}});
}

absl::Status PurposeUnknown(const gb::CodeList& purposes) {
  const std::string all = Choices(purposes);
  return Refuse(absl::StatusCode::kInvalidArgument, "PURPOSE_UNKNOWN",
                absl::StrCat("purpose is not in the purpose list; there are: ", all),
                absl::StrCat("请填写列表中的查询用途；可填：", all), {{"field", "purpose"}});
}

absl::Status BenefitUnknown(const gb::CodeList& benefits) {
  const std::string all = Choices(benefits);
  return Refuse(absl::StatusCode::kInvalidArgument, "BENEFIT_UNKNOWN",
                absl::StrCat("benefit is not in the benefit list; there are: ", all),
                absl::StrCat("服务项目不在列表中；可填：", all), {{"field", "benefit"}});
}

absl::Status NoItems() {
  return Refuse(absl::StatusCode::kInvalidArgument, "NO_ITEMS", "the request names nobody",
                "请求中没有查询对象");
}

absl::Status NumberTwice(std::size_t first, std::size_t second) {
  return Refuse(absl::StatusCode::kInvalidArgument, "NUMBER_TWICE",
                absl::StrCat("persons[", second, "] has the number of persons[", first,
                             "]; ask about each number once a call"),
                absl::StrCat("第 ", second + 1, " 人与第 ", first + 1,
                             " 人证件号码相同，一次查询中每个号码只能出现一次"),
                {{"first", absl::StrCat(first)}, {"second", absl::StrCat(second)}});
}

absl::Status TooManyItems(std::size_t most) {
  return Refuse(absl::StatusCode::kInvalidArgument, "TOO_MANY_ITEMS",
                absl::StrCat("at most ", most, " persons a call"),
                absl::StrCat("一次最多查询 ", most, " 人"), {{"limit", absl::StrCat(most)}});
}

absl::Status Behind() {
  return Refuse(absl::StatusCode::kUnavailable, "BEHIND",
                "min_sequence or min_registry_sequence has not been reached; try again",
                "数据尚未更新到所要求的位置，请稍后重试");
}

absl::Status ClockBehind() {
  return Refuse(absl::StatusCode::kUnavailable, "CLOCK_BEHIND",
                "this service's clock is behind what the registry has recorded, and the answer "
                "depends on the day; an operator has to set the clock",
                "本服务的时钟落后于登记服务已记录的时间，而答复取决于日期，请联系管理员校准时钟");
}

absl::Status QuestionsOverBudget(const OverBudget& over) {
  absl::string_view budget;
  absl::string_view en;
  absl::string_view zh;
  switch (over.budget) {
    case Budget::kMisses:
      budget = "misses";
      en = "too many questions about people not registered under that number and name";
      zh = "查询的号码和姓名有过多不在册";
      break;
    case Budget::kPersonsADay:
      budget = "persons_a_day";
      en = "too many people asked about today";
      zh = "今天查询的人数过多";
      break;
    case Budget::kPersonsACase:
      budget = "persons_a_case";
      en = "too many people asked about for this case today";
      zh = "今天为这一案件查询的人数过多";
      break;
  }
  if (!over.retry_after.has_value()) {
    return Refuse(absl::StatusCode::kResourceExhausted, "QUESTIONS_OVER_BUDGET",
                  absl::StrCat("one call may ask about ", over.most_in_call,
                               " persons at most, by the caller's limits; split it"),
                  absl::StrCat("按查询限额，一次最多查询 ", over.most_in_call, " 人，请分批查询"),
                  {{"budget", std::string(budget)}, {"most", absl::StrCat(over.most_in_call)}});
  }
  const std::string seconds = absl::StrCat(absl::ToInt64Seconds(*over.retry_after) + 1);
  return Refuse(absl::StatusCode::kResourceExhausted, "QUESTIONS_OVER_BUDGET",
                absl::StrCat(en, "; ask again in ", seconds, " s"),
                absl::StrCat(zh, "，请 ", seconds, " 秒后再查"),
                {{"budget", std::string(budget)}, {"retry_after_seconds", seconds}});
}

absl::Status DateInFuture(absl::string_view field) {
  return Refuse(absl::StatusCode::kInvalidArgument, "DATE_IN_FUTURE",
                absl::StrCat(field, " is in the future, and nothing is known of that"),
                absl::StrCat(field, " 晚于今天，尚无可查的情况"), {{"field", std::string(field)}});
}

absl::Status BadDate(absl::string_view field) {
  return Refuse(absl::StatusCode::kInvalidArgument, "BAD_DATE",
                absl::StrCat(field, " is not a day or moment of the calendar since 1900"),
                absl::StrCat(field, " 不是1900年以来的有效日期或时刻"),
                {{"field", std::string(field)}});
}

absl::Status DocumentTypeUnknown() {
  return Refuse(absl::StatusCode::kInvalidArgument, "DOCUMENT_TYPE_UNKNOWN",
                "id_type_code is not a code of the list id_type", "证件类型代码不在列表中",
                {{"field", "id_type_code"}});
}

absl::Status Unsound(absl::string_view field, const gb::Finding& finding) {
  return Refuse(absl::StatusCode::kInvalidArgument, finding.reason, finding.message_en,
                finding.message_zh, {{"field", std::string(field)}});
}

}  // namespace mingce::members
