#include "services/registry/domain/organization_rules.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/form/well_known.h"

namespace mingce::registry {
namespace {

// No union was founded before the Labour Secretariat of 1921.
constexpr gb::Date kEarliestFounding = {1921, 1, 1};

using Findings = std::vector<form::RowFinding>;

std::optional<std::int64_t> Count(const Organization& organization, absl::string_view key) {
  std::int64_t count = 0;
  if (!absl::SimpleAtoi(FieldValue(organization, key), &count)) return std::nullopt;
  return count;
}

form::RowFinding CodeOfAnotherKind(const std::vector<std::string>& prefixes) {
  if (prefixes.empty()) {  // the county's: a 总工会 is coded as a mass organisation
    return ErrorAt(
        kUnionUscc, "USCC_KIND_MISMATCH",
        "该类型的工会按群众团体赋码，没有单独的工会代码，请填写无代码原因",
        "a union of this kind is coded as a mass organisation and has no code of its own; "
        "give the reason instead");
  }
  return ErrorAt(kUnionUscc, "USCC_KIND_MISMATCH",
                 absl::StrCat("工会统一社会信用代码与工会组织类型不符，该类型的代码应以",
                              absl::StrJoin(prefixes, "或"), "开头"),
                 absl::StrCat("the code of a union of this kind begins with ",
                              absl::StrJoin(prefixes, " or ")));
}

void CheckCodes(const Organization& org, const UnionKinds& kinds, Findings* findings) {
  if (!org.unit_uscc.empty() && org.unit_uscc == org.union_uscc) {
    findings->push_back(ErrorAt(kUnitUscc, "USCC_ROLE_MISMATCH",
                                "单位代码与工会代码不能相同，请分别填写各自的统一社会信用代码",
                                "the unit's code and the union's code are the same"));
  }
  if (org.unit_uscc.empty() && org.unit_uscc_absent_reason.empty()) {
    findings->push_back(ErrorAt(kUnitUsccAbsentReason, "FIELD_MISSING",
                                "单位统一社会信用代码为空时，须填写无单位信用代码原因",
                                "give the unit's credit code, or why there is none"));
  }
  if (!org.unit_uscc.empty() && !org.unit_uscc_absent_reason.empty()) {
    findings->push_back(ErrorAt(kUnitUsccAbsentReason, "ABSENT_REASON_NOT_NEEDED",
                                "已填写单位统一社会信用代码，无代码原因应为空",
                                "a reason for a missing code, but the unit's code is there"));
  }
  if (org.union_uscc.empty() && org.union_uscc_absent_reason.empty()) {
    findings->push_back(ErrorAt(kUnionUsccAbsentReason, "FIELD_MISSING",
                                "工会统一社会信用代码为空时，须填写无工会信用代码原因",
                                "give the union's credit code, or why there is none"));
  }
  if (!org.union_uscc.empty() && !org.union_uscc_absent_reason.empty()) {
    findings->push_back(ErrorAt(kUnionUsccAbsentReason, "ABSENT_REASON_NOT_NEEDED",
                                "已填写工会统一社会信用代码，无代码原因应为空",
                                "a reason for a missing code, but the union's code is there"));
  }
  if (!org.union_uscc.empty() && !kinds.MayHoldCode(org.union_kind, org.union_uscc)) {
    findings->push_back(CodeOfAnotherKind(kinds.CodePrefixes(org.union_kind)));
  }
  if (org.union_uscc.empty() && FieldValue(org, "has_legal_person") == form::kYes &&
      org.union_uscc_absent_reason != form::kCodeInProgress &&
      org.union_uscc_absent_reason != form::kCodedAsMassOrganization &&
      !org.union_uscc_absent_reason.empty()) {
    findings->push_back(
        ErrorAt(kUnionUscc, "UNION_USCC_REQUIRED",
                "已取得工会法人资格的，须填写工会统一社会信用代码（办理中的选原因2）",
                "a union that is a legal person has a credit code"));
  }
}

void CheckPart(const Organization& org, absl::string_view part, absl::string_view whole,
               Findings* findings) {
  const auto of_part = Count(org, part);
  const auto of_whole = Count(org, whole);
  if (of_part && of_whole && *of_part > *of_whole) {
    findings->push_back(ErrorAt(part, "COUNT_PART_EXCEEDS_WHOLE", "其中数不能大于总数",
                                "a part is more than the whole"));
  }
}

void CheckCounts(const Organization& org, const UnionKinds& kinds, Findings* findings) {
  for (const absl::string_view part :
       {"female_employee_count", "migrant_employee_count", "dispatched_employee_count"}) {
    CheckPart(org, part, "employee_count", findings);
  }
  for (const absl::string_view part :
       {"declared_female_member_count", "declared_migrant_member_count"}) {
    CheckPart(org, part, "declared_member_count", findings);
  }
  const auto members = Count(org, "declared_member_count");
  const auto employees = Count(org, "employee_count");
  if (members && employees && *members > *employees) {
    findings->push_back(WarningAt("declared_member_count", "DECLARED_MEMBERS_EXCEED_EMPLOYEES",
                                  "会员人数大于职工人数，请核对（含保留会籍的可忽略）",
                                  "more members than employees; check unless some are retained"));
  }
  const std::optional<std::int64_t> most = kinds.MostMembers(org.union_kind);
  if (members && most && *members > *most) {
    findings->push_back(WarningAt(
        "declared_member_count", "UNION_SIZE",
        absl::StrCat("会员超过", *most, "人的应建立基层工会委员会，请核对工会组织类型"),
        absl::StrCat("with more than ", *most, " members a union committee should be founded")));
  }
}

}  // namespace

std::vector<form::RowFinding> CheckOrganization(const Organization& organization,
                                                const UnionKinds& kinds, gb::Date today) {
  Findings findings;
  CheckCodes(organization, kinds, &findings);
  CheckCounts(organization, kinds, &findings);
  if (organization.established_on && *organization.established_on < kEarliestFounding) {
    findings.push_back(ErrorAt(kEstablishedOn, "DATE_RANGE", "建会日期不能早于1921年1月1日",
                               "founded before 1921-01-01"));
  }
  if (organization.established_on && *organization.established_on > today) {
    findings.push_back(
        ErrorAt(kEstablishedOn, "DATE_RANGE", "建会日期不能晚于今天", "founded later than today"));
  }
  return findings;
}

TreeFault CheckPlacement(const UnionKinds& kinds, const Organization& organization, int height,
                         const std::vector<Organization>& ancestors) {
  for (const Organization& above : ancestors) {
    if (above.id == organization.id) return TreeFault::kCycle;
  }
  if (ancestors.empty()) return TreeFault::kNone;  // the county itself
  const Organization& parent = ancestors.front();
  if (parent.closed) return TreeFault::kParentClosed;
  if (!kinds.MayStandBelow(parent.union_kind, organization.union_kind)) {
    return TreeFault::kKindNotAllowed;
  }
  if (static_cast<int>(ancestors.size()) + height > kMaxTreeDepth) return TreeFault::kTooDeep;
  return TreeFault::kNone;
}

form::RowFinding ErrorAt(absl::string_view field, absl::string_view reason, absl::string_view zh,
                         absl::string_view en) {
  form::RowFinding finding;
  finding.severity = gb::Severity::kError;
  finding.field = std::string(field);
  finding.reason = std::string(reason);
  finding.message_zh = std::string(zh);
  finding.message_en = std::string(en);
  return finding;
}

form::RowFinding WarningAt(absl::string_view field, absl::string_view reason, absl::string_view zh,
                           absl::string_view en) {
  form::RowFinding finding = ErrorAt(field, reason, zh, en);
  finding.severity = gb::Severity::kWarning;
  return finding;
}

bool HasErrorAt(const std::vector<form::RowFinding>& findings, absl::string_view field) {
  return std::any_of(findings.begin(), findings.end(), [&](const form::RowFinding& finding) {
    return finding.severity == gb::Severity::kError && finding.field == field;
  });
}

const form::RowFinding* FirstError(const std::vector<form::RowFinding>& findings) {
  for (const form::RowFinding& finding : findings) {
    if (finding.severity == gb::Severity::kError) return &finding;
  }
  return nullptr;
}

}  // namespace mingce::registry
