#include "cli/report/attainment_view.h"

#include <algorithm>
#include <initializer_list>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "cli/show/day_text.h"
#include "cli/show/table.h"

namespace mingce::cli {
namespace {

using reporting::v1::Attainment;
using reporting::v1::Counts;

// Of AttainmentCells.
constexpr std::size_t kFirstCountColumn = 3;
constexpr std::size_t kPercentColumn = 8;

constexpr std::int64_t kWhole = 10'000;  // 100 percent in hundredths

std::string SectionName(const std::string& section, Language language) {
  if (section == "county") return Sentence{"县直", "county units"}.In(language);
  if (section == "township") return Sentence{"乡镇街道", "townships"}.In(language);
  return section;
}

void Add(const Counts& counts, Counts* sum) {
  sum->set_registered(sum->registered() + counts.registered());
  sum->set_complete(sum->complete() + counts.complete());
  sum->set_verified(sum->verified() + counts.verified());
  sum->set_counted(sum->counted() + counts.counted());
}

void PutCounts(const Counts& counts, Json* json) {
  (*json)["registered"] = counts.registered();
  (*json)["complete"] = counts.complete();
  (*json)["verified"] = counts.verified();
  (*json)["counted"] = counts.counted();
}

Json DayOrNull(const type::Date& date) {
  const std::string text = DayText(date);
  return text.empty() ? Json(nullptr) : Json(text);
}

std::string CsvCell(const std::string& cell) {
  const bool formula = !cell.empty() && absl::StrContains("=+-@", cell.substr(0, 1));
  const std::string text = formula ? absl::StrCat("'", cell) : cell;
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

}  // namespace

std::string PercentText(std::int64_t counted, std::int64_t target) {
  if (target <= 0) return "";
  return HundredthsText((counted * kWhole * 2 + target) / (target * 2), counted >= target);
}

std::string HundredthsText(std::int64_t hundredths, bool reached) {
  if (!reached) hundredths = std::min(hundredths, kWhole - 1);
  return absl::StrFormat("%d.%02d", hundredths / 100, hundredths % 100);
}

Json AttainmentToJson(const Attainment& attainment) {
  const Attainment::County& from = attainment.county();
  Json county;
  county["target"] = from.target();
  county["allocated"] = from.allocated();
  county["unallocated"] = from.unallocated();
  PutCounts(from.counts(), &county);
  county["attainment_percent"] =
      HundredthsText(from.attainment_hundredths(), from.counts().counted() >= from.target());
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
    json["attainment_percent"] =
        HundredthsText(unit.attainment_hundredths(), unit.counts().counted() >= unit.target());
    json["on_time"] = unit.on_time();
    json["counted_on_time"] = unit.counted_on_time();
    json["organization"] = unit.organization();
    units.push_back(std::move(json));
  }

