// mingcectl report attainment

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/commands.h"
#include "cli/files/text_file.h"
#include "cli/report/attainment_view.h"
#include "cli/run/lookup.h"
#include "cli/run/members.h"
#include "cli/run/registry.h"
#include "cli/run/reporting.h"
#include "lib/base/resource_name.h"
#include "lib/base/status_macros.h"
#include "lib/sheet/workbook_writer.h"

namespace mingce::cli {
namespace {

absl::Status DemandHeads(const Connection& connection,
                         reporting::v1::GetAttainmentRequest* request) {
  MINGCE_ASSIGN_OR_RETURN(const registry::v1::GetStatusResponse registry,
                          connection.Call(&Registry::GetStatus, {}));
  MINGCE_ASSIGN_OR_RETURN(const members::v1::GetStatusResponse members,
                          connection.Call(&Members::GetStatus, {}));
  request->set_min_registry(std::max(request->min_registry(), registry.head().sequence()));
  request->set_min_members(std::max(request->min_members(), members.head().sequence()));
  return absl::OkStatus();
}

// What the campaign is called. Figures do not wait for the registry: while it is away the id
// serves.
std::string CampaignTitle(const Connection& connection, const std::string& campaign) {
  registry::v1::GetCampaignRequest request;
  request.set_name(campaign);
  const auto found = connection.CallWithin(absl::ZeroDuration(), &Catalogue::GetCampaign, request,
                                           absl::Seconds(2));
  return found.ok() && !found->title().empty() ? found->title() : campaign;
}

absl::Status WriteWorkbook(const std::string& path, const reporting::v1::Attainment& attainment,
                           const std::string& title, Language language) {
  MINGCE_ASSIGN_OR_RETURN(const auto writer, sheet::WorkbookWriter::Open(path));
  std::vector<sheet::ColumnSpec> columns;
  for (const AttainmentColumn& from : AttainmentColumns()) {
    sheet::ColumnSpec& column = columns.emplace_back();
    column.header = from.header.In(language);
    column.width = from.width;
    column.figures = from.figures;
  }
  sheet::SheetOptions options;
  options.title_lines = AttainmentTitle(attainment, title, language);
  options.for_paper = true;
  MINGCE_ASSIGN_OR_RETURN(
      const sheet::SheetHandle sheet,
      writer->AddSheet(Sentence{"完成情况", "attainment"}.In(language), columns, options));
  std::uint32_t row = writer->FirstDataRow(sheet);
  for (const AttainmentLine& line : AttainmentLines(attainment, language)) {
    MINGCE_RETURN_IF_ERROR(writer->WriteRow(sheet, row++, AttainmentCells(line)));
  }
  return writer->Close();
}

std::string TextIn(const std::string& format, const reporting::v1::Attainment& attainment,
                   Language language) {
  if (format == "json") return DocumentText(AttainmentToJson(attainment));
  if (format == "csv") return AttainmentCsv(attainment, language);
  return AttainmentTable(attainment, language);
}

struct AttainmentOptions {
  std::string campaign;          // "" for the only one
  std::string as_of;             // day; "" for that of known_at
  std::string known_at;          // moment; "" for now
  std::string tree_basis;        // at-date, current or at-event; "" for the service's own
  std::string format = "table";  // table, json, csv or xlsx
  std::string out;               // "" for standard output; needed for xlsx
  std::uint64_t min_registry = 0;
  std::uint64_t min_members = 0;
  // Asks registry and members how far they are, and reporting for figures from there on.
  bool wait = false;
};

absl::StatusOr<Answer> ReportAttainment(Session& session, const AttainmentOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const std::string format,
                          AttainmentFormat(options.format, options.out, session.json()));
  reporting::v1::GetAttainmentRequest request;
  MINGCE_RETURN_IF_ERROR(SetReadTime(options.as_of, options.known_at, &request));
  for (const TreeBasisName& basis : kTreeBases) {
    if (options.tree_basis == basis.name) request.set_tree_basis(basis.basis);
  }
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  request.set_campaign(CollectionName(kCampaigns, options.campaign));
  if (request.campaign().empty()) {
    MINGCE_ASSIGN_OR_RETURN(const registry::v1::Campaign campaign, FindCampaign(*connection, ""));
    request.set_campaign(campaign.name());
  }
  request.set_min_registry(options.min_registry);
  request.set_min_members(options.min_members);
  if (options.wait) MINGCE_RETURN_IF_ERROR(DemandHeads(*connection, &request));
  MINGCE_ASSIGN_OR_RETURN(const reporting::v1::Attainment attainment,
                          connection->Call(&Reporting::GetAttainment, request));

  View view;
  std::int64_t suspect = std::abs(attainment.county().time_suspect());
  for (const reporting::v1::UnitAttainment& unit : attainment.units()) {
    suspect = std::max(suspect, std::abs(unit.time_suspect()));
  }
  if (suspect != 0) {
    view.notes.push_back({"有的记录时间存疑（时钟曾被拨回），未按期计入；见 mingcectl clock list",
                          "some times of recording are suspect, since a clock was set back, and do "
                          "not count as on time; see mingcectl clock list"});
  }
  if (options.out.empty()) {
    view.document = [attainment](Language) { return AttainmentToJson(attainment); };
    const auto text = [attainment, format](Language language) {
      return TextIn(format, attainment, language);
    };
    (format == "csv" ? view.file : view.text) = text;
    return view;
  }
  const Language language = session.language();
  if (format == "xlsx") {
    MINGCE_RETURN_IF_ERROR(WriteWorkbook(
        options.out, attainment, CampaignTitle(*connection, attainment.campaign()), language));
  } else {
    MINGCE_RETURN_IF_ERROR(WriteTextFile(options.out, TextIn(format, attainment, language), 0644));
  }
  view.document = [out = options.out, format](Language) {
    return Json{{"out", out}, {"format", format}};
  };
  view.notes.push_back(Fill("已写入 $0", "written to $0", options.out));
  return view;
}

}  // namespace

void AddReportCommands(CLI::App* app, CommandLine* line) {
  using Options = AttainmentOptions;
  CLI::App* group = AddGroup(app, *line, "report", {"报表", "reports"});
  Command<Options> attainment(group, line, "attainment", {"目标任务完成情况", "attainment"},
                              ReportAttainment);
  attainment.Add(kCampaign, &Options::campaign);
  attainment.Add(kAsOf, &Options::as_of);
  attainment.Add(kKnownAt, &Options::known_at);
  attainment
      .Add("--tree-basis", &Options::tree_basis,
           {"按哪一天的组织隶属关系归集：at-date 截至日期（默认）、current 目前、at-event "
            "会籍变动时",
            "whose tree: at-date (default), current, or at-event of each membership"})
      ->check(CLI::IsMember({"at-date", "current", "at-event"}));
  attainment.Add("--format", &Options::format, {"格式", "format"})
      ->check(CLI::IsMember({"table", "json", "csv", "xlsx"}));
  attainment.Add(kOut, &Options::out);
  attainment.Add("--min-registry", &Options::min_registry,
                 {"至少包含此组织事件", "at least this registry event"});
  attainment.Add("--min-members", &Options::min_members,
                 {"至少包含此会员事件", "at least this members event"});
  attainment.Add("--wait", &Options::wait,
                 {"等统计跟上两个服务的现状", "wait until figures have caught up"});
}

}  // namespace mingce::cli
