// A campaign's attainment as people and programs read it: a table, JSON, and rows
// for CSV and workbooks. Pure.

#ifndef MINGCE_CLI_REPORT_ATTAINMENT_VIEW_H_
#define MINGCE_CLI_REPORT_ATTAINMENT_VIEW_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/show/json.h"
#include "cli/show/table.h"
#include "lib/base/sentence.h"
#include "lib/sheet/workbook_writer.h"
#include "mingce/reporting/v1/reporting_service.pb.h"

namespace mingce::cli {

// How the command line calls the trees in which members are counted.
struct TreeBasisName {
  const char* name;
  reporting::v1::TreeBasis basis;
};
inline constexpr TreeBasisName kTreeBases[] = {{"at-date", reporting::v1::AS_AT_DATE},
                                               {"current", reporting::v1::CURRENT},
                                               {"at-event", reporting::v1::AS_AT_EVENT}};

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

struct AttainmentColumn {
  Sentence header;
  Align align = Align::kLeft;  // in a table on a terminal
  sheet::ColumnSpec::Figures figures = sheet::ColumnSpec::Figures::kNone;  // in a workbook,
  int width = 12;                                                          // and there
};
const std::vector<AttainmentColumn>& AttainmentColumns();
// One for each column.
std::vector<std::string> AttainmentCells(const AttainmentLine& line);

// One line of what the table is of, then the table.
std::string AttainmentTable(const reporting::v1::Attainment& attainment, Language language);

// UTF-8 with a byte-order mark, for Excel. Cells that begin with = + - or @ get a quote before
// them.
std::string AttainmentCsv(const reporting::v1::Attainment& attainment, Language language);

// The format to write: with `json`, JSON on standard output; the file `out` gets what it is told.
// Errors: USAGE when both want standard output, or a workbook would.
absl::StatusOr<std::string> AttainmentFormat(const std::string& format, const std::string& out,
                                             bool json);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_REPORT_ATTAINMENT_VIEW_H_
