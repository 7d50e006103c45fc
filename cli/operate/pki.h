// mingcectl pki init | issue | sign | profile, and mingcectl key init. Offline.

#ifndef MINGCE_CLI_OPERATE_PKI_H_
#define MINGCE_CLI_OPERATE_PKI_H_

#include <string>

#include "absl/status/statusor.h"
#include "cli/run/answer.h"
#include "cli/run/session.h"
#include "lib/pki/authority.h"

namespace mingce::cli {

struct PkiInitOptions {
  std::string dir;
  std::string trust_domain = pki::kDefaultTrustDomain;  // of every identity the authority gives out
};
absl::StatusOr<Answer> PkiInit(const Session& session, const PkiInitOptions& options);

struct PkiIssueOptions {
  std::string dir;
  std::string kind;  // service, person or partner
  std::string id;
  // Separated by commas. "" means localhost,127.0.0.1 for a service's first certificate, and those
  // it has for a renewal.
  std::string server_names;
  int days = 365;
  std::string out_prefix;  // "" means <dir>/<id>
  bool renew = false;
  std::string csr;  // PkiSign only: the file of the request
};
// A certificate with a new key.
absl::StatusOr<Answer> PkiIssue(const Session& session, const PkiIssueOptions& options);
// A certificate for the key in a request; kind and id are those of the options.
absl::StatusOr<Answer> PkiSign(const Session& session, const PkiIssueOptions& options);

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
absl::StatusOr<Answer> PkiProfile(const Session& session, const PkiProfileOptions& options);

// A new master key for one service (lib/seal/key_file.h); never overwrites.
struct KeyInitOptions {
  std::string out;
};
absl::StatusOr<Answer> KeyInit(const Session& session, const KeyInitOptions& options);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_OPERATE_PKI_H_
