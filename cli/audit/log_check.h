// One log of a service that runs, proved page by page up to its head, and compared with the heads
// that somebody holds of it.

#ifndef MINGCE_CLI_AUDIT_LOG_CHECK_H_
#define MINGCE_CLI_AUDIT_LOG_CHECK_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "cli/files/held_heads.h"
#include "lib/base/sentence.h"
#include "mingce/audit/v1/audit_service.pb.h"
#include "mingce/type/feed.pb.h"

namespace mingce::cli {

// What is wrong with a log. It is broken at one place at most, for nothing is read behind it; the
// other findings are of heads.
struct LogFinding {
  std::string reason;  // stable; docs/api.md explains each
  std::uint64_t sequence = 0;
  Sentence right;  // what would be right
};

struct LogReport {
  std::uint64_t entries = 0;  // proved, from the first on
  type::Cursor head;          // the newest one
  std::uint64_t heads = 0;    // held outside, that the log was compared with
  std::vector<LogFinding> findings;
};

// Asks the service for one page: VerifyLog.
using AskForPage = absl::FunctionRef<absl::StatusOr<audit::v1::VerifyLogResponse>(
    const audit::v1::VerifyLogRequest&)>;

// Proves all of `log`, until the head is reached or the log is broken. `heads` are those held of
// it. Heads behind a break are not compared, unless the log does not reach them. Errors: those of
// `ask`; PROOF_UNFIT.
absl::StatusOr<LogReport> CheckLog(audit::v1::Log log, absl::Span<const HeldHead> heads,
                                   AskForPage ask);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_AUDIT_LOG_CHECK_H_
