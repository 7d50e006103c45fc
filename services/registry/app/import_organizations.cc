#include "services/registry/app/import_organizations.h"

#include <algorithm>
#include <set>
#include <utility>

#include "lib/base/resource_name.h"
#include "lib/base/status_macros.h"
#include "services/registry/app/campaigns.h"
#include "services/registry/app/errors.h"
#include "services/registry/app/import_row.h"

namespace mingce::registry {
namespace {

struct Prepared {
  OrganizationForm form;
  std::vector<PreparedRow> rows;
};

// The fields the columns belong to, as indexes into the form.
absl::StatusOr<std::vector<std::size_t>> FieldsOf(const std::vector<std::string>& columns,
                                                  const form::Form& form) {
  std::vector<std::size_t> fields;
  std::set<std::size_t> seen;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::optional<std::size_t> field = form.IndexOf(columns[i]);
    if (!field.has_value() || !seen.insert(*field).second) {
      return FormFieldUnknown(columns[i], i + 1);
    }
    fields.push_back(*field);
  }
  return fields;
}

// The cells of a row as the form's check takes them; more cells than columns are not looked at.
std::vector<form::Cell> CellsOf(const ImportRow& row, std::size_t columns) {
  std::vector<form::Cell> cells(std::min(row.cells.size(), columns));
  for (std::size_t i = 0; i < cells.size(); ++i) cells[i].text = row.cells[i];
  for (const std::uint32_t column : row.numeric_columns) {
    if (column < cells.size()) cells[column].numeric = true;
  }
  return cells;
}

absl::StatusOr<Prepared> Prepare(const Register& parts, const Call& call,
                                 const OrganizationImport& asked, const gb::Date& today) {
  const kv::Reader& reader = *parts.store;
  if (asked.rows.empty()) return NoRows();
  if (asked.rows.size() > kMaxImportRows) return TooManyRows(kMaxImportRows);
  MINGCE_ASSIGN_OR_RETURN(const Campaign campaign, GetCampaign(reader, asked.campaign));
  Prepared prepared;
  MINGCE_ASSIGN_OR_RETURN(prepared.form, LoadOrganizationForm(reader, campaign.organization_form));
  MINGCE_ASSIGN_OR_RETURN(const std::vector<std::size_t> columns,
                          FieldsOf(asked.columns, *prepared.form.form));
  ParentSuggestions suggestions(&reader, parts.living->Now(), ReadableBy(call.access));
  for (const ImportRow& row : asked.rows) {
    MINGCE_ASSIGN_OR_RETURN(PreparedRow ready,
                            PrepareRow(prepared.form, columns, CellsOf(row, columns.size()),
                                       row.number, today, reader, call.access, &suggestions));
    prepared.rows.push_back(std::move(ready));
  }
  return prepared;
}

}  // namespace

void ImportOrganizations(const Register& parts, const Call& call, OrganizationImport asked,
                         Mutation mutation, Done<std::vector<RowResult>> done) {
  absl::StatusOr<Prepared> prepared = Prepare(parts, call, asked, BeijingToday(call.now));
  AuditSubject about{.subject = MakeResourceName(kCampaigns, asked.campaign),
                     .organization = "",
                     .count = static_cast<std::uint32_t>(asked.rows.size())};
  SubmitMutation<std::vector<RowResult>>(
      parts, call, std::move(mutation),
      {.permission = policy::v1::ORGANIZATION_WRITE, .where = Needs::kSomewhere}, std::move(about),
      [keys = parts.keys, prepared = std::move(prepared)](
          const Decision& decision) -> absl::StatusOr<std::vector<RowResult>> {
        if (!prepared.ok()) return prepared.status();
        const Recording recording = RecordingFor(decision, prepared->form.kinds);
        std::set<OrganizationId> made;
        std::vector<RowResult> results;
        for (const PreparedRow& row : prepared->rows) {
          MINGCE_ASSIGN_OR_RETURN(RowResult result, DecideRow(recording, *keys, row, &made));
          // A new one that was only checked is nowhere to be found under its id.
          if (decision.validate_only && result.outcome == type::ACCEPTED) {
            result.organization.reset();
          }
          results.push_back(std::move(result));
        }
        return results;
      },
      std::move(done));
}

}  // namespace mingce::registry
