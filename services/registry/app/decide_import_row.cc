#include <map>
#include <optional>
#include <set>
#include <utility>

#include "lib/base/error.h"
#include "lib/base/status_macros.h"
#include "lib/form/form_proto.h"
#include "mingce/policy/v1/policy.pb.h"
#include "services/registry/app/errors.h"
#include "services/registry/app/import_row.h"
#include "services/registry/app/occupancy.h"
#include "services/registry/app/tree_walk.h"
#include "services/registry/domain/import_match.h"
#include "services/registry/domain/organization_rules.h"
#include "services/registry/storage/organization_store.h"

namespace mingce::registry {
namespace {

using Findings = std::vector<form::RowFinding>;

form::RowFinding ParentRefusal(const PreparedRow& row) {
  form::RowFinding refusal;
  switch (row.parent.key) {
    case form::OrganizationCell::Key::kEmpty:
      refusal = ErrorAt(kParentUnion, "FIELD_MISSING", "上级工会不能为空",
                        "parent_union must not be empty");
      break;
    case form::OrganizationCell::Key::kName:
      refusal =
          ErrorAt(kParentUnion, "PARENT_BY_NAME",
                  "上级工会不能只填名称，请填写其统一社会信用代码或工会编号（名称可写在后面）",
                  "a parent is not bound by name; give its credit code or its id");
      break;
    default:
      refusal = ErrorAt(kParentUnion, "PARENT_UNKNOWN",
                        "上级工会不存在，请填写已登记的上级工会统一社会信用代码或工会编号",
                        "the parent is not in the register; give its credit code or its id");
  }
  refusal.candidates = row.parent_candidates;
  return refusal;
}

// A refusal as a finding.
form::RowFinding RefusalAt(absl::string_view field, const absl::Status& refused) {
  return ErrorAt(field, ReasonOf(refused), MessageFor(refused, /*english=*/false),
                 MessageFor(refused, /*english=*/true));
}

// Open organisations directly below `parent` that bear one of the row's names.
absl::StatusOr<std::vector<Organization>> NamesakesOf(const kv::Reader& reader,
                                                      const Organization& row) {
  std::map<OrganizationId, Organization> namesakes;
  for (const std::string& name : row.Names()) {
    MINGCE_ASSIGN_OR_RETURN(std::vector<Organization> bearers, BearersOf(reader, row.parent, name));
    for (Organization& bearer : bearers) {
      if (!bearer.closed) namesakes.emplace(bearer.id, std::move(bearer));
    }
  }
  std::vector<Organization> all;
  for (auto& [id, namesake] : namesakes) all.push_back(std::move(namesake));
  return all;
}

// A code is taken by an organisation that is none of the caller's: she is not told whose it is.
RowMatch TakenElsewhere(absl::string_view field) {
  RowMatch match;
  match.findings.push_back(ErrorAt(
      field, "USCC_TAKEN", "该代码已由其他工会组织登记，请核对代码；代码无误的请报上级工会核实",
      "another organisation has the code; check it, and if it is right "
      "tell the union above"));
  return match;
}

absl::StatusOr<RowMatch> Match(const Recording& recording, const std::set<OrganizationId>& made,
                               const Organization& draft) {
  const kv::Reader& reader = *recording.transaction;
  const auto is_elsewhere = [&](const std::optional<Organization>& holder) {
    return holder.has_value() && !recording.MayChange(holder->id) && !made.contains(holder->id);
  };
  MatchCandidates candidates;
  if (!draft.union_uscc.empty()) {
    MINGCE_ASSIGN_OR_RETURN(candidates.union_holder, FindByUnionCode(reader, draft.union_uscc));
    if (is_elsewhere(candidates.union_holder)) return TakenElsewhere(kUnionUscc);
  }
  if (!draft.unit_uscc.empty()) {
    MINGCE_ASSIGN_OR_RETURN(candidates.unit_holder, FindByUnitCode(reader, draft.unit_uscc));
    if (is_elsewhere(candidates.unit_holder)) {
      if (!candidates.unit_holder->closed) return TakenElsewhere(kUnitUscc);
      candidates.unit_holder.reset();
    }
  }
  if (!candidates.union_holder.has_value()) {
    MINGCE_ASSIGN_OR_RETURN(candidates.namesakes, NamesakesOf(reader, draft));
  }
  return MatchRow(draft, candidates);
}

// A new organisation has nothing below it; one that is there stays where it is.
absl::Status CheckPlace(const Recording& recording, const Organization& now, bool is_new,
                        Findings* findings) {
  const kv::Reader& reader = *recording.transaction;
  if (now.union_kind.empty()) return absl::OkStatus();  // a finding stands at the kind
  MINGCE_ASSIGN_OR_RETURN(const TreeFault fault,
                          is_new ? FindPlaceFault(reader, *recording.kinds, now, /*height=*/1)
                                 : FindKindFault(reader, *recording.kinds, now));
  if (fault != TreeFault::kNone) {
    findings->push_back(RefusalAt(kParentUnion, TreeRefused(fault)));
  }
  return absl::OkStatus();
}

// Rules must hold for what is stored, not only for what a sheet with few columns says.
void CheckMerged(const Recording& recording, const Organization& now, Findings* findings) {
  for (form::RowFinding& rule : CheckOrganization(now, *recording.kinds, recording.today)) {
    if (rule.severity == gb::Severity::kError && !HasErrorAt(*findings, rule.field)) {
      findings->push_back(std::move(rule));
    }
  }
}

// Members must not be left in a union whose kind may not have any.
absl::Status CheckMembers(const Recording& recording, const Organization& before,
                          const Organization& now, Findings* findings) {
  if (!TakesMembersAway(*recording.kinds, before, now)) return absl::OkStatus();
  MINGCE_ASSIGN_OR_RETURN(const Occupancy occupancy, OccupancyOf(recording, before));
  const absl::Status refused = OccupancyRefused(occupancy);
  if (!refused.ok()) findings->push_back(RefusalAt(kUnionKind, refused));
  return absl::OkStatus();
}

// A new union beside units that a plan has named and that are not collected may be one of them;
// then the unit would stay at nothing.
absl::Status WarnOfPlanned(const kv::Reader& reader, const Organization& now, Findings* findings) {
  MINGCE_ASSIGN_OR_RETURN(const std::vector<std::string> planned, PlannedBelow(reader, now.parent));
  std::vector<std::string> alike = PlannedAlike(now, planned);
  if (alike.empty()) return absl::OkStatus();
  findings->push_back(WarningAt(
      kUnionShortName, "PLANNED_UNIT_ALIKE",
      "本行按新的工会组织登记；任务分配表中有名称相近而尚未采集的单位，如是同一单位，其完成数会一直"
      "为零："
      "请将“工会简称”填为任务分配表中的名称，重新导入本行，再重新导入任务分配表",
      "taken as a new organisation, but the quota plan names a unit like it that is not collected; "
      "if it is the same, give the plan's name as union_short_name, import the row and then the "
      "plan again"));
  findings->back().candidates = std::move(alike);
  return absl::OkStatus();
}

RowResult Answer(std::uint32_t number, type::RowOutcome outcome, const Findings& findings) {
  RowResult result;
  result.number = number;
  result.outcome = outcome;
  for (const form::RowFinding& finding : findings) {
    form::FindingToProto(finding, &result.findings.emplace_back());
  }
  return result;
}

}  // namespace

absl::StatusOr<RowResult> DecideRow(const Recording& recording, const seal::KeyRing& keys,
                                    const PreparedRow& row, std::set<OrganizationId>* made) {
  const kv::Reader& reader = *recording.transaction;
  Findings findings = row.findings;
  MINGCE_ASSIGN_OR_RETURN(const std::optional<Organization> parent, FindParent(reader, row.parent));
  if (!parent.has_value() || !(recording.MayChange(parent->id) || made->contains(parent->id))) {
    if (!HasErrorAt(row.findings, kParentUnion)) findings.push_back(ParentRefusal(row));
    return Answer(row.number, type::REJECTED, findings);
  }
  if (!row.parent.hint.empty() && !Bears(*parent, row.parent.hint)) {
    findings.push_back(WarningAt(kParentUnion, "NAME_HINT_MISMATCH",
                                 "上级工会的代码与名称不一致，已按代码办理，请核对",
                                 "the name beside the parent's code is another one's"));
  }
  Organization now = row.draft;
  now.parent = parent->id;
  MINGCE_ASSIGN_OR_RETURN(RowMatch match, Match(recording, *made, now));
  for (form::RowFinding& finding : match.findings) findings.push_back(std::move(finding));
  const bool is_new = !match.existing.has_value();
  if (!is_new) {
    now = MergeRow(*match.existing, row.values, &findings);
    CheckMerged(recording, now, &findings);
    MINGCE_RETURN_IF_ERROR(CheckMembers(recording, *match.existing, now, &findings));
  } else {
    MINGCE_RETURN_IF_ERROR(WarnOfPlanned(reader, now, &findings));
  }
  if (is_new || now.union_kind != match.existing->union_kind) {
    MINGCE_RETURN_IF_ERROR(CheckPlace(recording, now, is_new, &findings));
  }
  if (FirstError(findings) != nullptr) return Answer(row.number, type::REJECTED, findings);

  MINGCE_RETURN_IF_ERROR(ChangeContacts(keys, row.contacts, &now));
  RowResult result = Answer(row.number, type::ACCEPTED, findings);
  result.organization = now.id;
  if (is_new) {
    made->insert(now.id);
    RecordNew(recording, std::move(now));
    return result;
  }
  MINGCE_ASSIGN_OR_RETURN(
      const Organization recorded,
      RecordChange(recording, *match.existing, recording.today, [&](Organization* organization) {
        *organization = now;
        return absl::OkStatus();
      }));
  result.outcome = recorded.revision == match.existing->revision ? type::UNCHANGED : type::UPDATED;
  return result;
}

}  // namespace mingce::registry
