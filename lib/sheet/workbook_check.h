// Reads a workbook just written back, before it gets its name: libxlsxwriter does not notice when
// the disk is full while it writes rows, and would make a smaller workbook out of what is there.

#ifndef MINGCE_LIB_SHEET_WORKBOOK_CHECK_H_
#define MINGCE_LIB_SHEET_WORKBOOK_CHECK_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"

namespace mingce::sheet {

// OK when the workbook at `path` is whole (every checksum and tag of its sheets), and its sheets,
// in order, have this many rows. Without the limits of reading: the writer is our own.
absl::Status CheckWorkbook(const std::string& path, const std::vector<std::uint64_t>& rows);

}  // namespace mingce::sheet

#endif  // MINGCE_LIB_SHEET_WORKBOOK_CHECK_H_
