// Everything that the tool itself refuses, as opposed to a service or a library: domain
// "mingce.cli"; docs/api.md explains each reason. Messages name files, options, rows and headers;
// never what a cell of a person holds.

#ifndef MINGCE_CLI_SHOW_ERRORS_H_
#define MINGCE_CLI_SHOW_ERRORS_H_

#include <cstddef>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lib/base/sentence.h"

namespace mingce::cli {

// Of the command line.
absl::Status UsageError(const Sentence& sentence);  // USAGE
absl::Status BadDate(absl::string_view option);     // BAD_DATE
absl::Status BadTime(absl::string_view option);     // BAD_TIME
absl::Status CampaignRequired();     // CAMPAIGN_REQUIRED: none given, not exactly one there
absl::Status OrganizationUnknown();  // ORGANIZATION_UNKNOWN
// SET_BACK_UNKNOWN: no clock was set back at that event, as far as reporting has heard.
absl::Status SetBackUnknown(absl::string_view event);

// Of the way to the services.
//
// UNAVAILABLE, SERVICE_UNREACHABLE: no answer from the service until patience ran out. `detail` is
// what the transport said.
absl::Status ServiceUnreachable(absl::string_view title_zh, absl::string_view name,
                                absl::string_view address, absl::string_view detail);
// FAILED_PRECONDITION, SERVICE_CERTIFICATE_REFUSED: the service's certificate has expired, is of
// another authority or of another name.
absl::Status ServiceCertificateRefused(absl::string_view title_zh, absl::string_view name,
                                       absl::string_view address);
absl::Status ProfileMissing(absl::string_view path);                        // PROFILE_MISSING
absl::Status ProfileDamaged(absl::string_view path, const Sentence& what);  // PROFILE_DAMAGED

// Of files that somebody names.
absl::Status InputUnreadable(absl::string_view path);  // INPUT_UNREADABLE
// FILE_NOT_REGULAR: a folder, a pipe or a device.
absl::Status InputNotRegular(absl::string_view path);
absl::Status PathNotUtf8(absl::string_view path);
// INPUT_TOO_LARGE. The path "-" is standard input.
absl::Status InputTooLarge(absl::string_view path, std::size_t most_bytes);
absl::Status OutputNotWritten(absl::string_view path);  // OUTPUT_NOT_WRITTEN
absl::Status StandardOutputNotWritten();                // OUTPUT_NOT_WRITTEN
// OUTPUT_EXISTS: a file is there, or a folder with something in it, and is not overwritten.
absl::Status OutputExists(absl::string_view path);
// INPUT_DAMAGED. `line` from 1, 0 for the whole file; the path "-" is standard input.
absl::Status InputDamaged(absl::string_view path, std::size_t line, const Sentence& what);
// NOT_FOUND, NO_HEADS: no line of `service`, or of any service that is asked for where it is "".
absl::Status NoHeads(absl::string_view service);

// Of a run over workbooks.
//
// INTERNAL, ANSWER_INCOMPLETE: a service answered for other rows than were sent.
absl::Status AnswerIncomplete(absl::string_view file, std::int64_t sent, std::int64_t answered);
// RESULT_EDITED: a result workbook that was put right is among the files, and its original too.
absl::Status ResultEdited(absl::string_view file, absl::string_view original);
// ABORTED, NOT_STARTED: the run ended before the file's turn; nothing of it was sent.
absl::Status NotStarted(absl::string_view file);

// INTERNAL, PROOF_UNFIT: what a service says of its log does not follow from what was asked.
absl::Status ProofUnfit();

// Of the directory of a store that is to be checked; metadata "directory".
//
// FAILED_PRECONDITION, STORE_BUSY: a process has it open.
absl::Status StoreBusy(absl::string_view directory);
absl::Status StoreNotADirectory(absl::string_view directory);  // STORE_NOT_A_DIRECTORY
absl::Status StoreForeign(absl::string_view directory);        // STORE_FOREIGN: none of Mingce's
// STORE_NEWER or STORE_OLDER: of another format than this tool reads.
absl::Status StoreOfOtherFormat(absl::string_view directory, int format, int known);
// DATA_LOSS, STORE_DAMAGED: its rows cannot be read. `detail` is what RocksDB said.
absl::Status StoreDamaged(absl::string_view directory, absl::string_view detail);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_SHOW_ERRORS_H_
