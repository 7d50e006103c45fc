#include "cli/report/attainment_view.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "cli/show/day_text.h"
#include "lib/base/day.h"
#include "lib/base/time_proto.h"

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

void PutCounts(const Counts& counts, Json* json) {
  (*json)["registered"] = counts.registered();
  (*json)["complete"] = counts.complete();
  (*json)["verified"] = counts.verified();
  (*json)["counted"] = counts.counted();
}

std::string CsvCell(const std::string& cell) {
  const bool formula = !cell.empty() && absl::StrContains("=+-@", cell.substr(0, 1));
  const std::string text = formula ? absl::StrCat("'", cell) : cell;
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

}  // namespace

Json AttainmentToJson(const Attainment& attainment) {
  const Attainment::County& from = attainment.county();
  Json county;
  county["target"] = from.target();
  county["allocated"] = from.allocated();
  county["unallocated"] = from.unallocated();
  PutCounts(from.counts(), &county);
  county["attainment_percent"] = PercentText(from.attainment_hundredths());
  county["on_time"] = from.on_time();
  county["counted_on_time"] = from.counted_on_time();
  Json outside;
  PutCounts(from.outside_units(), &outside);
  county["outside_units"] = std::move(outside);

  Json units = Json::array();
  for (const reporting::v1::UnitAttainment& unit : attainment.units()) {
    Json json;
    json["section"] = unit.section();
    json["seq"] = unit.seq();
    json["name"] = unit.title();
    json["target"] = unit.target();
    PutCounts(unit.counts(), &json);
    json["attainment_percent"] = PercentText(unit.attainment_hundredths());
    json["on_time"] = unit.on_time();
    json["counted_on_time"] = unit.counted_on_time();
    json["organization"] = unit.organization();
    units.push_back(std::move(json));
  }

  Json sections = Json::array();
  for (const Attainment::Section& section : attainment.sections()) {
    Json json = {{"section", section.section()}, {"target", section.target()}};
    PutCounts(section.counts(), &json);
    json["attainment_percent"] = PercentText(section.attainment_hundredths());
    sections.push_back(std::move(json));
  }

  Json json;
  json["campaign"] = attainment.campaign();
  json["as_of"] = DayText(attainment.as_of());
  json["definition"] = attainment.definition();
  json["quota_revision"] = attainment.quota_revision();
  json["watermark"] = Json{{"registry", attainment.watermark().registry().sequence()},
                           {"members", attainment.watermark().members().sequence()}};
  json["known_at"] =
      absl::FormatTime(absl::RFC3339_full, TimeOf(attainment.known_at()), BeijingTimeZone());
  for (const TreeBasisName& basis : kTreeBases) {
    if (attainment.tree_basis() == basis.basis) json["tree_basis"] = basis.name;
  }
  if (attainment.has_county()) json["county"] = std::move(county);
  json["units"] = std::move(units);
  json["sections"] = std::move(sections);
  return json;
}

std::vector<AttainmentLine> AttainmentLines(const Attainment& attainment, Language language) {
  const auto yes_no = [language](bool value) {
    return (value ? Sentence{"是", "yes"} : Sentence{"否", "no"}).In(language);
  };
  std::vector<AttainmentLine> lines;
  for (const Attainment::Section& section : attainment.sections()) {
    const std::string name = SectionName(section.section(), language);
    for (const reporting::v1::UnitAttainment& unit : attainment.units()) {
      if (unit.section() != section.section()) continue;
      lines.push_back({AttainmentLine::Kind::kUnit, name, absl::StrCat(unit.seq()), unit.title(),
                       unit.target(), unit.counts(), PercentText(unit.attainment_hundredths()),
                       yes_no(unit.on_time())});
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
                   yes_no(county.on_time())});
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

}  // namespace mingce::cli
