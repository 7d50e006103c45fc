// Every refusal that the tool itself gives, as opposed to those of a service or of lib/sheet.
// Domain "mingce.cli". Messages name files, sheets, cells, rows and headers; never what a cell of a
// person holds.

#ifndef MINGCE_CLI_ERRORS_H_
#define MINGCE_CLI_ERRORS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace mingce::cli {

// Exit status of the process (scripts depend on it).
enum ExitCode { kDone = 0, kRefused = 1, kUsage = 2, kUnavailable = 3 };

// What `status` means for the caller of the tool.
ExitCode ExitCodeOf(const absl::Status& status);

absl::Status UsageError(absl::string_view zh, absl::string_view en);  // USAGE

// UNAVAILABLE, SERVICE_UNREACHABLE: no answer from the service until patience ran out. `detail` is
// what the transport said.
absl::Status ServiceUnreachable(absl::string_view title_zh, absl::string_view name,
                                absl::string_view address, absl::string_view detail);

absl::Status ProfileMissing(absl::string_view path);                          // PROFILE_MISSING
absl::Status ProfileDamaged(absl::string_view path, absl::string_view what);  // PROFILE_DAMAGED
absl::Status InputUnreadable(absl::string_view path);                         // INPUT_UNREADABLE
absl::Status OutputNotWritten(absl::string_view path);                        // OUTPUT_NOT_WRITTEN

// OUTPUT_EXISTS: a file is there, or a folder with something in it, and is not overwritten.
absl::Status OutputExists(absl::string_view path);

// INPUT_DAMAGED. `line` from 1, 0 for the whole file; the path "-" is standard input.
absl::Status InputDamaged(absl::string_view path, std::size_t line, absl::string_view zh,
                          absl::string_view en);

absl::Status BadDate(absl::string_view option);  // BAD_DATE
absl::Status CampaignRequired();     // CAMPAIGN_REQUIRED: none given and not exactly one
absl::Status OrganizationUnknown();  // ORGANIZATION_UNKNOWN

// ORGANIZATION_HAS_MEMBERS: closing would leave members behind. `more`: `count` is only a part.
absl::Status OrganizationHasMembers(std::size_t count, bool more);

// Why a whole workbook is refused. Nothing of it is sent.
struct WorkbookPlace {
  std::string file;   // base name
  std::string sheet;  // "" for the whole file
};
// `hidden`: sheets that were not read for being hidden, where the data may be.
absl::Status NoRows(const WorkbookPlace& place,
                    const std::vector<std::string>& hidden);  // NO_ROWS
// `rows`: how many rows on the sheet look like data, 0 when that is not known to be any.
absl::Status HeaderNotFound(const WorkbookPlace& place, absl::string_view some, std::size_t rows,
                            const std::vector<std::string>& hidden);  // HEADER_NOT_FOUND
absl::Status ColumnMissing(const WorkbookPlace& place, std::uint32_t header_row,
                           const std::vector<std::string>& labels,
                           std::size_t rows);  // COLUMN_MISSING
absl::Status RowsAboveHeader(const WorkbookPlace& place, std::uint32_t header_row,
                             std::uint32_t row);  // ROWS_ABOVE_HEADER
absl::Status ColumnTwice(const WorkbookPlace& place, absl::string_view first,
                         absl::string_view second, absl::string_view label);    // COLUMN_TWICE
absl::Status MergedCells(const WorkbookPlace& place, absl::string_view range);  // MERGED_CELLS
// WRONG_TEMPLATE. `found` and `wanted` as a clerk knows them; `remedy_*` is what to do.
absl::Status WrongTemplate(const WorkbookPlace& place, absl::string_view found,
                           absl::string_view wanted, absl::string_view remedy_zh,
                           absl::string_view remedy_en);

// INTERNAL, ANSWER_INCOMPLETE: a service answered for other rows than were sent.
absl::Status AnswerIncomplete(absl::string_view file, std::uint64_t sent, std::uint64_t answered);

// RESULT_EDITED: a result workbook that was put right is given together with its original.
absl::Status ResultEdited(absl::string_view file, absl::string_view original);

// ABORTED, NOT_STARTED: the run ended before the file's turn; nothing of it was sent.
absl::Status NotStarted(absl::string_view file);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_ERRORS_H_
