// mingcectl status

#ifndef MINGCE_CLI_OPERATE_STATUS_H_
#define MINGCE_CLI_OPERATE_STATUS_H_

#include "absl/status/statusor.h"
#include "cli/run/answer.h"
#include "cli/run/session.h"

namespace mingce::cli {

struct StatusOptions {};

// Asks each service once and shows how far each has come. Exit status 3 when one does not answer.
absl::StatusOr<Answer> ShowStatus(Session& session, const StatusOptions& options);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_OPERATE_STATUS_H_
