#include "cli/import_quotas.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/campaign_files.h"
#include "cli/import/outcome.h"
#include "cli/lookup.h"
#include "cli/quota_units.h"
#include "lib/base/ids.h"
#include "lib/base/status_macros.h"
#include "mingce/registry/v1/registry_service.pb.h"

namespace mingce::cli {
namespace {

using Registry = registry::v1::RegistryService::Stub;

// The name of the newest revision, "" when there is none.
absl::StatusOr<std::string> NewestPlan(const Connection& connection, const std::string& campaign) {
  registry::v1::GetQuotaPlanRequest request;
  request.set_name(absl::StrCat(campaign, "/quotaPlans/-"));
  const absl::StatusOr<registry::v1::QuotaPlan> plan =
      connection.Call(connection.registry(), &Registry::GetQuotaPlan, request);
  if (absl::IsNotFound(plan.status())) return std::string();
  if (!plan.ok()) return plan.status();
  return plan->name();
}

}  // namespace

absl::StatusOr<ExitCode> ImportQuotas(Session& session, const ImportQuotasOptions& options) {
  if (options.files.size() != 1) {
    return UsageError("目标任务数一次只能导入一个文件：一个方案就是一份文件",
                      "import quotas takes one file: a plan is one document");
  }
  const std::string& file = options.files.front();
  MINGCE_ASSIGN_OR_RETURN(const std::vector<QuotaRow> rows, ReadQuotas(file));
  registry::v1::SetQuotaPlanRequest request;
  MINGCE_RETURN_IF_ERROR(
      ParseDateOption(options.effective_on, "--effective-on", request.mutable_effective_on()));
  if (options.effective_on.empty()) request.clear_effective_on();
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
                          ListAllOrganizations(*connection, ""));
  MINGCE_ASSIGN_OR_RETURN(
      const registry::v1::QuotaPlan plan,
      connection->Call(connection->registry(), &Registry::SetQuotaPlan, request, kBatchDeadline));
  const std::int64_t unallocated = campaign.target() - sum;
  const QuotaUnits units = UnitsOf(plan, organizations);
  std::vector<std::string> notices;
  for (const Notice& notice : QuotaNotices(units, sum, campaign.target(), options.dry_run)) {
    notices.emplace_back(session.Words(notice.zh, notice.en));
    session.Say(notices.back());
  }
  if (session.json()) {
    // The keys of every import, then those of a plan. A plan is taken whole or refused whole.
    FileOutcome outcome;
    outcome.path = file;
    outcome.counts.rows = static_cast<std::int64_t>(rows.size());
    const bool same = !before.empty() && plan.name() == before;
    (same ? outcome.counts.unchanged : outcome.counts.accepted) = outcome.counts.rows;
    outcome.notices = std::move(notices);
    Json json = OutcomeToJson(session, NewOpaqueId(), outcome);
    json["campaign"] = campaign.name();
    json["plan"] = plan.name();
    json["document_number"] = request.document_number();
    json["allocated"] = sum;
    json["target"] = campaign.target();
    json["unallocated"] = unallocated;
    json["units_made"] = QuotasToJson(units.made);
    json["units_not_collected"] = QuotasToJson(units.not_collected);
    json["dry_run"] = options.dry_run;
    session.PrintJson(json);
    return kDone;
  }
  session.Print(absl::StrCat(
      options.dry_run ? session.Words("试导入（未保存）：", "dry run, nothing kept: ") : "",
      session.Words("指标 ", "quota rows "), rows.size(), session.Words(" 行，合计 ", ", sum "),
      sum, session.Words("，全县目标 ", ", county target "), campaign.target(),
      session.Words("，未分配 ", ", unallocated "), unallocated,
      plan.name().empty() ? "" : absl::StrCat(session.Words("，指标方案 ", ", plan "), plan.name()),
      "\n"));
  return kDone;
}

}  // namespace mingce::cli
