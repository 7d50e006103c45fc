#include "lib/base/new_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/ids.h"

namespace mingce {
namespace {

FileFailure Failed(const char* step) { return {.step = step, .error = errno}; }

}  // namespace

std::variant<NewFile, FileFailure> NewFile::Create(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
  struct stat info {};
  if (name.empty() || (stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode))) {
    return FileFailure{.step = "name", .error = EISDIR};
  }
  // Not from the name, which may already be as long as a name can be.
  std::string temporary = absl::StrCat(folder, "/.mingce-", NewOpaqueId(), ".tmp");
  const int opened = open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (opened < 0) return Failed("create");
  NewFile file(path, folder, std::move(temporary), opened);
  // The umask may have taken the owner's own rights away.
  if (fchmod(opened, 0600) != 0) return Failed("mode");
  return file;
}

NewFile::NewFile(std::string path, std::string folder, std::string temporary_path, int opened)
    : path_(std::move(path)),
      folder_(std::move(folder)),
      temporary_path_(std::move(temporary_path)),
      opened_(opened) {}

NewFile::NewFile(NewFile&& other) noexcept
    : path_(std::move(other.path_)),
      folder_(std::move(other.folder_)),
      temporary_path_(std::exchange(other.temporary_path_, std::string())),
      opened_(std::exchange(other.opened_, -1)) {}

NewFile::~NewFile() {
  if (opened_ >= 0) close(opened_);
  if (!temporary_path_.empty()) unlink(temporary_path_.c_str());
}

std::string NewFile::opened_path() const { return absl::StrCat("/proc/self/fd/", opened_); }

FileFailure NewFile::Write(absl::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(opened_, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return Failed("write");
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

FileFailure NewFile::Sync() { return fsync(opened_) == 0 ? FileFailure() : Failed("sync"); }

FileFailure NewFile::Publish(mode_t mode, IfTaken if_taken) {
  if (fchmod(opened_, mode) != 0) return Failed("mode");
  if (const FileFailure failure = Sync(); !failure.ok()) return failure;
  if (if_taken == IfTaken::kReplace) {
    if (std::rename(temporary_path_.c_str(), path_.c_str()) != 0) return Failed("rename");
  } else {
    // link() fails where the name is taken; rename() would take it over.
    if (link(temporary_path_.c_str(), path_.c_str()) != 0) return Failed("link");
    unlink(temporary_path_.c_str());
  }
  temporary_path_.clear();
  const int folder = open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool named = folder >= 0 && fsync(folder) == 0;
  const FileFailure failure = named ? FileFailure() : Failed("sync");
  if (folder >= 0) close(folder);
  return failure;
}

FileFailure WriteNewFile(const std::string& path, absl::string_view text, mode_t mode,
                         NewFile::IfTaken if_taken) {
  std::variant<NewFile, FileFailure> made = NewFile::Create(path);
  if (const auto* failure = std::get_if<FileFailure>(&made)) return *failure;
  NewFile& file = std::get<NewFile>(made);
  if (const FileFailure failure = file.Write(text); !failure.ok()) return failure;
  return file.Publish(mode, if_taken);
}

}  // namespace mingce
