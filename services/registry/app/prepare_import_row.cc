#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/access/find_names.h"
#include "lib/base/ids.h"
#include "lib/base/status_macros.h"
#include "mingce/policy/v1/policy.pb.h"
#include "services/registry/app/import_row.h"
#include "services/registry/domain/import_match.h"
#include "services/registry/domain/organization_rules.h"
#include "services/registry/storage/organization_store.h"

namespace mingce::registry {
namespace {

constexpr std::size_t kMostCandidates = 3;

// The cell by which a clerk can name `organization` as a parent.
std::string CellFor(const Organization& organization) {
  const std::string& code = !organization.union_uscc.empty()  ? organization.union_uscc
                            : !organization.unit_uscc.empty() ? organization.unit_uscc
                                                              : organization.id.text();
  return absl::StrCat(code, " ", organization.union_name);
}

// A code that is there but wrong is one error, not also a missing reason.
bool IsEcho(const std::vector<form::RowFinding>& findings, const form::RowFinding& rule) {
  return (rule.field == kUnitUsccAbsentReason &&
          (HasErrorAt(findings, kUnitUscc) || HasErrorAt(findings, kUnitUsccAbsentReason))) ||
         (rule.field == kUnionUsccAbsentReason &&
          (HasErrorAt(findings, kUnionUscc) || HasErrorAt(findings, kUnionUsccAbsentReason)));
}

}  // namespace

absl::StatusOr<std::vector<std::string>> ParentSuggestions::For(
    const form::OrganizationCell& parent) {
  const std::string wanted = NormalizeName(parent.hint);
  const bool is_row = codes_of_rows_.contains(parent.value);
  if (wanted.empty() || is_row) return std::vector<std::string>();
  const auto answered = answers_.find(wanted);
  if (answered != answers_.end()) return answered->second;
  std::vector<std::string> candidates;
  const access::Among among{
      .day = state_->latest_day, .within = "", .open_only = true, .accept = visible_};
  for (const std::string& id :
       access::NearestNames(state_->tree(), wanted, among, kMostCandidates, NameCore)) {
    MINGCE_ASSIGN_OR_RETURN(const std::optional<Organization> found,
                            FindOrganization(*reader_, *OrganizationId::FromText(id)));
    if (found.has_value()) candidates.push_back(CellFor(*found));
  }
  answers_[wanted] = candidates;
  return candidates;
}

void ParentSuggestions::NoteRow(const Organization& row) {
  for (const std::string* code : {&row.union_uscc, &row.unit_uscc}) {
    if (!code->empty()) codes_of_rows_.insert(*code);
  }
}

absl::StatusOr<std::optional<Organization>> FindParent(const kv::Reader& reader,
                                                       const form::OrganizationCell& parent) {
  switch (parent.key) {
    case form::OrganizationCell::Key::kOrganizationId:
      return FindOrganization(reader, *OrganizationId::FromText(parent.value));
    case form::OrganizationCell::Key::kUnionCode:
      return FindByUnionCode(reader, parent.value);
    case form::OrganizationCell::Key::kUnitCode:
      return FindByUnitCode(reader, parent.value);
    case form::OrganizationCell::Key::kEmpty:
    case form::OrganizationCell::Key::kUnsoundCode:
    case form::OrganizationCell::Key::kName:
      return std::nullopt;
  }
  return std::nullopt;
}

absl::StatusOr<PreparedRow> PrepareRow(const OrganizationForm& form,
                                       absl::Span<const std::size_t> columns,
                                       absl::Span<const form::Cell> cells, std::uint32_t number,
                                       const gb::Date& today, const kv::Reader& reader,
                                       const access::Access& access,
                                       ParentSuggestions* suggestions) {
  form::CheckedRow checked = form::CheckRow(*form.form, form.lists, columns, cells, today);
  PreparedRow row{.number = number,
                  .draft = Organization(*OrganizationId::FromText(NewOpaqueId())),
                  .values = {},
                  .contacts = {},
                  .parent = form::ParseOrganizationCell(checked.value(kParentUnion)),
                  .parent_candidates = {},
                  .findings = std::move(checked.findings)};
  FieldValues contacts;
  for (const std::size_t column : columns) {
    const form::Field& field = form.form->fields[column];
    if (field.key == kParentUnion) continue;
    const std::string value(checked.value(field.key));
    if (!IsContactField(field)) {
      row.values[field.key] = value;
    } else if (!value.empty()) {  // an empty cell erases nothing
      contacts[field.key] = value;
    }
  }
  row.contacts = ContactValues(std::move(contacts));
  ApplyFields(row.values, &row.draft);
  row.draft.collected = true;
  for (form::RowFinding& rule : CheckOrganization(row.draft, form.kinds, today)) {
    if (!IsEcho(row.findings, rule)) row.findings.push_back(std::move(rule));
  }
  if (form.kinds.IsCounty(row.draft.union_kind)) {
    row.findings.push_back(ErrorAt(kUnionKind, "UNION_KIND_NOT_ALLOWED",
                                   "县总工会不能通过导入登记，请选择其他工会组织类型",
                                   "the county federation is not imported; choose another kind"));
  }
  MINGCE_ASSIGN_OR_RETURN(const std::optional<Organization> parent, FindParent(reader, row.parent));
  // A row before may still make it. One that is not the caller's is answered as one that is not.
  if (!parent.has_value() || !access.May(policy::v1::ORGANIZATION_WRITE, parent->id.text())) {
    MINGCE_ASSIGN_OR_RETURN(row.parent_candidates, suggestions->For(row.parent));
  }
  suggestions->NoteRow(row.draft);
  return row;
}

}  // namespace mingce::registry
