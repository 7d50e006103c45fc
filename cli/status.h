// mingcectl status

#ifndef MINGCE_CLI_STATUS_H_
#define MINGCE_CLI_STATUS_H_

#include "absl/status/statusor.h"
#include "cli/session.h"

namespace mingce::cli {

// Asks each service once and shows how far each has come. Exit status 3 when one does not answer.
absl::StatusOr<ExitCode> ShowStatus(Session& session);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_STATUS_H_
