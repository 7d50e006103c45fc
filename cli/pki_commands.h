// mingcectl pki init | issue | profile, and mingcectl key init. Offline.

#ifndef MINGCE_CLI_PKI_COMMANDS_H_
#define MINGCE_CLI_PKI_COMMANDS_H_

#include <string>

#include "absl/status/statusor.h"
#include "cli/session.h"

namespace mingce::cli {

absl::StatusOr<ExitCode> PkiInit(const Session& session, const std::string& dir);

struct PkiIssueOptions {
  std::string dir;
  std::string kind;  // service, person or partner
  std::string id;
  std::string server_names;  // separated by commas; "" means localhost,127.0.0.1 for a service
  int days = 365;
  std::string out_prefix;  // "" means <dir>/<id>
};
absl::StatusOr<ExitCode> PkiIssue(const Session& session, const PkiIssueOptions& options);

struct PkiProfileOptions {
  std::string dir;
  std::string id;  // whose certificate, of the prefix <dir>/<id> unless `prefix` says otherwise
  std::string prefix;
  std::string out;
  std::string registry;
  std::string members;
  std::string reporting;
};
// Writes a profile with paths relative to it where that is possible.
absl::StatusOr<ExitCode> PkiProfile(const Session& session, const PkiProfileOptions& options);

// A new master key for one service (lib/seal/key_file.h); never overwrites.
absl::StatusOr<ExitCode> KeyInit(const Session& session, const std::string& out);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_PKI_COMMANDS_H_
