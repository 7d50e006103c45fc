// Every error this room can give. Domain "mingce.sheet"; the reasons never change once released.
//
// Messages name the file by its base name, and the sheet and cell where known; never a value.

#ifndef MINGCE_LIB_SHEET_ERRORS_H_
#define MINGCE_LIB_SHEET_ERRORS_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lib/base/new_file.h"

namespace mingce::sheet {

inline constexpr char kErrorDomain[] = "mingce.sheet";

// Where reading stands. Names come from outside: the functions below make them printable.
struct Place {
  std::string file;   // base name
  std::string sheet;  // "" outside of a sheet
  std::string part;   // name inside of the zip, or ""
};

// The last component of a path.
std::string BaseName(absl::string_view path);

// What a file is when it is no workbook; sets the advice and metadata "found".
enum class NotWorkbook { kUnknown, kText, kHtml, kXml, kOtherZip, kXlsb, kOtherOle };

// Which limit of a sheet; metadata "limit".
enum class SheetLimit { kRows, kColumns, kCellBytes, kMergedRanges };

absl::Status FileNotFound(absl::string_view file);                       // FILE_NOT_FOUND
absl::Status FileNotReadable(absl::string_view file, int errno_value);   // FILE_NOT_READABLE
absl::Status FileNotRegular(absl::string_view file);                     // FILE_NOT_REGULAR
absl::Status FileEmpty(absl::string_view file);                          // FILE_EMPTY
absl::Status FileTooLarge(absl::string_view file, std::uint64_t limit);  // FILE_TOO_LARGE
absl::Status NotAWorkbook(absl::string_view file, NotWorkbook found);    // NOT_A_WORKBOOK
absl::Status OldXlsFormat(absl::string_view file);                       // OLD_XLS_FORMAT
absl::Status EncryptedWorkbook(absl::string_view file);                  // ENCRYPTED_WORKBOOK
absl::Status NoSheets(absl::string_view file);                           // NO_SHEETS

// DAMAGED_WORKBOOK. `detail` is for metadata and the English message: what was found wrong.
absl::Status DamagedWorkbook(const Place& place, absl::string_view detail);

// WORKBOOK_BOMB. `limit` is the name of the field of ReadLimits.
absl::Status WorkbookBomb(const Place& place, absl::string_view limit);

// XML_FORBIDDEN: a document type or an entity of its own, which no workbook needs.
absl::Status XmlForbidden(const Place& place);

// SHEET_TOO_LARGE. `cell` is where, such as "C5".
absl::Status SheetTooLarge(const Place& place, SheetLimit which, std::uint64_t limit,
                           absl::string_view cell);

absl::Status FileNotWritten(absl::string_view file, absl::string_view detail);  // FILE_NOT_WRITTEN
absl::Status FileNotWritten(absl::string_view file, const FileFailure& failure);
absl::Status TextTooLong(absl::string_view file, absl::string_view where);   // TEXT_TOO_LONG
absl::Status SheetMisuse(absl::string_view file, absl::string_view detail);  // SHEET_MISUSE

}  // namespace mingce::sheet

#endif  // MINGCE_LIB_SHEET_ERRORS_H_
