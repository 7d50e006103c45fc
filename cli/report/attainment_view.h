// A campaign's attainment as people and programs read it: a table, JSON, and rows
// for CSV and workbooks. Pure.

#ifndef MINGCE_CLI_REPORT_ATTAINMENT_VIEW_H_
#define MINGCE_CLI_REPORT_ATTAINMENT_VIEW_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "cli/show/json.h"
#include "lib/base/sentence.h"
#include "lib/sheet/workbook_writer.h"
#include "mingce/reporting/v1/reporting_service.pb.h"

namespace mingce::cli {

// counted / target in percent with two decimals, rounded half up; "100.00" and more only if
// counted >= target. "" for a target of 0.
std::string PercentText(std::int64_t counted, std::int64_t target);

// 1/100 percent as a service gives it, held to the same rule.
std::string HundredthsText(std::int64_t hundredths, bool reached);

Json AttainmentToJson(const reporting::v1::Attainment& attainment);

// The lines people read, in order: units of each section with a subtotal, the unallocated reserve
// with the members under no unit, the county. They add up to the county's line.
struct AttainmentLine {
  enum class Kind { kUnit, kSubtotal, kReserve, kCounty };
  Kind kind = Kind::kUnit;
  std::string section;  // 县直, 乡镇街道
  std::string seq;
  std::string name;
  std::int64_t target = 0;
  reporting::v1::Counts counts;
  std::string percent;
  std::string on_time;  // 是, 否, ""
};
std::vector<AttainmentLine> AttainmentLines(const reporting::v1::Attainment& attainment,
                                            Language language);

// The lines above a table on paper: what it is of, then its day and from which state.
std::vector<std::string> AttainmentTitle(const reporting::v1::Attainment& attainment,
                                         const std::string& campaign_title, Language language);

std::vector<std::string> AttainmentHeaders(Language language);
std::vector<std::string> AttainmentCells(const AttainmentLine& line);

// What a workbook holds in a column: counts and the percentage are numbers there.
sheet::ColumnSpec::Figures AttainmentFigures(std::size_t column);

// One line of what the table is of, then the table.
std::string AttainmentTable(const reporting::v1::Attainment& attainment, Language language);

// UTF-8 with a byte-order mark, for Excel. Cells that begin with = + - or @ get a quote before
// them.
std::string AttainmentCsv(const reporting::v1::Attainment& attainment, Language language);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_REPORT_ATTAINMENT_VIEW_H_
