// PEM files written whole: under a temporary name beside, synced, then renamed.

#ifndef MINGCE_CLI_PKI_PEM_FILE_H_
#define MINGCE_CLI_PKI_PEM_FILE_H_

#include <sys/types.h>

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace mingce::cli::pki {

// Writes `text` to `path` with exactly `mode`. Without `replace` an existing file is PKI_EXISTS.
// Errors: PKI_EXISTS, PKI_FILE_NOT_WRITTEN.
absl::Status WritePem(const std::string& path, absl::string_view text, mode_t mode, bool replace);

// PKI_MISSING when there is no such file.
absl::StatusOr<std::string> ReadPem(const std::string& path);

// The errors of this room.
absl::Status PkiExists(absl::string_view path);
absl::Status PkiMissing(absl::string_view path);
absl::Status PkiDamaged(absl::string_view path);
absl::Status PkiRequestInvalid(absl::string_view zh, absl::string_view en);
absl::Status PkiFileNotWritten(absl::string_view path, int errno_value);

}  // namespace mingce::cli::pki

#endif  // MINGCE_CLI_PKI_PEM_FILE_H_
