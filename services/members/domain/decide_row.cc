#include "services/members/domain/decide_row.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "lib/text/normalize.h"
#include "services/members/domain/member_rules.h"

namespace mingce::members {
namespace {

void AddFinding(gb::Severity severity, absl::string_view field, absl::string_view reason,
                absl::string_view zh, absl::string_view en, RowDecision* decision) {
  decision->findings.push_back({.severity = severity,
                                .field = std::string(field),
                                .reason = std::string(reason),
                                .message_zh = std::string(zh),
                                .message_en = std::string(en)});
}

void AddError(absl::string_view field, absl::string_view reason, absl::string_view zh,
              absl::string_view en, RowDecision* decision) {
  AddFinding(gb::Severity::kError, field, reason, zh, en, decision);
}

void AddWarning(absl::string_view field, absl::string_view reason, absl::string_view zh,
                absl::string_view en, RowDecision* decision) {
  AddFinding(gb::Severity::kWarning, field, reason, zh, en, decision);
}

// Why a row's union takes no member: reason and both sentences, by UnitObstacle.
struct ObstacleText {
  const char* reason = nullptr;
  const char* zh = nullptr;
  const char* en = nullptr;
};
constexpr ObstacleText kObstacles[] = {
    {},
    {kUnitUnknown, "所属工会不存在：没有以该代码登记的工会组织，请先采集组织信息或核对代码",
     "no organisation is registered under this code"},
    {"UNIT_CLOSED", "所属工会已撤销，不能登记会员", "the organisation is closed"},
    {"UNIT_NOT_COLLECTED", "所属工会的组织信息尚未采集，请先报送工会组织信息采集表",
     "the organisation's form has not been collected yet"},
    {"UNIT_OWNS_NO_MEMBERS", "该工会类型不直接发展会员，请填写会员所在的基层工会",
     "this kind of union has no members of its own; name the base union"},
};

bool Bears(const Unit& unit, absl::string_view name) {
  const std::string wanted = text::NormalizeLabel(name);
  return std::any_of(unit.names.begin(), unit.names.end(),
                     [&](const std::string& own) { return text::NormalizeLabel(own) == wanted; });
}

void AddHints(const Unit& unit, const SoundRow& row, RowDecision* decision) {
  if (!row.unit_hint.empty() && !Bears(unit, row.unit_hint)) {
    AddWarning(kUnionField, "NAME_HINT_MISMATCH",
               "所属工会的名称与代码不一致，已按代码登记，请核对",
               "the union's name does not agree with its code; the code was used", decision);
  }
  const absl::string_view employer = ValueOf(row.values, "work_unit_name");
  if (!employer.empty() && !unit.unit_name.empty() &&
      text::NormalizeLabel(employer) != text::NormalizeLabel(unit.unit_name)) {
    AddWarning("work_unit_name", "EMPLOYER_NAME_NOT_OFFICIAL",
               "工作单位与所属工会登记的单位全称不一致，请核对",
               "the employer's name is not the unit's registered name", decision);
  }
}

// Whether the row may say anything of the person; says why not. The name is looked at first:
// another person's union is nobody's business.
bool CheckHeld(const HeldMember& held, RowDecision* decision) {
  if (!held.same_name && !held.elsewhere) {
    AddError("full_name", "ID_NAME_CONFLICT",
             "该证件号码已登记为另一个姓名，不予覆盖；请对照证件核对，确有错误请联系县总工会更正",
             "the number is registered under another name; nothing was overwritten", decision);
    return false;
  }
  if (!held.same_organization) {
    AddError(
        "id_number", kDuplicateElsewhere,
        "当前身份证会员信息已经存在：已在其他工会登记，本行未登记；请将本行列入重复名单报县总工会",
        "the person is registered with another union, and nothing of this row was stored; put "
        "it on the list of duplicates that the county federation keeps",
        decision);
    return false;
  }
  return true;
}

// What the row makes of the person held: it adds and changes, and erases nothing. Says what it
// left.
Values LayOver(const Values& held, const SoundRow& row, std::vector<std::string>* missing,
               RowDecision* decision) {
  Overlaid overlaid = Overlay(held, row.values);
  if (overlaid.later_change_held) {
    AddWarning("change_date", "LATER_CHANGE_KEPT",
               "系统已登记日期更晚的会籍变化，本行的会籍变化类型、日期、原因未采用，请核对",
               "a later change of membership is registered; this row's was passed over", decision);
  }
  for (const std::string& key : overlaid.kept) {
    if (std::find(row.blank.begin(), row.blank.end(), key) != row.blank.end() &&
        !(overlaid.later_change_held && absl::StartsWith(key, "change_"))) {
      AddWarning(key, "VALUE_KEPT", "本行该栏为空，系统保留已登记的内容",
                 "the cell is empty; what is registered was kept", decision);
    }
  }
  *missing = StillMissing(*missing, overlaid.kept);
  return std::move(overlaid.values);
}

}  // namespace

UnitObstacle ObstacleOf(const std::optional<Unit>& unit) {
  if (!unit.has_value()) return UnitObstacle::kUnknown;
  if (unit->state.closed) return UnitObstacle::kClosed;
  if (!unit->state.collected) return UnitObstacle::kNotCollected;
  if (!unit->state.may_own_members) return UnitObstacle::kOwnsNoMembers;
  return UnitObstacle::kNone;
}

RowDecision DecideRow(const RowFacts& facts, const SoundRow& row) {
  RowDecision decision;
  if (const UnitObstacle obstacle = ObstacleOf(facts.unit); obstacle != UnitObstacle::kNone) {
    const ObstacleText& why = kObstacles[static_cast<std::size_t>(obstacle)];
    AddError(kUnionField, why.reason, why.zh, why.en, &decision);
    return decision;
  }
  AddHints(*facts.unit, row, &decision);
  if (facts.number_seen) {
    AddError("id_number", "DUPLICATE_IN_FILE",
             "会员身份证已重复：本次提交中该证件号码出现了不止一次",
             "this number occurs more than once in the same call", &decision);
    return decision;
  }
  MemberChange change{.values = row.values,
                      .missing_fields = row.missing_fields,
                      .state = MembershipState::kActive,
                      .state_day = {}};
  if (!facts.held.has_value()) {
    change.state = StateOf(change.values);
    decision.outcome = RowOutcome::kAccepted;
    decision.change = std::move(change);
    return decision;
  }
  const HeldMember& held = *facts.held;
  if (!CheckHeld(held, &decision)) return decision;
  if (held.values != row.values) {
    change.values = LayOver(held.values, row, &change.missing_fields, &decision);
    std::vector<form::RowFinding> conflicts = CheckOverlaid(facts.today, change.values);
    const bool sound = conflicts.empty();
    std::move(conflicts.begin(), conflicts.end(), std::back_inserter(decision.findings));
    if (!sound) return decision;
  }
  change.state = StateOf(change.values);
  change.state_day = StateDayOf(held.values, change.values);
  if (change.values == held.values && change.state == held.state &&
      change.missing_fields == held.missing_fields) {
    decision.outcome = RowOutcome::kUnchanged;
    return decision;
  }
  decision.outcome = RowOutcome::kUpdated;
  decision.change = std::move(change);
  return decision;
}

}  // namespace mingce::members
