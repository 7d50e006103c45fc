// mingcectl member get | list | lookup. Members are shown masked, as the service gives them.

#ifndef MINGCE_CLI_MEMBER_H_
#define MINGCE_CLI_MEMBER_H_

#include <string>

#include "absl/status/statusor.h"
#include "cli/session.h"

namespace mingce::cli {

// `name` is members/{member} or the bare id.
absl::StatusOr<ExitCode> GetMember(Session& session, const std::string& name);

// All members of one organisation, not of those below it; given by name or credit code.
absl::StatusOr<ExitCode> ListMembers(Session& session, const std::string& organization);

// By the identity document in a person file; "" or "-" for standard input.
absl::StatusOr<ExitCode> LookupMember(Session& session, const std::string& person);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_MEMBER_H_
