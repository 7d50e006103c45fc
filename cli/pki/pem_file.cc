#include "cli/pki/pem_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"

namespace mingce::cli::pki {
namespace {

constexpr char kDomain[] = "mingce.cli";

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

}  // namespace

absl::Status WritePem(const std::string& path, absl::string_view text, mode_t mode, bool replace) {
  const std::string temporary = absl::StrCat(path, ".", NewOpaqueId(), ".tmp");
  const int fd = open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return PkiFileNotWritten(path, errno);
  const bool written = WriteAll(fd, text) && fchmod(fd, mode) == 0 && fsync(fd) == 0;
  int failure = written ? 0 : errno;
  if (close(fd) != 0 && failure == 0) failure = errno;
  // link() fails where the name is taken, so two who start at once cannot both win.
  if (failure == 0) {
    const int named =
        replace ? rename(temporary.c_str(), path.c_str()) : link(temporary.c_str(), path.c_str());
    if (named != 0) failure = errno;
  }
  if (failure != 0 || !replace) unlink(temporary.c_str());
  if (failure == EEXIST) return PkiExists(path);
  return failure == 0 ? absl::OkStatus() : PkiFileNotWritten(path, failure);
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

absl::Status PkiExists(absl::string_view path) {
  return MakeError(absl::StatusCode::kAlreadyExists,
                   absl::StrCat(path, " exists already; it is not overwritten"),
                   {"PKI_EXISTS",
                    kDomain,
                    absl::StrCat("文件", path, "已存在，不会覆盖；请换一个目录"),
                    {{"path", std::string(path)}}});
}

absl::Status PkiMissing(absl::string_view path) {
  return MakeError(absl::StatusCode::kNotFound,
                   absl::StrCat("there is no readable file ", path, "; run 'mingcectl pki init'"),
                   {"PKI_MISSING",
                    kDomain,
                    absl::StrCat("没有可读的文件", path, "；请先执行 mingcectl pki init"),
                    {{"path", std::string(path)}}});
}

absl::Status PkiDamaged(absl::string_view path) {
  return MakeError(absl::StatusCode::kDataLoss,
                   absl::StrCat(path, " is not the certificate or key it should be"),
                   {"PKI_DAMAGED",
                    kDomain,
                    absl::StrCat("文件", path, "不是有效的证书或密钥，请从备份恢复"),
                    {{"path", std::string(path)}}});
}

absl::Status PkiRequestInvalid(absl::string_view zh, absl::string_view en) {
  return MakeError(absl::StatusCode::kInvalidArgument, en,
                   {"PKI_REQUEST_INVALID", kDomain, std::string(zh), {}});
}

absl::Status PkiFileNotWritten(absl::string_view path, int errno_value) {
  const char* why = std::strerror(errno_value);
  return MakeError(absl::StatusCode::kFailedPrecondition,
                   absl::StrCat("cannot write ", path, ": ", why),
                   {"PKI_FILE_NOT_WRITTEN",
                    kDomain,
                    absl::StrCat("无法写入文件", path, "（", why, "），请检查目录和权限"),
                    {{"path", std::string(path)}}});
}

}  // namespace mingce::cli::pki
