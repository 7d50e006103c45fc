// Refusals of a run over workbooks.

#ifndef MINGCE_CLI_IMPORT_ERRORS_H_
#define MINGCE_CLI_IMPORT_ERRORS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace mingce::cli {

// INTERNAL, ANSWER_INCOMPLETE: a service answered for other rows than were sent.
absl::Status AnswerIncomplete(absl::string_view file, std::int64_t sent, std::int64_t answered);

// RESULT_EDITED: a result workbook that was put right is among the files, and its original too.
absl::Status ResultEdited(absl::string_view file, absl::string_view original);

// ABORTED, NOT_STARTED: the run ended before the file's turn; nothing of it was sent.
absl::Status NotStarted(absl::string_view file);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_ERRORS_H_
