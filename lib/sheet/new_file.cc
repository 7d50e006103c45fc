#include "lib/sheet/new_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/base/ids.h"
#include "lib/base/status_macros.h"
#include "lib/sheet/errors.h"

namespace mingce::sheet {
namespace {

absl::Status Failed(const std::string& path, absl::string_view step, int errno_value) {
  return FileNotWritten(BaseName(path), absl::StrCat(step, ": ", std::strerror(errno_value)));
}

// Syncs a file or a folder.
absl::Status Sync(const std::string& synced, const std::string& path) {
  const int fd = open(synced.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return Failed(path, "open", errno);
  const int result = fsync(fd);
  const int error = errno;
  close(fd);
  return result == 0 ? absl::OkStatus() : Failed(path, "fsync", error);
}

}  // namespace

absl::StatusOr<NewFile> NewFile::Create(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
  struct stat info {};
  if (name.empty() || (stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode))) {
    return Failed(path, "name", EISDIR);
  }
  // Not from the name, which may already be as long as a name can be.
  std::string temporary = absl::StrCat(folder, "/.mingce-", NewOpaqueId(), ".tmp");
  const int fd = open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return Failed(path, "create", errno);
  close(fd);
  return NewFile(path, folder, std::move(temporary));
}

NewFile::NewFile(std::string path, std::string folder, std::string temporary_path)
    : path_(std::move(path)),
      folder_(std::move(folder)),
      temporary_path_(std::move(temporary_path)) {}

NewFile::NewFile(NewFile&& other) noexcept
    : path_(std::move(other.path_)),
      folder_(std::move(other.folder_)),
      temporary_path_(std::exchange(other.temporary_path_, std::string())) {}

NewFile::~NewFile() {
  if (!temporary_path_.empty()) unlink(temporary_path_.c_str());
}

absl::Status NewFile::Publish() {
  MINGCE_RETURN_IF_ERROR(Sync(temporary_path_, path_));
  if (std::rename(temporary_path_.c_str(), path_.c_str()) != 0) {
    return Failed(path_, "rename", errno);
  }
  temporary_path_.clear();
  return Sync(folder_, path_);
}

}  // namespace mingce::sheet