  Json json;
  json["campaign"] = attainment.campaign();
  json["as_of"] = DayOrNull(attainment.as_of());
  json["definition"] = attainment.definition();
  json["quota_revision"] = attainment.quota_revision();
  json["watermark"] = Json{{"registry", attainment.watermark().registry().sequence()},
                           {"members", attainment.watermark().members().sequence()}};
  if (attainment.has_county()) json["county"] = std::move(county);
  json["units"] = std::move(units);
  return json;
}

std::vector<AttainmentLine> AttainmentLines(const Attainment& attainment, Language language) {
  const auto yes_no = [language](bool value) {
    return (value ? Sentence{"是", "yes"} : Sentence{"否", "no"}).In(language);
  };
  std::vector<AttainmentLine> lines;
  AttainmentLine subtotal;
  const auto close_section = [&] {
    if (subtotal.section.empty()) return;
    subtotal.kind = AttainmentLine::Kind::kSubtotal;
    subtotal.name = Sentence{"小计", "subtotal"}.In(language);
    subtotal.percent = PercentText(subtotal.counts.counted(), subtotal.target);
    lines.push_back(subtotal);
    subtotal = AttainmentLine();
  };
  for (const reporting::v1::UnitAttainment& unit : attainment.units()) {
    const std::string section = SectionName(unit.section(), language);
    if (section != subtotal.section) close_section();
    subtotal.section = section;
    subtotal.target += unit.target();
    Add(unit.counts(), &subtotal.counts);
    lines.push_back(
        {AttainmentLine::Kind::kUnit, section, absl::StrCat(unit.seq()), unit.title(),
         unit.target(), unit.counts(),
         HundredthsText(unit.attainment_hundredths(), unit.counts().counted() >= unit.target()),
         yes_no(unit.on_time())});
  }
  close_section();
  if (!attainment.has_county()) return lines;
  const Attainment::County& county = attainment.county();
  lines.push_back({AttainmentLine::Kind::kReserve, "", "",
                   Sentence{"未分配指标", "unallocated reserve"}.In(language), county.unallocated(),
                   county.outside_units(), "", ""});
  lines.push_back(
      {AttainmentLine::Kind::kCounty, "", "", Sentence{"全县合计", "whole county"}.In(language),
       county.target(), county.counts(),
       HundredthsText(county.attainment_hundredths(), county.counts().counted() >= county.target()),
       yes_no(county.on_time())});
  return lines;
}

std::vector<std::string> AttainmentTitle(const Attainment& attainment,
                                         const std::string& campaign_title, Language language) {
  const std::string day = DayText(attainment.as_of());
  const std::uint64_t registry = attainment.watermark().registry().sequence();
  const std::uint64_t members = attainment.watermark().members().sequence();
  const Sentence from =
      day.empty() ? Fill("数据进度 registry $0 members $1", "watermark registry $0 members $1",
                         registry, members)
                  : Fill("截至 $2　数据进度 registry $0 members $1",
                         "as of $2　watermark registry $0 members $1", registry, members, day);
  return {Fill("$0完成情况", "$0: attainment", campaign_title).In(language), from.In(language)};
}

std::vector<std::string> AttainmentHeaders(Language language) {
  std::vector<std::string> headers;
  for (const Sentence& header : std::initializer_list<Sentence>{{"部分", "section"},
                                                                {"序号", "seq"},
                                                                {"单位", "unit"},
                                                                {"目标任务数", "target"},
                                                                {"已入库", "registered"},
                                                                {"完整", "complete"},
                                                                {"已核验", "verified"},
                                                                {"计入数", "counted"},
                                                                {"完成率%", "percent"},
                                                                {"按期完成", "on time"}}) {
    headers.push_back(header.In(language));
  }
  return headers;
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

sheet::ColumnSpec::Figures AttainmentFigures(std::size_t column) {
  using Figures = sheet::ColumnSpec::Figures;
  if (column == kPercentColumn) return Figures::kTwoDecimals;
  return column >= kFirstCountColumn && column < kPercentColumn ? Figures::kWhole : Figures::kNone;
}

std::string AttainmentTable(const Attainment& attainment, Language language) {
  std::vector<TableColumn> columns;
  for (const std::string& header : AttainmentHeaders(language)) {
    const std::size_t i = columns.size();
    const bool right = i == 1 || (i >= kFirstCountColumn && i <= kPercentColumn);
    columns.push_back({{header, header}, right ? Align::kRight : Align::kLeft});
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
      day.empty() ? Fill("$0，口径 $1，数据进度 registry $2 members $3\n",
                         "$0, definition $1, watermark registry $2 members $3\n",
                         attainment.campaign(), attainment.definition(), registry, members)
                  : Fill("$0，截至 $4，口径 $1，数据进度 registry $2 members $3\n",
                         "$0, as of $4, definition $1, watermark registry $2 members $3\n",
                         attainment.campaign(), attainment.definition(), registry, members, day);
  return absl::StrCat(head.In(language), FormatTable(language, columns, rows));
}

std::string AttainmentCsv(const Attainment& attainment, Language language) {
  std::string csv = "\xEF\xBB\xBF";
  const auto append = [&csv](const std::vector<std::string>& cells) {
    std::vector<std::string> quoted;
    for (const std::string& cell : cells) quoted.push_back(CsvCell(cell));
    absl::StrAppend(&csv, absl::StrJoin(quoted, ","), "\r\n");
  };
  append(AttainmentHeaders(language));
  for (const AttainmentLine& line : AttainmentLines(attainment, language)) {
    append(AttainmentCells(line));
  }
  return csv;
}

}  // namespace mingce::cli
