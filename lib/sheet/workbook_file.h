// Looks at a file before anything is unpacked: is it a zip that may hold a workbook, and if not,
// what is it, so that the person hears what to do instead.

#ifndef MINGCE_LIB_SHEET_WORKBOOK_FILE_H_
#define MINGCE_LIB_SHEET_WORKBOOK_FILE_H_

#include <string>

#include "absl/status/statusor.h"
#include "lib/sheet/read_limits.h"

namespace mingce::sheet {

// Opens a file that begins as a zip, is within file_bytes, and cannot have more than `entries`
// parts in any directory (the signature of directory entries is counted in the whole file, so that
// the zip library never sees a directory larger than allowed). The caller closes the descriptor,
// which stands at 0. Errors: FILE_NOT_FOUND, FILE_NOT_READABLE, FILE_NOT_REGULAR, FILE_EMPTY,
// FILE_TOO_LARGE, NOT_A_WORKBOOK, OLD_XLS_FORMAT, ENCRYPTED_WORKBOOK, WORKBOOK_BOMB.
absl::StatusOr<int> OpenWorkbookFile(const std::string& path, const ReadLimits& limits);

}  // namespace mingce::sheet

#endif  // MINGCE_LIB_SHEET_WORKBOOK_FILE_H_
