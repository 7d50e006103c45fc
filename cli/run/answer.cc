#include "cli/run/answer.h"

#include "lib/base/error.h"

namespace mingce::cli {

ExitCode ExitCodeOf(const absl::Status& status) {
  if (status.ok()) return kDone;
  if (ReasonOf(status) == "USAGE") return kUsage;
  if (absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) ||
      ReasonOf(status) == "QUEUE_FULL") {
    return kUnavailable;
  }
  return kRefused;
}

}  // namespace mingce::cli
