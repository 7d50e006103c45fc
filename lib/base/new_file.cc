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

class Descriptor {
 public:
  Descriptor(const std::string& path, int flags) : number_(open(path.c_str(), flags | O_CLOEXEC)) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }
  bool ok() const { return number_ >= 0; }

 private:
  const int number_;
};

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
  const int made = open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (made < 0) return Failed("create");
  // The umask may have taken the owner's own rights away.
  const bool writable = fchmod(made, 0600) == 0;
  const FileFailure failure = writable ? FileFailure() : Failed("mode");
  close(made);
  NewFile file(path, folder, std::move(temporary));
  if (!writable) return failure;
  return file;
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

FileFailure NewFile::Write(absl::string_view text) {
  const Descriptor file(temporary_path_, O_WRONLY | O_APPEND);
  if (!file.ok()) return Failed("write");
  while (!text.empty()) {
    const ssize_t written = write(file.number(), text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return Failed("write");
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

FileFailure NewFile::Sync() {
  const Descriptor file(temporary_path_, O_RDONLY);
  return file.ok() && fsync(file.number()) == 0 ? FileFailure() : Failed("sync");
}

FileFailure NewFile::Publish(mode_t mode, IfTaken if_taken) {
  if (chmod(temporary_path_.c_str(), mode) != 0) return Failed("mode");
  if (const FileFailure failure = Sync(); !failure.ok()) return failure;
  if (if_taken == IfTaken::kReplace) {
    if (std::rename(temporary_path_.c_str(), path_.c_str()) != 0) return Failed("rename");
  } else {
    // link() fails where the name is taken; rename() would take it over.
    if (link(temporary_path_.c_str(), path_.c_str()) != 0) return Failed("link");
    unlink(temporary_path_.c_str());
  }
  temporary_path_.clear();
  const Descriptor folder(folder_, O_RDONLY | O_DIRECTORY);
  if (!folder.ok() || fsync(folder.number()) != 0) return Failed("sync");
  return {};
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
