#include "cli/import/quotas.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/commands.h"
#include "cli/files/campaign_files.h"
#include "cli/import/outcome.h"
#include "cli/run/lookup.h"
#include "cli/run/registry.h"
#include "cli/show/errors.h"
#include "lib/base/ids.h"
#include "lib/base/status_macros.h"
#include "lib/text/shown.h"

namespace mingce::cli {
namespace {

using registry::v1::Organization;
using registry::v1::Quota;
using registry::v1::QuotaPlan;

struct QuotasOptions {
  std::vector<std::string> files;  // one: quotas.tsv of a campaign folder
  std::string campaign;            // "" for the only one
  std::string document;            // number of the document the plan comes from
  std::string effective_on;
  bool dry_run = false;
  std::string errors;  // taken and not used: a plan is accepted or refused whole
};

std::string Titles(const std::vector<Quota>& quotas, absl::string_view separator) {
  std::vector<std::string> titles;
  for (const Quota& quota : quotas) titles.push_back(quota.title());
  return text::ShownList(titles, separator);
}

// The name of the newest revision, "" when there is none.
absl::StatusOr<std::string> NewestPlan(const Connection& connection, const std::string& campaign) {
  registry::v1::GetQuotaPlanRequest request;
  request.set_name(absl::StrCat(campaign, "/quotaPlans/-"));
  const absl::StatusOr<QuotaPlan> plan = connection.Call(&Catalogue::GetQuotaPlan, request);
  if (absl::IsNotFound(plan.status())) return std::string();
  if (!plan.ok()) return plan.status();
  return plan->name();
}

Sentence SummaryOf(const QuotaPlan& plan, std::int64_t target, std::int64_t sum, std::size_t rows,
                   bool dry_run) {
  if (dry_run) {
    return Fill("试导入（未保存）：指标 $0 行，合计 $1，全县目标 $2，未分配 $3",
                "dry run, nothing kept: quota rows $0, sum $1, county target $2, unallocated $3",
                rows, sum, target, target - sum);
  }
  return Fill("指标 $0 行，合计 $1，全县目标 $2，未分配 $3，指标方案 $4",
              "quota rows $0, sum $1, county target $2, unallocated $3, plan $4", rows, sum, target,
              target - sum, plan.name());
}

// Sets the next revision of the plan, whole or not at all; a plan equal to the newest makes none,
// and its rows are unchanged. Errors: USAGE for more than one file (a plan is one document), those
// of ReadQuotas and of SetQuotaPlan.
absl::StatusOr<Answer> ImportQuotas(Session& session, const QuotasOptions& options) {
  if (options.files.size() != 1) {
    return UsageError({"目标任务数一次只能导入一个文件：一个方案就是一份文件",
                       "import quotas takes one file: a plan is one document"});
  }
  const std::string& file = options.files.front();
  MINGCE_ASSIGN_OR_RETURN(const std::vector<QuotaRow> rows, ReadQuotas(file));
  registry::v1::SetQuotaPlanRequest request;
  MINGCE_RETURN_IF_ERROR(SetDay(options.effective_on, "--effective-on", &request,
                                &registry::v1::SetQuotaPlanRequest::mutable_effective_on));
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
    Quota* quota = request.add_quotas();
    quota->set_section(row.section);
    quota->set_seq(row.seq);
    quota->set_title(row.unit);
    quota->set_target(row.quota);
    quota->set_union_kind_code(row.kind);
    sum += row.quota;
  }
  MINGCE_ASSIGN_OR_RETURN(const std::string before, NewestPlan(*connection, campaign.name()));
  MINGCE_ASSIGN_OR_RETURN(const std::vector<Organization> organizations,
                          FetchOrganizations(*connection, {}));
  MINGCE_ASSIGN_OR_RETURN(const QuotaPlan plan,
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
    Json json = OutcomesToJson(NewOpaqueId(), {outcome}, language);
    json.update(of_plan);
    return json;
  };
  view.notes = outcome.notices;
  return view;
}

}  // namespace

QuotaUnits UnitsOf(const registry::v1::QuotaPlan& plan, const std::vector<Organization>& before) {
  std::map<std::string, const Organization*> known;
  for (const Organization& one : before) known.emplace(one.name(), &one);
  QuotaUnits units;
  for (const Quota& quota : plan.quotas()) {
    const auto found = known.find(quota.organization());
    if (found == known.end()) {
      units.made.push_back(quota);
    } else if (found->second->collection() == Organization::PLANNED) {
      units.not_collected.push_back(quota);
    }
  }
  return units;
}

std::vector<Sentence> QuotaNotices(const QuotaUnits& units, std::int64_t sum, std::int64_t target,
                                   bool dry_run) {
  std::vector<Sentence> notices;
  if (sum > target) {
    notices.push_back(Fill("指标合计 $0 超过全县目标 $1，多出 $2，请核对",
                           "the quotas sum up to $0, above the county's target of $1 by $2; check "
                           "them",
                           sum, target, sum - target));
  }
  if (!units.made.empty()) {
    constexpr char kZh[] =
        "登记系统中没有以下 $0 个单位，已按待采集新建：“$1”；如系名称笔误，请更正后重新导入";
    constexpr char kDryRunZh[] =
        "登记系统中没有以下 $0 个单位，正式导入时将按待采集新建：“$1”；如系名称笔误，请更正后重新"
        "导入";
    constexpr char kEn[] =
        "$0 units were not in the register and were made as planned: $2; where a title is "
        "misspelt, correct it and import the plan again";
    constexpr char kDryRunEn[] =
        "$0 units are not in the register and would be made as planned: $2; where a title is "
        "misspelt, correct it and import the plan again";
    notices.push_back(Fill(dry_run ? kDryRunZh : kZh, dry_run ? kDryRunEn : kEn, units.made.size(),
                           Titles(units.made, "”“"), Titles(units.made, ", ")));
  }
  if (!units.not_collected.empty()) {
    notices.push_back(Fill("以下 $0 个单位尚未采集组织信息：“$1”",
                           "$0 units are not collected yet: $2", units.not_collected.size(),
                           Titles(units.not_collected, "”“"), Titles(units.not_collected, ", ")));
  }
  return notices;
}

Json QuotasToJson(const std::vector<Quota>& quotas) {
  Json json = Json::array();
  for (const Quota& quota : quotas) {
    json.push_back({{"section", quota.section()}, {"seq", quota.seq()}, {"title", quota.title()}});
  }
  return json;
}

void AddImportQuotasCommand(CLI::App* app, CommandLine* line) {
  using Options = QuotasOptions;
  CLI::App* group = AddGroup(app, *line, "import", {"导入", "import"});
  Command<Options> quotas(group, line, "quotas",
                          {"目标任务数（quotas.tsv）", "the quota plan (quotas.tsv)"},
                          ImportQuotas);
  quotas.Require("files", &Options::files, {"文件（只能一个）", "file (one)"});
  quotas.Add(kCampaign, &Options::campaign);
  quotas.Add("--document", &Options::document,
             {"文号（默认取采集工作的文号）", "number of the document"});
  quotas.Add("--effective-on", &Options::effective_on,
             {"生效日期（默认为采集工作首日）", "day from which it holds"});
  quotas.Add(kDryRun, &Options::dry_run);
  quotas.Add("--errors", &Options::errors,
             {"不写出任何内容：方案整体接受或整体拒绝",
              "nothing is written: a plan is taken or refused whole"});
}

}  // namespace mingce::cli
