#include "cli/attainment_view.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "cli/lookup.h"
#include "cli/text_width.h"

namespace mingce::cli {
namespace {

using reporting::v1::Attainment;
using reporting::v1::Counts;

// Of AttainmentCells.
constexpr std::size_t kFirstCountColumn = 3;
constexpr std::size_t kPercentColumn = 8;

constexpr std::int64_t kWhole = 10'000;  // 100 percent in hundredths

std::string SectionName(const std::string& section, bool english) {
  if (section == "county") return english ? "county units" : "县直";
  if (section == "township") return english ? "townships" : "乡镇街道";
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
  const std::string text = DateText(date);
  return text.empty() ? Json(nullptr) : Json(text);
}

std::string CsvCell(const std::string& cell) {
  std::string text = cell;
  if (!text.empty() && absl::StrContains("=+-@", text.substr(0, 1))) text.insert(0, "'");
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
  json["county"] = std::move(county);
  json["units"] = std::move(units);
  return json;
}

std::vector<AttainmentLine> AttainmentLines(const Attainment& attainment, bool english) {
  const auto yes_no = [english](bool value) {
    return value ? (english ? "yes" : "是") : (english ? "no" : "否");
  };
  std::vector<AttainmentLine> lines;
  AttainmentLine subtotal;
  const auto close_section = [&] {
    if (subtotal.section.empty()) return;
    subtotal.kind = AttainmentLine::Kind::kSubtotal;
    subtotal.name = english ? "subtotal" : "小计";
    subtotal.percent = PercentText(subtotal.counts.counted(), subtotal.target);
    lines.push_back(subtotal);
    subtotal = AttainmentLine();
  };
  for (const reporting::v1::UnitAttainment& unit : attainment.units()) {
    const std::string section = SectionName(unit.section(), english);
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
  const Attainment::County& county = attainment.county();
  lines.push_back({AttainmentLine::Kind::kReserve, "", "",
                   english ? "unallocated reserve" : "未分配指标", county.unallocated(),
                   county.outside_units(), "", ""});
  lines.push_back(
      {AttainmentLine::Kind::kCounty, "", "", english ? "whole county" : "全县合计",
       county.target(), county.counts(),
       HundredthsText(county.attainment_hundredths(), county.counts().counted() >= county.target()),
       yes_no(county.on_time())});
  return lines;
}

std::vector<std::string> AttainmentTitle(const Attainment& attainment,
                                         const std::string& campaign_title, bool english) {
  const std::string day = DateText(attainment.as_of());
  return {absl::StrCat(campaign_title, english ? ": attainment" : "完成情况"),
          absl::StrCat(day.empty() ? "" : absl::StrCat(english ? "as of " : "截至 ", day, "　"),
                       english ? "watermark registry " : "数据进度 registry ",
                       attainment.watermark().registry().sequence(), " members ",
                       attainment.watermark().members().sequence())};
}

std::vector<std::string> AttainmentHeaders(bool english) {
  if (english) {
    return {"section",  "seq",      "unit",    "target",  "registered",
            "complete", "verified", "counted", "percent", "on time"};
  }
  return {"部分", "序号",   "单位",   "目标任务数", "已入库",
          "完整", "已核验", "计入数", "完成率%",    "按期完成"};
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

std::string AttainmentTable(const Attainment& attainment, bool english) {
  std::vector<TableColumn> columns;
  for (const std::string& header : AttainmentHeaders(english)) {
    const std::size_t i = columns.size();
    const bool right = i == 1 || (i >= kFirstCountColumn && i <= kPercentColumn);
    columns.push_back({header, right ? Align::kRight : Align::kLeft});
  }
  std::vector<std::vector<std::string>> rows;
  for (const AttainmentLine& line : AttainmentLines(attainment, english)) {
    rows.push_back(AttainmentCells(line));
    if (line.kind == AttainmentLine::Kind::kSubtotal) rows.push_back({""});
  }
  return FormatTable(columns, rows);
}

std::string AttainmentCsv(const Attainment& attainment, bool english) {
  std::string csv = "\xEF\xBB\xBF";
  const auto append = [&csv](const std::vector<std::string>& cells) {
    std::vector<std::string> quoted;
    for (const std::string& cell : cells) quoted.push_back(CsvCell(cell));
    absl::StrAppend(&csv, absl::StrJoin(quoted, ","), "\r\n");
  };
  append(AttainmentHeaders(english));
  for (const AttainmentLine& line : AttainmentLines(attainment, english)) {
    append(AttainmentCells(line));
  }
  return csv;
}

}  // namespace mingce::cli
