// Hand-made workbooks for the tests of this room: XML parts, zipped.

#ifndef MINGCE_LIB_SHEET_PARTS_FOR_TEST_H_
#define MINGCE_LIB_SHEET_PARTS_FOR_TEST_H_

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/sheet/cell.h"
#include "lib/sheet/read_limits.h"

namespace mingce::sheet {

using Parts = std::map<std::string, std::string>;  // by name in the zip

// A path in the folder of the test; the folder is new for each test.
std::string TestPath(absl::string_view name);

void WriteBytes(const std::string& path, absl::string_view bytes);
std::string ReadBytesOf(const std::string& path);

// Zips the parts, deflated or stored; returns the path.
std::string ZipParts(absl::string_view name, const Parts& parts, bool stored = false);

// One part of a zip, unpacked; "" when it is not there.
std::string PartOf(const std::string& path, const std::string& part);

// The parts of a workbook of one sheet "会员", as Excel lays them out. `sheet_data` is what stands
// in <sheetData>, `strings` are <si> elements, `after_data` follows </sheetData>.
Parts WorkbookParts(absl::string_view sheet_data, absl::string_view strings = "",
                    absl::string_view after_data = "");

struct ReadResult {
  std::vector<Row> rows;
  std::vector<std::string> merged_ranges;
};

// Opens the workbook and reads one sheet whole.
absl::StatusOr<ReadResult> ReadSheet(const std::string& path, std::size_t sheet = 0,
                                     const ReadLimits& limits = {});

}  // namespace mingce::sheet

#endif  // MINGCE_LIB_SHEET_PARTS_FOR_TEST_H_
