// The errors about campaigns, quota plans, forms and code lists.

#include <string>

#include "absl/strings/str_cat.h"
#include "services/registry/app/errors.h"
#include "services/registry/app/refuse.h"

namespace mingce::registry {

absl::Status CampaignNotFound() {
  return Refuse(kNotFound, "CAMPAIGN_NOT_FOUND", "没有这个采集活动", "there is no such campaign");
}

absl::Status CampaignExists() {
  return Refuse(kExists, "CAMPAIGN_EXISTS", "该编号已用于另一个采集活动，请换一个编号",
                "the id is taken by another campaign");
}

absl::Status TooManyCampaigns() {
  return Refuse(Code::kResourceExhausted, "TOO_MANY_CAMPAIGNS", "采集活动已达100个上限",
                "there are 100 campaigns already");
}

absl::Status BadDates() {
  return Refuse(kInvalid, "BAD_DATES", "日期有误，应为开始日≤报表截止日≤录入截止日",
                "the days must exist and come in order: start, forms due, entry due");
}

absl::Status BadTarget() {
  return Refuse(kInvalid, "BAD_TARGET", "目标任务数应为不小于1的整数",
                "the target must be at least 1", Field("target"));
}

absl::Status QuotaPlanNotFound() {
  return Refuse(kNotFound, "QUOTA_PLAN_NOT_FOUND", "没有这一版目标任务分解表，或当日尚无生效的",
                "there is no such quota plan, or none in force on that day");
}

absl::Status AsOfWithRevision() {
  return FieldRefused(
      "as_of", "AS_OF_WITH_REVISION",
      "指定了版本号就不能再指定日期或已知时刻，请去掉日期，或将版本号写为“-”",
      "a revision holds whatever the day; leave out as_of and known_at, or ask for the "
      "revision -");
}

absl::Status QuotaRefused(const QuotaFault& fault) {
  const auto in_row = [&](Code code, absl::string_view reason, absl::string_view zh,
                          absl::string_view en) {
    return Refuse(code, reason, absl::StrCat("第", fault.row, "行", zh),
                  absl::StrCat("row ", fault.row, ": ", en), {{"row", absl::StrCat(fault.row)}});
  };
  const auto not_in_list = [&](absl::string_view field) {
    return in_row(kInvalid, "CODE_NOT_IN_LIST",
                  absl::StrCat("的 ", field, " 不在代码表中，或不能用于该单位"),
                  absl::StrCat(field, " is not a value of its list, or not for such a unit"));
  };
  switch (fault.kind) {
    case QuotaFault::Kind::kBadTarget:
      return in_row(kInvalid, "BAD_TARGET", "目标任务数应为不小于1的整数",
                    "the target must be at least 1");
    case QuotaFault::Kind::kDuplicate:
      return in_row(kInvalid, "DUPLICATE_ROW", "与前面的行重复（序号、名称或所指单位）",
                    "an earlier row has the same number, title or unit");
    case QuotaFault::Kind::kSectionUnknown:
      return not_in_list("section");
    case QuotaFault::Kind::kKindUnknown:
      return not_in_list("union_kind_code");
    case QuotaFault::Kind::kTitleMissing:
      return in_row(kInvalid, "FIELD_MISSING", "单位名称不能为空", "title must not be empty");
    case QuotaFault::Kind::kUnitAmbiguous:
      return in_row(kNotAllowed, "UNIT_AMBIGUOUS",
                    "的单位名称对应多个工会组织，请先修改其简称或别名",
                    "two organisations below the county bear the title");
  }
  return absl::InternalError("a quota fault without an error");
}

absl::Status FormNotFound() {
  return Refuse(kNotFound, "FORM_NOT_FOUND", "没有这张表单，或其种类不符",
                "there is no such form, or it describes something else");
}

absl::Status FormExists() {
  return Refuse(kExists, "FORM_EXISTS", "该表单版本已发布且内容不同，请发布新版本",
                "the form version exists with other content; publish a new version");
}

absl::Status CodeListNotPublished(absl::string_view code_list) {
  return Refuse(kInvalid, "BAD_FORM", "表单引用的代码表尚未发布",
                "a code list of the form is not published",
                {{"code_list", std::string(code_list)}});
}

absl::Status FormLacksField(absl::string_view key) {
  return Refuse(kInvalid, "BAD_FORM", absl::StrCat("组织采集表必须有字段 ", key),
                absl::StrCat("an organisation form needs the field ", key), Field(key));
}

absl::Status WrongFieldType(absl::string_view field) {
  return Refuse(kInvalid, "BAD_FORM", absl::StrCat("字段 ", field, " 的类型与系统规定不符"),
                absl::StrCat(field, " has another type than the registry works with"),
                Field(field));
}

absl::Status ListLacksCode(absl::string_view field, absl::string_view code) {
  return Refuse(
      kInvalid, "BAD_FORM", absl::StrCat("字段 ", field, " 的代码表缺少系统规定的代码 ", code),
      absl::StrCat("the code list of ", field, " lacks the code ", code, " that rules go by"),
      {{"field", std::string(field)}, {"code", std::string(code)}});
}

absl::Status CodeListNotFound() {
  return Refuse(kNotFound, "CODE_LIST_NOT_FOUND", "没有这个代码表", "there is no such code list");
}

absl::Status CodeListExists() {
  return Refuse(kExists, "CODE_LIST_EXISTS", "该代码表版本已发布且内容不同，请发布新版本",
                "the code list version exists with other content; publish a new version");
}

}  // namespace mingce::registry
