#include "cli/report/attainment.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/files/text_file.h"
#include "cli/report/attainment_view.h"
#include "cli/run/errors.h"
#include "cli/run/lookup.h"
#include "cli/run/members.h"
#include "cli/run/registry.h"
#include "cli/run/reporting.h"
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
  if (format == "json") return absl::StrCat(AttainmentToJson(attainment).dump(2), "\n");
  if (format == "csv") return AttainmentCsv(attainment, language);
  return AttainmentTable(attainment, language);
}

}  // namespace

absl::StatusOr<std::string> AttainmentFormat(const ReportAttainmentOptions& options, bool json) {
  if (options.format == "xlsx" && options.out.empty()) {
    return UsageError({"--format xlsx 需要用 --out 指定文件", "--format xlsx needs --out"});
  }
  if (!json || options.format == "json") return options.format;
  if (options.format == "table") return std::string("json");  // also the default
  // Standard output is the one JSON document's; the file is what --format says.
  if (options.out.empty()) {
    return UsageError({"--json 与 --format csv 不能同时使用，除非用 --out 指定文件",
                       "--json and --format csv exclude each other without --out"});
  }
  return options.format;
}

absl::StatusOr<Answer> ReportAttainment(Session& session, const ReportAttainmentOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const std::string format, AttainmentFormat(options, session.json()));
  reporting::v1::GetAttainmentRequest request;
  MINGCE_RETURN_IF_ERROR(SetReadTime(options.as_of, options.known_at, &request));
  for (const TreeBasisName& basis : kTreeBases) {
    if (options.tree_basis == basis.name) request.set_tree_basis(basis.basis);
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
  MINGCE_ASSIGN_OR_RETURN(const reporting::v1::Attainment attainment,
                          connection->Call(&Reporting::GetAttainment, request));

  View view;
  if (options.out.empty()) {
    view.document = [attainment](Language) { return AttainmentToJson(attainment); };
    view.text = [attainment, format](Language language) {
      return TextIn(format, attainment, language);
    };
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

}  // namespace mingce::cli
