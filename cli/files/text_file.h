// Text files read whole and written whole.

#ifndef MINGCE_CLI_FILES_TEXT_FILE_H_
#define MINGCE_CLI_FILES_TEXT_FILE_H_

#include <sys/types.h>

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace mingce::cli {

// No service takes a request of more than 4 MiB, so a text of which one is made is far smaller.
inline constexpr std::size_t kMostTextBytes = 16 << 20;

// Without a byte-order mark. INPUT_UNREADABLE; FILE_NOT_REGULAR for a pipe, a device and a folder;
// INPUT_TOO_LARGE.
absl::StatusOr<std::string> ReadTextFile(const std::string& path,
                                         std::size_t most_bytes = kMostTextBytes);

// The same; "-" (and "") is standard input, which may be a pipe.
absl::StatusOr<std::string> ReadTextInput(const std::string& path);

// Whole under its name, or not at all: an older file stays until then. OUTPUT_NOT_WRITTEN.
absl::Status WriteTextFile(const std::string& path, absl::string_view text, mode_t mode);

// The last component of a path.
std::string FileName(const std::string& path);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_FILES_TEXT_FILE_H_
