// Refusals over files that somebody names.

#ifndef MINGCE_CLI_FILES_ERRORS_H_
#define MINGCE_CLI_FILES_ERRORS_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lib/base/sentence.h"

namespace mingce::cli {

absl::Status InputUnreadable(absl::string_view path);   // INPUT_UNREADABLE
absl::Status OutputNotWritten(absl::string_view path);  // OUTPUT_NOT_WRITTEN
absl::Status StandardOutputNotWritten();                // OUTPUT_NOT_WRITTEN

// OUTPUT_EXISTS: a file is there, or a folder with something in it, and is not overwritten.
absl::Status OutputExists(absl::string_view path);

// INPUT_DAMAGED. `line` from 1, 0 for the whole file; the path "-" is standard input.
absl::Status InputDamaged(absl::string_view path, std::size_t line, const Sentence& what);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_FILES_ERRORS_H_
