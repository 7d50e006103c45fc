#include "lib/pki/pem_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "absl/strings/str_cat.h"
#include "lib/base/ids.h"
#include "lib/base/status_macros.h"
#include "lib/pki/errors.h"

namespace mingce::pki {
namespace {

// Certificates and keys are some hundred bytes; whatever is larger is something else.
constexpr std::size_t kMaxPemBytes = 1 << 20;

bool WriteAll(int fd, absl::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// A file beside `path` that holds `text`, synced, under a name of its own.
absl::StatusOr<std::string> Stage(const std::string& path, absl::string_view text, mode_t mode) {
  const std::string temporary = absl::StrCat(path, ".", NewOpaqueId(), ".tmp");
  const int fd = open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return PkiFileNotWritten(path, errno);
  const bool written = WriteAll(fd, text) && fchmod(fd, mode) == 0 && fsync(fd) == 0;
  int failure = written ? 0 : errno;
  if (close(fd) != 0 && failure == 0) failure = errno;
  if (failure == 0) return temporary;
  unlink(temporary.c_str());
  return PkiFileNotWritten(path, failure);
}

// Gives the staged file its name; it is gone from its own whatever comes of it. link() fails where
// the name is taken, so two who start at once cannot both win.
absl::Status PutInPlace(const std::string& temporary, const std::string& path, bool replace) {
  const int named =
      replace ? rename(temporary.c_str(), path.c_str()) : link(temporary.c_str(), path.c_str());
  const int failure = named == 0 ? 0 : errno;
  if (failure != 0 || !replace) unlink(temporary.c_str());
  if (failure == EEXIST && !replace) return PkiExists(path);
  return failure == 0 ? absl::OkStatus() : PkiFileNotWritten(path, failure);
}

// A second name for the file at `path`, over what had that name. No such file: nothing to do.
absl::Status AlsoCall(const std::string& path, const std::string& other) {
  const std::string temporary = absl::StrCat(other, ".", NewOpaqueId(), ".tmp");
  if (link(path.c_str(), temporary.c_str()) != 0) {
    return errno == ENOENT ? absl::OkStatus() : PkiFileNotWritten(other, errno);
  }
  const absl::Status status = PutInPlace(temporary, other, /*replace=*/true);
  unlink(temporary.c_str());  // still there where both names were one file already
  return status;
}

// What was renamed is durable once its folder is.
void SyncFolderOf(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  fsync(fd);
  close(fd);
}

}  // namespace

absl::Status WritePem(const std::string& path, absl::string_view text, mode_t mode, bool replace) {
  MINGCE_ASSIGN_OR_RETURN(const std::string temporary, Stage(path, text, mode));
  MINGCE_RETURN_IF_ERROR(PutInPlace(temporary, path, replace));
  SyncFolderOf(path);
  return absl::OkStatus();
}

absl::Status KeepOld(const std::string& path) { return AlsoCall(path, absl::StrCat(path, ".old")); }

absl::Status WritePair(const std::string& prefix, absl::string_view key,
                       absl::string_view certificate, bool replace) {
  const std::string key_path = absl::StrCat(prefix, ".key.pem");
  const std::string certificate_path = absl::StrCat(prefix, ".crt.pem");
  MINGCE_ASSIGN_OR_RETURN(const std::string new_key, Stage(key_path, key, 0600));
  const absl::StatusOr<std::string> new_certificate = Stage(certificate_path, certificate, 0644);
  absl::Status status = new_certificate.status();
  if (status.ok() && replace) status = KeepOld(key_path);
  if (status.ok() && replace) status = KeepOld(certificate_path);
  if (!status.ok()) {
    unlink(new_key.c_str());
    if (new_certificate.ok()) unlink(new_certificate->c_str());
    return status;
  }
  status = PutInPlace(new_key, key_path, replace);
  if (!status.ok()) {
    unlink(new_certificate->c_str());
    return status;
  }
  status = PutInPlace(*new_certificate, certificate_path, replace);
  if (!status.ok()) {  // back to the pair, or the absence, that was
    unlink(key_path.c_str());
    if (replace) AlsoCall(absl::StrCat(key_path, ".old"), key_path).IgnoreError();
  }
  SyncFolderOf(key_path);
  return status;
}

absl::StatusOr<FolderLock> FolderLock::Take(const std::string& folder) {
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return PkiMissing(folder);
  FolderLock lock(fd);
  while (flock(fd, LOCK_EX) != 0) {
    if (errno != EINTR) return PkiFileNotWritten(folder, errno);
  }
  return lock;
}

FolderLock::~FolderLock() {
  if (fd_ >= 0) close(fd_);
}

absl::StatusOr<std::string> ReadPem(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return PkiMissing(path);
  std::string text;
  char buffer[4096];
  for (;;) {
    const ssize_t got = read(fd, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    text.append(buffer, static_cast<std::size_t>(got));
    if (text.size() > kMaxPemBytes) break;
  }
  close(fd);
  if (text.empty() || text.size() > kMaxPemBytes) return PkiDamaged(path);
  return text;
}

}  // namespace mingce::pki
