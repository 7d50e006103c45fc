#include "services/members/app/decide_rows.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "lib/base/status_macros.h"
#include "lib/gb/text.h"
#include "services/members/domain/decide_import.h"
#include "services/members/domain/member_rules.h"
#include "services/members/domain/overlay.h"
#include "services/members/storage/member_events.h"
#include "services/members/storage/mirror_store.h"

namespace mingce::members {
namespace {

void AddFinding(gb::Severity severity, absl::string_view field, absl::string_view reason,
                absl::string_view zh, absl::string_view en, RowResult* result) {
  result->findings.push_back({.severity = severity,
                              .field = std::string(field),
                              .reason = std::string(reason),
                              .message_zh = std::string(zh),
                              .message_en = std::string(en)});
}

void AddError(absl::string_view field, absl::string_view reason, absl::string_view zh,
              absl::string_view en, RowResult* result) {
  AddFinding(gb::Severity::kError, field, reason, zh, en, result);
}

void AddWarning(absl::string_view field, absl::string_view reason, absl::string_view zh,
                absl::string_view en, RowResult* result) {
  AddFinding(gb::Severity::kWarning, field, reason, zh, en, result);
}

bool HasError(const std::vector<form::RowFinding>& findings) {
  return std::any_of(findings.begin(), findings.end(), [](const form::RowFinding& finding) {
    return finding.severity == gb::Severity::kError;
  });
}

bool CheckUnit(const std::optional<Organization>& organization, RowResult* result) {
  switch (ObstacleOf(organization)) {
    case UnitObstacle::kNone:
      return true;
    case UnitObstacle::kUnknown:
      AddError(kUnionField, kUnitUnknown,
               "所属工会不存在：没有以该代码登记的工会组织，请先采集组织信息或核对代码",
               "no organisation is registered under this code", result);
      return false;
    case UnitObstacle::kClosed:
      AddError(kUnionField, "UNIT_CLOSED", "所属工会已撤销，不能登记会员",
               "the organisation is closed", result);
      return false;
    case UnitObstacle::kNotCollected:
      AddError(kUnionField, "UNIT_NOT_COLLECTED",
               "所属工会的组织信息尚未采集，请先报送工会组织信息采集表",
               "the organisation's form has not been collected yet", result);
      return false;
    case UnitObstacle::kOwnsNoMembers:
      AddError(kUnionField, "UNIT_OWNS_NO_MEMBERS",
               "该工会类型不直接发展会员，请填写会员所在的基层工会",
               "this kind of union has no members of its own; name the base union", result);
      return false;
  }
  return false;
}

bool BearsName(const Organization& organization, const std::string& hint) {
  const std::string wanted = gb::NormalizeLabel(hint);
  return wanted == gb::NormalizeLabel(organization.union_name) ||
         std::any_of(organization.aliases.begin(), organization.aliases.end(),
                     [&](const std::string& alias) { return wanted == gb::NormalizeLabel(alias); });
}

void AddHints(const PreparedMember& member, const Organization& organization, RowResult* result) {
  if (!member.unit.name_hint.empty() && !BearsName(organization, member.unit.name_hint)) {
    AddWarning(kUnionField, "NAME_HINT_MISMATCH",
               "所属工会的名称与代码不一致，已按代码登记，请核对",
               "the union's name does not agree with its code; the code was used", result);
  }
  if (!member.work_unit_name.empty() && !organization.unit_name.empty() &&
      gb::NormalizeLabel(member.work_unit_name) != gb::NormalizeLabel(organization.unit_name)) {
    AddWarning("work_unit_name", "EMPLOYER_NAME_NOT_OFFICIAL",
               "工作单位与所属工会登记的单位全称不一致，请核对",
               "the employer's name is not the unit's registered name", result);
  }
}

void Refuse(ImportDecision decision, RowResult* result) {
  if (decision == ImportDecision::kNameConflict) {
    AddError("full_name", "ID_NAME_CONFLICT",
             "该证件号码已登记为另一个姓名，不予覆盖；请对照证件核对，确有错误请联系县总工会更正",
             "the number is registered under another name; nothing was overwritten", result);
  } else {
    AddError("id_number", "DUPLICATE_ELSEWHERE",
             "当前身份证会员信息已经存在：已在其他工会登记，请通过县总工会办理会籍转接",
             "the person is registered with another union; ask the county for a transfer", result);
  }
}

}  // namespace

RowDecider::RowDecider(std::string form, gb::Date today, std::string request_id,
                       const seal::KeyRing* ring, ledger::Transaction* transaction)
    : form_(std::move(form)),
      today_(today),
      request_id_(std::move(request_id)),
      ring_(ring),
      transaction_(transaction) {}

absl::StatusOr<RowResult> RowDecider::Decide(const PreparedRow& row) {
  RowResult result{.number = row.number,
                   .outcome = RowOutcome::kRejected,
                   .findings = row.findings,
                   .member = {}};
  if (!row.member.has_value()) return result;
  const PreparedMember& member = *row.member;
  MINGCE_ASSIGN_OR_RETURN(const std::optional<Organization> organization, Resolve(member.unit));
  if (!CheckUnit(organization, &result)) return result;
  AddHints(member, *organization, &result);
  if (!seen_.insert(member.document).second) {
    AddError("id_number", "DUPLICATE_IN_FILE",
             "会员身份证已重复：本次提交中该证件号码出现了不止一次",
             "this number occurs more than once in the same call", &result);
    return result;
  }
  MINGCE_ASSIGN_OR_RETURN(const std::optional<MemberRecord> held,
                          FindMemberByDocument(*transaction_, member.document));
  std::optional<HeldRecord> compared;
  Content content;
  if (held.has_value()) {
    compared = {.same_name = held->name_tag == seal::AsView(member.name_tag),
                .same_organization = held->organization == organization->id};
  }
  if (!held.has_value() || (compared->same_name && compared->same_organization)) {
    MINGCE_ASSIGN_OR_RETURN(content, ContentOf(member, held, &result));
    if (HasError(result.findings)) return result;
  }
  if (held.has_value()) {
    compared->same_content = held->profile_tag == seal::AsView(content.profile.tag) &&
                             held->membership == content.membership &&
                             held->missing_fields == content.missing_fields;
  }
  switch (const ImportDecision decision = DecideImport(compared)) {
    case ImportDecision::kAccept:
    case ImportDecision::kUpdate: {
      result.outcome = held.has_value() ? RowOutcome::kUpdated : RowOutcome::kAccepted;
      MINGCE_ASSIGN_OR_RETURN(result.member,
                              Store(member, std::move(content), *organization, held));
      break;
    }
    case ImportDecision::kUnchanged:
      result.outcome = RowOutcome::kUnchanged;
      result.member = held->id.text();
      break;
    case ImportDecision::kNameConflict:
    case ImportDecision::kDuplicateElsewhere:
      Refuse(decision, &result);
      break;
  }
  return result;
}

absl::StatusOr<std::optional<Organization>> RowDecider::Resolve(const UnitReference& unit) {
  const std::string key = unit.id.has_value() ? unit.id->text() : unit.code;
  const auto found = organizations_.find(key);
  if (found != organizations_.end()) return found->second;
  std::optional<Organization> organization;
  if (unit.id.has_value()) {
    MINGCE_ASSIGN_OR_RETURN(organization, FindOrganization(*transaction_, *unit.id));
  } else {
    MINGCE_ASSIGN_OR_RETURN(organization, FindOrganizationByCode(*transaction_, unit.code));
  }
  organizations_.emplace(key, organization);
  return organization;
}

absl::StatusOr<RowDecider::Content> RowDecider::ContentOf(const PreparedMember& member,
                                                          const std::optional<MemberRecord>& held,
                                                          RowResult* result) const {
  Content content{.profile = member.profile,
                  .membership = member.membership,
                  .missing_fields = member.missing_fields};
  if (!held.has_value() || held->profile_tag == seal::AsView(member.profile.tag)) return content;
  // Opened only where something differs. The row was sealed before it came here, so that it does
  // not wait in clear.
  MINGCE_ASSIGN_OR_RETURN(const seal::Pii<ProfileFields> known,
                          OpenProfile(*ring_, held->document_index, held->sealed_profile));
  MINGCE_ASSIGN_OR_RETURN(const seal::Pii<ProfileFields> given,
                          OpenProfile(*ring_, seal::AsView(member.document), member.profile.bytes));
  const Overlaid overlaid = Overlay(known.Reveal(), given.Reveal());
  if (overlaid.later_change_held) {
    AddWarning("change_date", "LATER_CHANGE_KEPT",
               "系统已登记日期更晚的会籍变化，本行的会籍变化类型、日期、原因未采用，请核对",
               "a later change of membership is registered; this row's was passed over", result);
  }
  for (const std::string& key : overlaid.kept) {
    if (std::find(member.blank.begin(), member.blank.end(), key) != member.blank.end() &&
        !(overlaid.later_change_held && absl::StartsWith(key, "change_"))) {
      AddWarning(key, "VALUE_KEPT", "本行该栏为空，系统保留已登记的内容",
                 "the cell is empty; what is registered was kept", result);
    }
  }
  for (form::RowFinding& conflict : CheckOverlaid(today_, overlaid.values)) {
    result->findings.push_back(std::move(conflict));
  }
  content.profile = SealProfile(*ring_, member.document, overlaid.values);
  content.membership = MembershipOf(overlaid.values);
  content.missing_fields = StillMissing(member.missing_fields, overlaid.kept);
  return content;
}

absl::StatusOr<std::string> RowDecider::Store(const PreparedMember& member, Content content,
                                              const Organization& organization,
                                              const std::optional<MemberRecord>& held) {
  MemberRecord record{.id = held.has_value() ? held->id : member.new_id,
                      .organization = organization.id,
                      .membership = content.membership,
                      .missing_fields = std::move(content.missing_fields),
                      .verified = held.has_value() && held->verified,
                      .accepted_time = held.has_value() ? held->accepted_time : transaction_->now(),
                      .changed_time = transaction_->now(),
                      .revision = held.has_value() ? held->revision + 1 : 1,
                      .document_index = std::string(seal::AsView(member.document)),
                      .sealed_profile = std::move(content.profile.bytes),
                      .name_tag = std::string(seal::AsView(member.name_tag)),
                      .profile_tag = std::string(seal::AsView(content.profile.tag)),
                      .form = form_};
  MINGCE_RETURN_IF_ERROR(PutMember(record, !held.has_value(), transaction_));
  AppendMemberEvent(record, !held.has_value(), request_id_, transaction_);
  return record.id.text();
}

}  // namespace mingce::members
