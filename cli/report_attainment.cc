#include "cli/report_attainment.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/attainment_view.h"
#include "cli/lookup.h"
#include "cli/text_file.h"
#include "lib/base/status_macros.h"
#include "lib/sheet/workbook_writer.h"
#include "mingce/reporting/v1/reporting_service.pb.h"

namespace mingce::cli {
namespace {

absl::Status DemandHeads(const Connection& connection,
                         reporting::v1::GetAttainmentRequest* request) {
  MINGCE_ASSIGN_OR_RETURN(
      const registry::v1::GetStatusResponse registry,
      connection.Call(connection.registry(), &registry::v1::RegistryService::Stub::GetStatus, {}));
  MINGCE_ASSIGN_OR_RETURN(
      const members::v1::GetStatusResponse members,
      connection.Call(connection.members(), &members::v1::MembersService::Stub::GetStatus, {}));
  request->set_min_registry(std::max(request->min_registry(), registry.head().sequence()));
  request->set_min_members(std::max(request->min_members(), members.head().sequence()));
  return absl::OkStatus();
}

// What the campaign is called. Figures do not wait for the registry: while it is away the id serves.
std::string CampaignTitle(const Connection& connection, const std::string& campaign) {
  registry::v1::GetCampaignRequest request;
  request.set_name(campaign);
  const auto found = connection.CallWithin(absl::ZeroDuration(), connection.registry(),
                                           &registry::v1::RegistryService::Stub::GetCampaign,
                                           request, absl::Seconds(2));
  return found.ok() && !found->title().empty() ? found->title() : campaign;
}

absl::Status WriteWorkbook(const std::string& path, const reporting::v1::Attainment& attainment,
                           const std::string& title, bool english) {
  MINGCE_ASSIGN_OR_RETURN(const auto writer, sheet::WorkbookWriter::Open(path));
  std::vector<sheet::ColumnSpec> columns;
  for (const std::string& header : AttainmentHeaders(english)) {
    sheet::ColumnSpec column;
    column.header = header;
    column.width = columns.size() == 2 ? 36 : 12;
    column.figures = AttainmentFigures(columns.size());
    columns.push_back(std::move(column));
  }
  sheet::SheetOptions options;
  options.title_lines = AttainmentTitle(attainment, title, english);
  options.for_paper = true;
  MINGCE_ASSIGN_OR_RETURN(const sheet::SheetHandle sheet,
                          writer->AddSheet(english ? "attainment" : "完成情况", columns, options));
  std::uint32_t row = writer->FirstDataRow(sheet);
  for (const AttainmentLine& line : AttainmentLines(attainment, english)) {
    MINGCE_RETURN_IF_ERROR(writer->WriteRow(sheet, row++, AttainmentCells(line)));
  }
  return writer->Close();
}

std::string TableText(const Session& session, const reporting::v1::Attainment& attainment) {
  const std::string day = DateText(attainment.as_of());
  return absl::StrCat(attainment.campaign(),
                      day.empty() ? "" : absl::StrCat(session.Words("，截至 ", ", as of "), day),
                      session.Words("，口径 ", ", definition "), attainment.definition(),
                      session.Words("，数据进度 registry ", ", watermark registry "),
                      attainment.watermark().registry().sequence(), " members ",
                      attainment.watermark().members().sequence(), "\n",
                      AttainmentTable(attainment, session.settings().english));
}

}  // namespace

absl::StatusOr<std::string> AttainmentFormat(const ReportAttainmentOptions& options, bool json) {
  if (options.format == "xlsx" && options.out.empty()) {
    return UsageError("--format xlsx 需要用 --out 指定文件", "--format xlsx needs --out");
  }
  if (!json || options.format == "json") return options.format;
  if (options.format == "table") return std::string("json");  // also what nobody asked for
  // Standard output is the one JSON document's; the file is what --format says.
  if (options.out.empty()) {
    return UsageError("--json 与 --format csv 不能同时使用，除非用 --out 指定文件",
                      "--json and --format csv exclude each other without --out");
  }
  return options.format;
}

absl::StatusOr<ExitCode> ReportAttainment(Session& session,
                                          const ReportAttainmentOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const std::string format, AttainmentFormat(options, session.json()));
  reporting::v1::GetAttainmentRequest request;
  if (!options.as_of.empty()) {
    MINGCE_RETURN_IF_ERROR(ParseDateOption(options.as_of, "--as-of", request.mutable_as_of()));
  }
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  request.set_campaign(CollectionName("campaigns", options.campaign));
  if (request.campaign().empty()) {
    MINGCE_ASSIGN_OR_RETURN(const registry::v1::Campaign campaign, FindCampaign(*connection, ""));
    request.set_campaign(campaign.name());
  }
  request.set_min_registry(options.min_registry);
  request.set_min_members(options.min_members);
  if (options.wait) MINGCE_RETURN_IF_ERROR(DemandHeads(*connection, &request));
  MINGCE_ASSIGN_OR_RETURN(
      const reporting::v1::Attainment attainment,
      connection->Call(connection->reporting(),
                       &reporting::v1::ReportingService::Stub::GetAttainment, request));

  if (format == "xlsx") {
    MINGCE_RETURN_IF_ERROR(WriteWorkbook(options.out, attainment,
                                         CampaignTitle(*connection, attainment.campaign()),
                                         session.settings().english));
  } else {
    const std::string text = format == "json" ? AttainmentToJson(attainment).dump(2) + "\n"
                             : format == "csv"
                                 ? AttainmentCsv(attainment, session.settings().english)
                                 : TableText(session, attainment);
    if (options.out.empty()) {
      session.Print(text);
    } else {
      MINGCE_RETURN_IF_ERROR(WriteTextFile(options.out, text, 0644));
    }
  }
  if (!options.out.empty()) {
    session.Say(absl::StrCat(session.Words("已写入 ", "written to "), options.out));
    if (session.json()) session.PrintJson({{"out", options.out}, {"format", format}});
  }
  return kDone;
}

}  // namespace mingce::cli
