// PEM files written whole: under a temporary name beside, synced, then renamed.

#ifndef MINGCE_LIB_PKI_PEM_FILE_H_
#define MINGCE_LIB_PKI_PEM_FILE_H_

#include <sys/types.h>

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace mingce::pki {

// Writes `text` to `path` with exactly `mode`. Without `replace` an existing file is PKI_EXISTS.
// Errors: PKI_EXISTS, PKI_FILE_NOT_WRITTEN.
absl::Status WritePem(const std::string& path, absl::string_view text, mode_t mode, bool replace);

// Writes <prefix>.key.pem (mode 0600) and <prefix>.crt.pem (0644), which belong together. Without
// `replace` either being there is PKI_EXISTS. With it the pair that was there stays as
// <file>.old. Both are on disk before the first is renamed, and a rename that fails is taken back:
// what is there afterwards fits. Only a power cut between the two renames leaves the new key with
// the old certificate; each half of both pairs is there then, the old key as .old. Errors:
// PKI_EXISTS, PKI_FILE_NOT_WRITTEN.
absl::Status WritePair(const std::string& prefix, absl::string_view key,
                       absl::string_view certificate, bool replace);

// Keeps the file at `path` as <path>.old too, over what had that name; none there: nothing to keep.
// Errors: PKI_FILE_NOT_WRITTEN.
absl::Status KeepOld(const std::string& path);

// PKI_MISSING when there is no such file or it cannot be read; PKI_DAMAGED when it is empty, larger
// than any PEM, or no regular file.
absl::StatusOr<std::string> ReadPem(const std::string& path);

// Makes `path`, and the folders above it that are not there, for their owner alone (mode 0700)
// whatever the umask is. One that is there already stays as it is. Errors: PKI_FILE_NOT_WRITTEN.
absl::Status MakeKeyFolder(const std::string& path);

// Keeps other processes that take it out of `folder` until it is destroyed.
class FolderLock {
 public:
  // Waits for it. PKI_MISSING when there is no such folder.
  static absl::StatusOr<FolderLock> Take(const std::string& folder);
  FolderLock(FolderLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace mingce::pki

#endif  // MINGCE_LIB_PKI_PEM_FILE_H_
