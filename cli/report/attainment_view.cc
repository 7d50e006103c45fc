#include "cli/report/attainment_view.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "cli/show/errors.h"
#include "lib/base/day.h"
#include "lib/base/time_proto.h"
#include "lib/text/normalize.h"
#include "lib/text/shown.h"

namespace mingce::cli {
namespace {

using reporting::v1::Attainment;
using reporting::v1::Counts;

std::string SectionName(const std::string& section, Language language) {
  if (section == "county") return Sentence{"县直", "county units"}.In(language);
  if (section == "township") return Sentence{"乡镇街道", "townships"}.In(language);
  return section;
}

// 1/100 percent, as the service rounds it.
std::string PercentText(std::int64_t hundredths) {
  return absl::StrFormat("%d.%02d", hundredths / 100, hundredths % 100);
}

Json CountsToJson(const Counts& counts) {
  return {{"registered", counts.registered()},
          {"complete", counts.complete()},
          {"verified", counts.verified()},
          {"counted", counts.counted()}};
}

// What a unit, a section and the county have alike: counts, and how much of the target they are.
template <typename Part>
Json FiguresToJson(Json json, const Part& part) {
  json.update(CountsToJson(part.counts()));
  json["attainment_percent"] = PercentText(part.attainment_hundredths());
  return json;
}

// The same where there is a day by which the target is to be met.
template <typename Part>
Json DatedFiguresToJson(Json json, const Part& part) {
  json = FiguresToJson(std::move(json), part);
  json["on_time"] = part.on_time();
  json["counted_on_time"] = part.counted_on_time();
  json["time_suspect"] = part.time_suspect();
  return json;
}

// "否（存疑 3）": three would count on time, too, if the times of their records were not suspect.
template <typename Part>
std::string OnTimeText(const Part& part, Language language) {
  const Sentence verdict = part.on_time() ? Sentence{"是", "yes"} : Sentence{"否", "no"};
  if (part.time_suspect() == 0) return verdict.In(language);
  return Fill("$0（存疑 $1）", "$2 ($1 suspect)", verdict.zh, part.time_suspect(), verdict.en)
      .In(language);
}

std::string CsvCell(const std::string& cell) {
  const std::string shown = text::Shown(cell, text::kShownWhole);
  // Spreadsheets look behind blanks, and at full-width signs too.
  const std::string first = text::NormalizeLabel(shown).substr(0, 1);
  const bool formula = !first.empty() && absl::StrContains("=+-@", first);
  const std::string text = formula ? absl::StrCat("'", shown) : shown;
  if (text.find_first_of(",\"") == std::string::npos) return text;
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

}  // namespace

Json AttainmentToJson(const Attainment& attainment) {
  Json json = {{"campaign", attainment.campaign()},
               {"as_of", DayText(attainment.as_of())},
               {"definition", attainment.definition()},
               {"quota_revision", attainment.quota_revision()},
               {"watermark",
                {{"registry", attainment.watermark().registry().sequence()},
                 {"members", attainment.watermark().members().sequence()}}},
               {"known_at", absl::FormatTime(absl::RFC3339_full, TimeOf(attainment.known_at()),
                                             BeijingTimeZone())}};
  for (const TreeBasisName& basis : kTreeBases) {
    if (attainment.tree_basis() == basis.basis) json["tree_basis"] = basis.name;
  }
  if (attainment.has_county()) {
    const Attainment::County& county = attainment.county();
    json["county"] = DatedFiguresToJson({{"target", county.target()},
                                         {"allocated", county.allocated()},
                                         {"unallocated", county.unallocated()}},
                                        county);
    json["county"]["outside_units"] = CountsToJson(county.outside_units());
  }
  json["units"] = Json::array();
  for (const reporting::v1::UnitAttainment& unit : attainment.units()) {
    json["units"].push_back(DatedFiguresToJson({{"section", unit.section()},
                                                {"seq", unit.seq()},
                                                {"name", unit.title()},
                                                {"target", unit.target()}},
                                               unit));
    json["units"].back()["organization"] = unit.organization();
  }
  json["sections"] = Json::array();
  for (const Attainment::Section& section : attainment.sections()) {
    json["sections"].push_back(
        FiguresToJson({{"section", section.section()}, {"target", section.target()}}, section));
  }
  return json;
}

std::vector<AttainmentLine> AttainmentLines(const Attainment& attainment, Language language) {
  std::vector<AttainmentLine> lines;
  for (const Attainment::Section& section : attainment.sections()) {
    const std::string name = SectionName(section.section(), language);
    for (const reporting::v1::UnitAttainment& unit : attainment.units()) {
      if (unit.section() != section.section()) continue;
      lines.push_back({AttainmentLine::Kind::kUnit, name, absl::StrCat(unit.seq()), unit.title(),
                       unit.target(), unit.counts(), PercentText(unit.attainment_hundredths()),
                       OnTimeText(unit, language)});
    }
    lines.push_back({AttainmentLine::Kind::kSubtotal, name, "",
                     Sentence{"小计", "subtotal"}.In(language), section.target(), section.counts(),
                     PercentText(section.attainment_hundredths()), ""});
  }
  if (!attainment.has_county()) return lines;
  const Attainment::County& county = attainment.county();
  lines.push_back({AttainmentLine::Kind::kReserve, "", "",
                   Sentence{"未分配指标", "unallocated reserve"}.In(language), county.unallocated(),
                   county.outside_units(), "", ""});
  lines.push_back({AttainmentLine::Kind::kCounty, "", "",
                   Sentence{"全县合计", "whole county"}.In(language), county.target(),
                   county.counts(), PercentText(county.attainment_hundredths()),
                   OnTimeText(county, language)});
  return lines;
}

std::vector<std::string> AttainmentTitle(const Attainment& attainment,
                                         const std::string& campaign_title, Language language) {
  const std::string day = DayText(attainment.as_of());
  const std::uint64_t registry = attainment.watermark().registry().sequence();
  const std::uint64_t members = attainment.watermark().members().sequence();
  const Sentence from = Fill("截至 $2　数据进度 registry $0 members $1",
                             "as of $2　watermark registry $0 members $1", registry, members, day);
  return {Fill("$0完成情况", "$0: attainment", campaign_title).In(language), from.In(language)};
}

const std::vector<AttainmentColumn>& AttainmentColumns() {
  using Figures = sheet::ColumnSpec::Figures;
  static const auto& columns = *new std::vector<AttainmentColumn>{
      {{"部分", "section"}},
      {{"序号", "seq"}, Align::kRight},
      {{"单位", "unit"}, Align::kLeft, Figures::kNone, 36},
      {{"目标任务数", "target"}, Align::kRight, Figures::kWhole},
      {{"已入库", "registered"}, Align::kRight, Figures::kWhole},
      {{"完整", "complete"}, Align::kRight, Figures::kWhole},
      {{"已核验", "verified"}, Align::kRight, Figures::kWhole},
      {{"计入数", "counted"}, Align::kRight, Figures::kWhole},
      {{"完成率%", "percent"}, Align::kRight, Figures::kTwoDecimals},
      {{"按期完成", "on time"}}};
  return columns;
}

std::vector<std::string> AttainmentCells(const AttainmentLine& line) {
  return {line.section,
          line.seq,
          line.name,
          absl::StrCat(line.target),
          absl::StrCat(line.counts.registered()),
          absl::StrCat(line.counts.complete()),
          absl::StrCat(line.counts.verified()),
          absl::StrCat(line.counts.counted()),
          line.percent,
          line.on_time};
}

std::string AttainmentTable(const Attainment& attainment, Language language) {
  std::vector<TableColumn> columns;
  for (const AttainmentColumn& column : AttainmentColumns()) {
    columns.push_back({column.header, column.align});
  }
  std::vector<std::vector<std::string>> rows;
  for (const AttainmentLine& line : AttainmentLines(attainment, language)) {
    rows.push_back(AttainmentCells(line));
    if (line.kind == AttainmentLine::Kind::kSubtotal) rows.push_back({""});
  }
  const std::string day = DayText(attainment.as_of());
  const std::uint64_t registry = attainment.watermark().registry().sequence();
  const std::uint64_t members = attainment.watermark().members().sequence();
  const Sentence head =
      Fill("$0，截至 $4，口径 $1，数据进度 registry $2 members $3\n",
           "$0, as of $4, definition $1, watermark registry $2 members $3\n", attainment.campaign(),
           attainment.definition(), registry, members, day);
  return absl::StrCat(head.In(language), FormatTable(language, columns, rows));
}

std::string AttainmentCsv(const Attainment& attainment, Language language) {
  std::string csv = "\xEF\xBB\xBF";
  const auto append = [&csv](const std::vector<std::string>& cells) {
    std::vector<std::string> quoted;
    for (const std::string& cell : cells) quoted.push_back(CsvCell(cell));
    absl::StrAppend(&csv, absl::StrJoin(quoted, ","), "\r\n");
  };
  std::vector<std::string> headers;
  for (const AttainmentColumn& column : AttainmentColumns()) {
    headers.push_back(column.header.In(language));
  }
  append(headers);
  for (const AttainmentLine& line : AttainmentLines(attainment, language)) {
    append(AttainmentCells(line));
  }
  return csv;
}

absl::StatusOr<std::string> AttainmentFormat(const std::string& format, const std::string& out,
                                             bool json) {
  if (format == "xlsx" && out.empty()) {
    return UsageError({"--format xlsx 需要用 --out 指定文件", "--format xlsx needs --out"});
  }
  if (!json || format == "json") return format;
  if (format == "table") return std::string("json");  // also the default
  // Standard output is the one JSON document's; the file is what --format says.
  if (out.empty()) {
    return UsageError({"--json 与 --format csv 不能同时使用，除非用 --out 指定文件",
                       "--json and --format csv exclude each other without --out"});
  }
  return format;
}

}  // namespace mingce::cli
