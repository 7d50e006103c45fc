// The exit status of the process; scripts depend on it.

#ifndef MINGCE_CLI_RUN_EXIT_CODE_H_
#define MINGCE_CLI_RUN_EXIT_CODE_H_

#include "absl/status/status.h"

namespace mingce::cli {

enum ExitCode { kDone = 0, kRefused = 1, kUsage = 2, kUnavailable = 3 };

// What `status` means for the caller of the tool.
ExitCode ExitCodeOf(const absl::Status& status);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_RUN_EXIT_CODE_H_
