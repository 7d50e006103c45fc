#include "services/members/domain/member_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace mingce::members {
namespace {

constexpr int kLeastAgeToJoin = 16;
constexpr int kMostAgeOfLeagueMember = 28;
constexpr int kLeastAgeOfPartyMember = 18;
// 国发〔1978〕104号: men at 60, women at 50 (55 in leading posts, which the form does not tell).
constexpr int kRetirementAgeOfMen = 60;
constexpr int kRetirementAgeOfWomen = 50;
constexpr char kMale[] = "1";

// Codes of membership_change_type, employment_status, political_status, education_form.
constexpr char kJoin[] = "1";
constexpr char kTransferOut[] = "4";
constexpr char kExpel[] = "5";
constexpr char kLeave[] = "6";
constexpr char kDecease[] = "7";
constexpr char kRetired[] = "4";
constexpr char kRetiredWithHonours[] = "5";
constexpr char kUnemployed[] = "3";
// Codes of id_type.
constexpr char kForeignPassport[] = "04";
constexpr char kPermanentResidence[] = "08";

std::optional<gb::Date> DateOf(const form::CheckedRow& row, absl::string_view key) {
  const absl::string_view text = row.value(key);
  if (text.empty()) return std::nullopt;
  return gb::ParseDate(text).value;
}

std::optional<absl::CivilDay> ChangeDayOf(const Values& values) {
  const std::optional<gb::Date> date = gb::ParseDate(ValueOf(values, "change_date")).value;
  if (!date.has_value() || date->day == 0) return std::nullopt;
  return gb::ToCivilDay(*date);
}

// `month` says only year and month: true when `date` lies in it.
bool SameAsFarAsKnown(gb::Date date, gb::Date known) {
  return date.year == known.year && date.month == known.month &&
         (known.day == 0 || known.day == date.day);
}

void CheckAgainstNumber(const std::optional<gb::Date>& birth, form::CheckedRow* row) {
  if (!row->document.has_value()) return;
  const gb::IdentityDocument& document = *row->document;
  if (document.sex.has_value() && !row->value("sex").empty() &&
      row->value("sex") != absl::StrCat(static_cast<int>(*document.sex))) {
    row->AddError("sex", "ID_SEX_MISMATCH", "性别与证件号码不一致，请对照证件核对",
                  "sex does not agree with the document number");
  }
  if (document.birth.has_value() && birth.has_value() &&
      !SameAsFarAsKnown(*document.birth, *birth)) {
    row->AddError("birth_date", "ID_BIRTHDATE_MISMATCH",
                  "生日输入错误：与证件号码中的出生日期不一致，请对照证件核对",
                  "birth date does not agree with the document number");
  }
}

void CheckAge(gb::Date birth, gb::Date today, form::CheckedRow* row) {
  const gb::Date born = {birth.year, birth.month, birth.day == 0 ? 1 : birth.day};
  const int age = gb::AgeOn(born, today);
  const std::optional<gb::Date> joined = DateOf(*row, "joined_on");
  if (gb::AgeOn(born, joined.value_or(today)) < kLeastAgeToJoin) {
    row->AddError(joined.has_value() ? "joined_on" : "birth_date", "TOO_YOUNG_TO_JOIN",
                  "入会时未满16周岁，请核对出生年月和入会时间", "under 16 on joining");
  }
  const absl::string_view politics = row->value("political_status");
  if (politics == "03" && age > kMostAgeOfLeagueMember) {
    row->AddWarning("political_status", "LEAGUE_MEMBER_AGE", "共青团员超过28周岁，请核对政治面貌",
                    "a league member over 28; please check");
  }
  if ((politics == "01" || politics == "02") && age < kLeastAgeOfPartyMember) {
    row->AddError("political_status", "PARTY_MEMBER_AGE",
                  "未满18周岁不能是中共党员或预备党员，请核对",
                  "a party member under 18; please check");
  }
  const absl::string_view education = row->value("education");
  if ((education == "11" || education == "14" || education == "21") &&
      age < kLeastAgeOfPartyMember) {
    row->AddWarning("education", "EDUCATION_AGE", "未满18周岁而学历为本科以上，请核对",
                    "a degree under the age of 18; please check");
  }
}

void CheckChange(gb::Date today, form::CheckedRow* row) {
  const absl::string_view change = row->value("change_type");
  const std::optional<gb::Date> joined = DateOf(*row, "joined_on");
  const std::optional<gb::Date> changed = DateOf(*row, "change_date");
  if (joined.has_value() && *joined > today) {
    row->AddError("joined_on", "DATE_IN_FUTURE", "入会时间不能晚于今天",
                  "joined_on is in the future");
  }
  if (changed.has_value() && *changed > today) {
    row->AddError("change_date", "DATE_IN_FUTURE", "会籍变化日期不能晚于今天",
                  "change_date is in the future");
  }
  if (joined.has_value() && changed.has_value() && *changed < *joined) {
    row->AddError("change_date", "CHANGE_BEFORE_JOINING", "会籍变化日期不能早于入会时间",
                  "change_date is before joined_on");
  }
  if (change == kTransferOut || change == kExpel || change == kLeave || change == kDecease) {
    row->AddError(
        "change_type", "MEMBERSHIP_ENDED",
        "转出、除名、退会、死亡的人员不能作为在册会员导入，请从表中移除或核对会籍变化类型",
        "somebody who left cannot be imported as a member");
    if (change != kDecease && row->value("change_reason").empty()) {
      row->AddError("change_reason", "FIELD_MISSING", "转出、除名、退会时会籍变化原因不能为空",
                    "change_reason must not be empty for this change");
    }
  }
}

// R-M3: somebody past the age of retirement and retired cannot join. Before that age a special
// trade or an illness may be the reason, and the status may be a slip.
void CheckRetirement(const std::optional<gb::Date>& birth, gb::Date today, form::CheckedRow* row) {
  const absl::string_view employment = row->value("employment_status");
  if (row->value("change_type") != kJoin ||
      (employment != kRetired && employment != kRetiredWithHonours)) {
    return;
  }
  const int retires = row->value("sex") == kMale ? kRetirementAgeOfMen : kRetirementAgeOfWomen;
  if (birth.has_value() &&
      gb::AgeOn({birth->year, birth->month, std::max(birth->day, 1)}, today) < retires) {
    row->AddWarning("employment_status", "RETIRED_EARLY",
                    "就业状况为退休而未到退休年龄，请核对；退休人员按保留会籍登记，不计入完成数",
                    "retired before the age of retirement; please check. Retired members are kept "
                    "and not counted");
    return;
  }
  row->AddError("employment_status", "RETIRED_CANNOT_JOIN",
                "会员已退休，不能导入；原会员退休的，会籍变化类型请选“保留”",
                "a retired person cannot join; choose 保留 for one who was a member before");
}

}  // namespace

