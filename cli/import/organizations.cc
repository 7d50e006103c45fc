#include "cli/import/organizations.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "cli/import/job.h"
#include "cli/import/template_claims.h"
#include "cli/import/wire.h"
#include "cli/run/lookup.h"
#include "cli/run/registry.h"
#include "lib/base/status_macros.h"
#include "lib/form/form_proto.h"
#include "lib/gb/text.h"
#include "lib/intake/duplicates.h"

namespace mingce::cli {
namespace {

// "<id> <name>": an id binds, the name is for people.
std::string ReferenceTo(const registry::v1::Organization& organization) {
  return absl::StrCat(absl::StripPrefix(organization.name(), "organizations/"), " ",
                      organization.union_name());
}

// What stands in a parent cell → what is sent.
struct ParentWords {
  registry::v1::Organization county;
  std::string for_empty;  // "" leaves empty cells to be refused

  void Apply(intake::FormRows* sent) const {
    auto column = std::find(sent->columns.begin(), sent->columns.end(), "parent_union");
    if (column == sent->columns.end()) {
      if (for_empty.empty()) return;
      column = sent->columns.insert(sent->columns.end(), "parent_union");
    }
    const auto index = static_cast<std::size_t>(column - sent->columns.begin());
    for (intake::FormRow& row : sent->rows) {
      if (row.cells.size() <= index) row.cells.resize(index + 1);
      std::string& cell = row.cells[index];
      const std::string normal = gb::NormalizeLabel(cell);
      if (normal.empty()) {
        cell = for_empty;
      } else if (normal == gb::NormalizeLabel(county.union_name()) ||
                 normal == gb::NormalizeLabel(county.union_short_name())) {
        cell = ReferenceTo(county);
      }
    }
  }
};

}  // namespace

absl::StatusOr<Answer> ImportOrganizations(Session& session, const ImportOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(const registry::v1::Campaign campaign,
                          FindCampaign(*connection, options.campaign));
  MINGCE_ASSIGN_OR_RETURN(const type::Form form,
                          FetchForm(*connection, campaign.organization_form()));
  ParentWords parents;
  MINGCE_ASSIGN_OR_RETURN(parents.county, FindOrganization(*connection, campaign.organization()));
  if (!options.organization.empty()) {
    MINGCE_ASSIGN_OR_RETURN(const registry::v1::Organization parent,
                            FindOrganization(*connection, options.organization));
    parents.for_empty = ReferenceTo(parent);
  }

  ImportPlan plan;
  MINGCE_ASSIGN_OR_RETURN(plan.form, form::FormFromProto(form));
  plan.rules = RulesFor(campaign, /*members=*/false);
  if (!parents.for_empty.empty()) plan.rules.columns_not_needed.insert("parent_union");
  plan.keys = intake::CreditCodeKeys(plan.form);
  plan.prepare = [&](intake::FormRows* sent) { parents.Apply(sent); };
  plan.send = [&](const intake::FormRows& sent,
                  const std::string& request_id) -> absl::StatusOr<std::vector<RowAnswer>> {
    const auto request = ToRequest<registry::v1::ImportOrganizationsRequest>(
        sent, request_id, campaign.name(), options.dry_run);
    MINGCE_ASSIGN_OR_RETURN(
        registry::v1::ImportOrganizationsResponse response,
        connection->Call(&Registry::ImportOrganizations, request, kBatchDeadline));
    return TakeAnswers(std::move(response));
  };
  if (options.dry_run) {
    session.Say({"试导入每500行单独检查，不保存任何内容：上级工会若在前面批次中，会显示为不存在。",
                 "a dry run checks 500 rows at a time and keeps nothing: a parent in an earlier "
                 "batch is reported as unknown"});
  }
  return RunImport(session, options, plan);
}

}  // namespace mingce::cli
