#include "services/members/app/prepare_row.h"

#include <algorithm>
#include <set>

#include "lib/form/organization_cell.h"
#include "lib/gb/name.h"
#include "services/members/app/errors.h"
#include "services/members/domain/member_rules.h"
#include "services/members/storage/profile.h"

namespace mingce::members {
namespace {

// What the cell 所属工会 binds. A name alone does not bind (two unions may bear one), and a wrong
// code binds nothing: both are answered with the codes they may mean.
std::optional<UnitReference> ParseUnit(const form::OrganizationCell& cell, form::CheckedRow* row) {
  using Key = form::OrganizationCell::Key;
  switch (cell.key) {
    case Key::kOrganizationId:
      return UnitReference{.id = OrganizationId::FromText(cell.value)};
    case Key::kUnionCode:
    case Key::kUnitCode:
      return UnitReference{.code = cell.value};
    case Key::kUnsoundCode:
      row->AddError(kUnionField, kUnitUnknown,
                    "所属工会的代码不正确（位数或校验位不符），请对照证书核对",
                    "the union's code is not sound; compare it with the certificate");
      return std::nullopt;
    case Key::kEmpty:
    case Key::kName:
      row->AddError(
          kUnionField, kUnitByName,
          "所属工会请填写统一社会信用代码或系统给出的工会编号，只填名称无法确定是哪个工会",
          "name the union by its credit code or its id; a name alone does not tell which");
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

absl::StatusOr<std::vector<std::size_t>> ResolveColumns(const form::Form& form,
                                                        const std::vector<std::string>& columns,
                                                        bool has_default_organization) {
  std::vector<std::size_t> resolved;
  std::set<std::size_t> seen;
  for (const std::string& column : columns) {
    const std::optional<std::size_t> index = form.IndexOf(column);
    if (!index.has_value() || !seen.insert(*index).second) return FormFieldUnknown(column);
    resolved.push_back(*index);
  }
  for (std::size_t i = 0; i < form.fields.size(); ++i) {
    const form::Field& field = form.fields[i];
    const bool needed = field.requirement == form::Requirement::kRequired &&
                        !(field.key == kUnionField && has_default_organization);
    if (needed && seen.count(i) == 0) return ColumnMissing(field.key, field.label);
  }
  return resolved;
}

PreparedRow PrepareRow(const registry::mirror::FormWithLists& form,
                       const std::vector<std::size_t>& columns, const ImportRow& row,
                       const std::optional<OrganizationId>& default_organization, gb::Date today,
                       const seal::KeyRing& ring) {
  std::vector<form::Cell> cells;
  cells.reserve(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool numeric = std::find(row.numeric_columns.begin(), row.numeric_columns.end(), i) !=
                         row.numeric_columns.end();
    cells.push_back({i < row.cells.size() ? row.cells[i] : absl::string_view(), numeric});
  }
  form::CheckedRow checked = form::CheckRow(form.form, form.lists, columns, cells, today);
  form::OrganizationCell cell;
  std::optional<UnitReference> unit;
  // Only an empty cell means the default: one that says something wrong stays wrong.
  std::erase_if(checked.findings, [&](const form::RowFinding& finding) {
    return default_organization.has_value() && finding.field == kUnionField &&
           finding.reason == "FIELD_MISSING";
  });
  const bool union_wrong =
      std::any_of(checked.findings.begin(), checked.findings.end(),
                  [](const form::RowFinding& finding) { return finding.field == kUnionField; });
  if (checked.value(kUnionField).empty() && !union_wrong && default_organization.has_value()) {
    unit = UnitReference{.id = default_organization};
  } else if (!checked.value(kUnionField).empty()) {
    cell = form::ParseOrganizationCell(checked.value(kUnionField));
    unit = ParseUnit(cell, &checked);
  }
  CheckMemberRow(today, &checked);

  PreparedRow prepared{.number = row.number,
                       .findings = {},
                       .unbound_union_name = unit.has_value() ? std::string() : cell.hint,
                       .member = std::nullopt};
  // Parsed once already; a canonical name parses to itself. A form that asks for no name, or not
  // for a person's, leaves nobody to register.
  const gb::Parsed<gb::PersonName> name = gb::ParsePersonName(checked.value("full_name"));
  if (checked.ok() && (!name.ok() || !checked.document.has_value() || !unit.has_value())) {
    checked.AddError("", "FORM_UNFIT",
                     "采集表缺少姓名、证件或所属工会栏目，无法登记会员，请联系县总工会",
                     "the form lacks name, document or union, so nobody can be registered by it");
  }
  if (checked.ok()) {
    const seal::Tag document = DocumentIndex(ring, checked.document->key);
    Values values = std::move(checked.values);
    values.erase(kUnionField);  // kept as the organisation it means
    std::vector<std::string> blank;
    for (const std::size_t column : columns) {
      const std::string& key = form.form.fields[column].key;
      if (key != kUnionField && !values.contains(key)) blank.push_back(key);
    }
    prepared.member = PreparedMember{.unit = *std::move(unit),
                                     .document = document,
                                     .name_tag = NameTag(ring, document, name.value->MatchKey()),
                                     .row = {.values = std::move(values),
                                             .missing_fields = std::move(checked.missing_full),
                                             .blank = std::move(blank),
                                             .unit_hint = std::move(cell.hint)}};
  }
  prepared.findings = std::move(checked.findings);
  return prepared;
}

}  // namespace mingce::members
