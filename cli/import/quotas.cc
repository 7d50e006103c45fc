#include "cli/import/quotas.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/files/campaign_files.h"
#include "cli/import/outcome.h"
#include "cli/import/quota_units.h"
#include "cli/run/errors.h"
#include "cli/run/lookup.h"
#include "cli/run/registry.h"
#include "lib/base/ids.h"
#include "lib/base/status_macros.h"

namespace mingce::cli {
namespace {

// The name of the newest revision, "" when there is none.
absl::StatusOr<std::string> NewestPlan(const Connection& connection, const std::string& campaign) {
  registry::v1::GetQuotaPlanRequest request;
  request.set_name(absl::StrCat(campaign, "/quotaPlans/-"));
  const absl::StatusOr<registry::v1::QuotaPlan> plan =
      connection.Call(&Catalogue::GetQuotaPlan, request);
  if (absl::IsNotFound(plan.status())) return std::string();
  if (!plan.ok()) return plan.status();
  return plan->name();
}

Sentence SummaryOf(const registry::v1::QuotaPlan& plan, std::int64_t target, std::int64_t sum,
                   std::size_t rows, bool dry_run) {
  if (dry_run) {
    return Fill("试导入（未保存）：指标 $0 行，合计 $1，全县目标 $2，未分配 $3",
                "dry run, nothing kept: quota rows $0, sum $1, county target $2, unallocated $3",
                rows, sum, target, target - sum);
  }
  return Fill("指标 $0 行，合计 $1，全县目标 $2，未分配 $3，指标方案 $4",
              "quota rows $0, sum $1, county target $2, unallocated $3, plan $4", rows, sum, target,
              target - sum, plan.name());
}

}  // namespace

absl::StatusOr<Answer> ImportQuotas(Session& session, const ImportQuotasOptions& options) {
  if (options.files.size() != 1) {
    return UsageError({"目标任务数一次只能导入一个文件：一个方案就是一份文件",
                       "import quotas takes one file: a plan is one document"});
  }
  const std::string& file = options.files.front();
  MINGCE_ASSIGN_OR_RETURN(const std::vector<QuotaRow> rows, ReadQuotas(file));
  registry::v1::SetQuotaPlanRequest request;
  if (!options.effective_on.empty()) {
    MINGCE_RETURN_IF_ERROR(
        ParseDateOption(options.effective_on, "--effective-on", request.mutable_effective_on()));
  }
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(const registry::v1::Campaign campaign,
                          FindCampaign(*connection, options.campaign));
  request.set_campaign(campaign.name());
  request.set_document_number(options.document.empty() ? campaign.document_number()
                                                       : options.document);
  request.set_request_id(NewUuid());
  request.set_validate_only(options.dry_run);
  std::int64_t sum = 0;
  for (const QuotaRow& row : rows) {
    registry::v1::Quota* quota = request.add_quotas();
    quota->set_section(row.section);
    quota->set_seq(row.seq);
    quota->set_title(row.unit);
    quota->set_target(row.quota);
    quota->set_union_kind_code(row.kind);
    sum += row.quota;
  }
  MINGCE_ASSIGN_OR_RETURN(const std::string before, NewestPlan(*connection, campaign.name()));
  MINGCE_ASSIGN_OR_RETURN(const std::vector<registry::v1::Organization> organizations,
                          FetchOrganizations(*connection, {}));
  MINGCE_ASSIGN_OR_RETURN(const registry::v1::QuotaPlan plan,
                          connection->Call(&Catalogue::SetQuotaPlan, request, kBatchDeadline));
  const QuotaUnits units = UnitsOf(plan, organizations);
  // The keys of every import, then those of a plan. A plan is taken whole or refused whole.
  FileOutcome outcome;
  outcome.path = file;
  outcome.counts.rows = static_cast<std::int64_t>(rows.size());
  const bool same = !before.empty() && plan.name() == before;
  (same ? outcome.counts.unchanged : outcome.counts.accepted) = outcome.counts.rows;
  outcome.notices = QuotaNotices(units, sum, campaign.target(), options.dry_run);
  const Json of_plan = {{"campaign", campaign.name()},
                        {"plan", plan.name()},
                        {"document_number", request.document_number()},
                        {"allocated", sum},
                        {"target", campaign.target()},
                        {"unallocated", campaign.target() - sum},
                        {"units_made", QuotasToJson(units.made)},
                        {"units_not_collected", QuotasToJson(units.not_collected)},
                        {"dry_run", options.dry_run}};
  View view =
      SentenceView({}, SummaryOf(plan, campaign.target(), sum, rows.size(), options.dry_run));
  view.document = [outcome, of_plan](Language language) {
    Json json = OutcomeToJson(NewOpaqueId(), outcome, language);
    json.update(of_plan);
    return json;
  };
  view.notes = outcome.notices;
  return view;
}

}  // namespace mingce::cli
