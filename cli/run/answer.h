// What a command gives back when nothing stopped it, and the exit status of the process.

#ifndef MINGCE_CLI_RUN_ANSWER_H_
#define MINGCE_CLI_RUN_ANSWER_H_

#include <utility>

#include "absl/status/status.h"
#include "cli/show/view.h"

namespace mingce::cli {

// Scripts depend on it.
enum ExitCode { kDone = 0, kRefused = 1, kUsage = 2, kUnavailable = 3 };

// What `status` means for the caller of the tool.
ExitCode ExitCodeOf(const absl::Status& status);

struct Answer {
  Answer(View found, ExitCode exit_code = kDone)  // NOLINT: most commands are simply done
      : view(std::move(found)), code(exit_code) {}

  View view;
  ExitCode code;  // other than kDone when what was found is itself bad news
};

}  // namespace mingce::cli

#endif  // MINGCE_CLI_RUN_ANSWER_H_
