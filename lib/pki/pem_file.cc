#include "lib/pki/pem_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <variant>

#include "absl/strings/str_cat.h"
#include "lib/base/ids.h"
#include "lib/base/new_file.h"
#include "lib/base/status_macros.h"
#include "lib/base/whole_file.h"
#include "lib/pki/errors.h"

namespace mingce::pki {
namespace {

// Certificates and keys are some hundred bytes; whatever is larger is something else.
constexpr std::size_t kMaxPemBytes = 1 << 20;

// Beside `path` under a name of its own, on disk.
absl::StatusOr<NewFile> Stage(const std::string& path, absl::string_view text) {
  std::variant<NewFile, FileFailure> made = NewFile::Create(path);
  if (const auto* failure = std::get_if<FileFailure>(&made)) {
    return PkiFileNotWritten(path, failure->error);
  }
  NewFile& file = std::get<NewFile>(made);
  FileFailure failure = file.Write(text);
  if (failure.ok()) failure = file.Sync();
  if (!failure.ok()) return PkiFileNotWritten(path, failure.error);
  return std::move(file);
}

absl::Status Publish(NewFile file, mode_t mode, bool replace) {
  const FileFailure failure =
      file.Publish(mode, replace ? NewFile::IfTaken::kReplace : NewFile::IfTaken::kRefuse);
  if (failure.ok()) return absl::OkStatus();
  if (failure.error == EEXIST) return PkiExists(file.path());
  return PkiFileNotWritten(file.path(), failure.error);
}

// A second name for the file at `path`, over what had that name. No such file: nothing to do.
absl::Status AlsoCall(const std::string& path, const std::string& other) {
  const std::string temporary = absl::StrCat(other, ".", NewOpaqueId(), ".tmp");
  if (link(path.c_str(), temporary.c_str()) != 0) {
    return errno == ENOENT ? absl::OkStatus() : PkiFileNotWritten(other, errno);
  }
  const bool named = rename(temporary.c_str(), other.c_str()) == 0;
  const int failure = errno;
  unlink(temporary.c_str());  // still there where both names were one file already
  return named ? absl::OkStatus() : PkiFileNotWritten(other, failure);
}

}  // namespace

absl::Status WritePem(const std::string& path, absl::string_view text, mode_t mode, bool replace) {
  MINGCE_ASSIGN_OR_RETURN(NewFile file, Stage(path, text));
  return Publish(std::move(file), mode, replace);
}

absl::Status KeepOld(const std::string& path) { return AlsoCall(path, absl::StrCat(path, ".old")); }

absl::Status WritePair(const std::string& prefix, absl::string_view key,
                       absl::string_view certificate, bool replace) {
  const std::string key_path = absl::StrCat(prefix, ".key.pem");
  const std::string certificate_path = absl::StrCat(prefix, ".crt.pem");
  MINGCE_ASSIGN_OR_RETURN(NewFile new_key, Stage(key_path, key));
  MINGCE_ASSIGN_OR_RETURN(NewFile new_certificate, Stage(certificate_path, certificate));
  if (replace) {
    MINGCE_RETURN_IF_ERROR(KeepOld(key_path));
    MINGCE_RETURN_IF_ERROR(KeepOld(certificate_path));
  }
  MINGCE_RETURN_IF_ERROR(Publish(std::move(new_key), 0600, replace));
  const absl::Status status = Publish(std::move(new_certificate), 0644, replace);
  if (!status.ok()) {  // back to the pair, or the absence, that was
    unlink(key_path.c_str());
    if (replace) AlsoCall(absl::StrCat(key_path, ".old"), key_path).IgnoreError();
  }
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
  std::variant<WholeFile, ReadFault> read = ReadWholeFile(path, kMaxPemBytes);
  if (const auto* fault = std::get_if<ReadFault>(&read)) {
    const bool there = *fault == ReadFault::kNotRegular || *fault == ReadFault::kTooLarge;
    return there ? PkiDamaged(path) : PkiMissing(path);
  }
  std::string& text = std::get<WholeFile>(read).bytes;
  if (text.empty()) return PkiDamaged(path);
  return std::move(text);
}

absl::Status MakeKeyFolder(const std::string& path) {
  std::string made;
  for (const std::filesystem::path& part : std::filesystem::path(path)) {
    made = (std::filesystem::path(made) / part).string();
    if (mkdir(made.c_str(), 0700) == 0) {
      // The umask may have taken the owner's own rights away.
      if (chmod(made.c_str(), 0700) != 0) return PkiFileNotWritten(made, errno);
    } else if (errno != EEXIST) {
      return PkiFileNotWritten(path, errno);
    }
  }
  struct stat info = {};
  if (stat(path.c_str(), &info) != 0) return PkiFileNotWritten(path, errno);
  return S_ISDIR(info.st_mode) ? absl::OkStatus() : PkiFileNotWritten(path, ENOTDIR);
}

}  // namespace mingce::pki
