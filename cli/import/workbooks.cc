// mingcectl import orgs | members: workbooks that people have filled in.

#include <algorithm>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/commands.h"
#include "cli/import/form_copy.h"
#include "cli/import/job.h"
#include "cli/import/template_claims.h"
#include "cli/run/lookup.h"
#include "cli/run/members.h"
#include "cli/run/registry.h"
#include "lib/base/day.h"
#include "lib/base/resource_name.h"
#include "lib/base/status_macros.h"
#include "lib/form/form_proto.h"
#include "lib/intake/duplicates.h"
#include "lib/text/normalize.h"

namespace mingce::cli {
namespace {

// The rows of a call, as an ImportMembersRequest or ImportOrganizationsRequest carries them.
template <typename Request>
Request ToRequest(const intake::FormRows& sent, const std::string& request_id,
                  const std::string& campaign, bool validate_only) {
  Request request;
  request.set_campaign(campaign);
  request.mutable_columns()->Assign(sent.columns.begin(), sent.columns.end());
  request.set_request_id(request_id);
  request.set_validate_only(validate_only);
  for (const intake::FormRow& row : sent.rows) {
    auto* out = request.add_rows();
    out->set_number(row.number);
    out->mutable_cells()->Assign(row.cells.begin(), row.cells.end());
    out->mutable_numeric_columns()->Assign(row.numeric_columns.begin(), row.numeric_columns.end());
  }
  return request;
}

// Takes the answers out of an ImportMembersResponse or ImportOrganizationsResponse.
template <typename Response>
std::vector<RowAnswer> TakeAnswers(Response response) {
  std::vector<RowAnswer> answers;
  for (auto& result : *response.mutable_results()) {
    RowAnswer answer{.number = result.number(), .outcome = result.outcome(), .findings = {}};
    for (type::Finding& finding : *result.mutable_findings()) {
      answer.findings.push_back(std::move(finding));
    }
    answers.push_back(std::move(answer));
  }
  return answers;
}

// "<id> <name>": an id binds, the name is for people.
std::string ReferenceTo(const registry::v1::Organization& organization) {
  return absl::StrCat(IdInName(organization.name(), kOrganizations).value_or(""), " ",
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
      const std::string normal = text::NormalizeLabel(cell);
      if (normal.empty()) {
        cell = for_empty;
      } else if (normal == text::NormalizeLabel(county.union_name()) ||
                 normal == text::NormalizeLabel(county.union_short_name())) {
        cell = ReferenceTo(county);
      }
    }
  }
};

// Sends workbooks of organisations, one call after the other: rows see the rows before them, so a
// parent may stand above its child.
//
// A parent is named by a code. The county federation has no union code (D-4), so a cell with
// exactly its name or short name means it: the root is the one organisation that cannot be
// mistaken. Empty parent cells mean `options.organization`, if there is one.
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

// More only wait in the writer's queue; measured with 37,689 rows on two cores.
constexpr int kCallsInFlight = 4;

constexpr absl::Duration kMirrorPause = absl::Milliseconds(100);

// Members follow the registry a moment behind. Organisations imported just before should be known
// when the first row arrives, so waits until members have applied what the registry has now. Only a
// courtesy: when either cannot be asked, the import goes on, and rows say what they miss.
void WaitForMirror(const Session& session, const Connection& connection) {
  const auto registry =
      connection.CallWithin(absl::ZeroDuration(), &Registry::GetStatus, {}, absl::Seconds(2));
  if (!registry.ok()) return;
  const absl::Time until = session.clock().Now() + absl::Seconds(session.settings().retry_seconds);
  while (session.clock().Now() < until) {
    const auto members =
        connection.CallWithin(absl::ZeroDuration(), &Members::GetStatus, {}, absl::Seconds(2));
    if (!members.ok()) return;
    if (members->registry_applied().epoch() == registry->head().epoch() &&
        members->registry_applied().sequence() >= registry->head().sequence()) {
      return;
    }
    std::this_thread::sleep_for(absl::ToChronoMilliseconds(kMirrorPause));
  }
}

// Sends workbooks of members; four calls at a time. Errors: those of FetchMemberForm; what is wrong
// with a file or a row is in the report, and the exit status is 1.
absl::StatusOr<Answer> ImportMembers(Session& session, const ImportOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(const CampaignAndForm both,
                          FetchMemberForm(session, *connection, options.campaign));
  MINGCE_ASSIGN_OR_RETURN(const std::string organization,
                          OrganizationName(*connection, options.organization));
  WaitForMirror(session, *connection);

  ImportPlan plan;
  MINGCE_ASSIGN_OR_RETURN(plan.form, form::FormFromProto(both.form));
  plan.rules = RulesFor(both.campaign, /*members=*/true);
  if (!organization.empty()) plan.rules.columns_not_needed.insert("union");
  std::optional<gb::CodeList> id_types;
  if (both.id_types.values_size() > 0) {
    MINGCE_ASSIGN_OR_RETURN(id_types, form::CodeListFromProto(both.id_types));
  }
  const absl::CivilDay day = BeijingDay(session.clock().Now());
  plan.keys = intake::DocumentKeys(plan.form, std::move(id_types),
                                   {static_cast<int>(day.year()), day.month(), day.day()});
  plan.in_flight = kCallsInFlight;
  plan.prepare = [&](intake::FormRows* sent) {
    const auto begin = sent->columns.begin(), end = sent->columns.end();
    if (organization.empty() || std::find(begin, end, "union") != end) return;
    sent->columns.push_back("union");  // empty in every row: the default applies
  };
  plan.send = [&](const intake::FormRows& sent,
                  const std::string& request_id) -> absl::StatusOr<std::vector<RowAnswer>> {
    auto request = ToRequest<members::v1::ImportMembersRequest>(
        sent, request_id, both.campaign.name(), options.dry_run);
    request.set_default_organization(organization);
    MINGCE_ASSIGN_OR_RETURN(members::v1::ImportMembersResponse response,
                            connection->Call(&Members::ImportMembers, request, kBatchDeadline));
    return TakeAnswers(std::move(response));
  };
  return RunImport(session, options, plan);
}

void AddWorkbooks(CLI::App* group, CommandLine* line, const std::string& name, const Sentence& help,
                  Command<ImportOptions>::Work work) {
  Command<ImportOptions> workbooks(group, line, name, help, work);
  workbooks.Require("files", &ImportOptions::files, {"工作簿（.xlsx）", "workbooks (.xlsx)"});
  workbooks.Add(kCampaign, &ImportOptions::campaign);
  workbooks.Add("--org", &ImportOptions::organization,
                {"所属（上级）工会为空的行归于此工会", "where rows belong whose union is empty"});
  workbooks.Add(kDryRun, &ImportOptions::dry_run);
  workbooks.Add("--errors", &ImportOptions::errors,
                {"需要处理的行写入此工作簿（默认在原文件旁，名为“…-结果.xlsx”）",
                 "workbook for rows to look at (default: beside each file)"});
}

}  // namespace

void AddImportWorkbookCommands(CLI::App* app, CommandLine* line) {
  CLI::App* group = AddGroup(app, *line, "import", {"导入", "import"});
  AddWorkbooks(group, line, "orgs", {"工会组织信息采集表", "organisations"}, ImportOrganizations);
  AddWorkbooks(group, line, "members", {"会员信息采集表", "members"}, ImportMembers);
}

}  // namespace mingce::cli