void CheckMemberRow(gb::Date today, form::CheckedRow* row) {
  // A foreigner has no 民族 of China's (field 7 of the member form).
  const absl::string_view id_type = row->value("id_type");
  if (id_type == kForeignPassport || id_type == kPermanentResidence) {
    std::erase_if(row->findings, [](const form::RowFinding& finding) {
      return finding.field == "ethnicity" && finding.reason == "FIELD_MISSING";
    });
  }
  const std::optional<gb::Date> birth = DateOf(*row, "birth_date");
  CheckAgainstNumber(birth, row);
  if (birth.has_value()) CheckAge(*birth, today, row);
  CheckChange(today, row);
  CheckRetirement(birth, today, row);
}

std::vector<form::RowFinding> CheckOverlaid(gb::Date today, const Values& values) {
  form::CheckedRow whole;
  whole.values = values;
  CheckMemberRow(today, &whole);
  std::erase_if(whole.findings, [](const form::RowFinding& finding) {
    return finding.severity != gb::Severity::kError;
  });
  return std::move(whole.findings);
}

MembershipState StateOf(const Values& values) {
  const absl::string_view employment = ValueOf(values, "employment_status");
  const bool rests = employment == kRetired || employment == kRetiredWithHonours ||
                     employment == kUnemployed || ValueOf(values, "change_type") == kRetain;
  return rests ? MembershipState::kRetained : MembershipState::kActive;
}

StateDay StateDayOf(const Values& held, const Values& values) {
  const absl::string_view before = ValueOf(held, "change_type");
  const absl::string_view now = ValueOf(values, "change_type");
  if (before == now) {
    // With another state it is the employment that changed, on a day that no column tells.
    if (StateOf(held) != StateOf(values)) return {};
    const StateDay said{.day = ChangeDayOf(values), .before = ChangeDayOf(held)};
    return said.day == said.before ? StateDay() : said;
  }
  if (before == kRetain || now == kRetain) return {.day = ChangeDayOf(values), .before = {}};
  return {};
}

}  // namespace mingce::members
