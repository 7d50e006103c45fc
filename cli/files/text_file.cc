#include "cli/files/text_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "cli/show/errors.h"
#include "lib/base/ids.h"

namespace mingce::cli {

absl::StatusOr<std::string> ReadTextFile(const std::string& path) {
  std::error_code failure;
  if (std::filesystem::is_directory(path, failure)) return InputUnreadable(path);
  std::ifstream file(path, std::ios::binary);
  if (!file) return InputUnreadable(path);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (file.bad()) return InputUnreadable(path);
  return std::string(absl::StripPrefix(text, "\xEF\xBB\xBF"));
}

absl::StatusOr<std::string> ReadTextInput(const std::string& path) {
  if (!path.empty() && path != "-") return ReadTextFile(path);
  return std::string((std::istreambuf_iterator<char>(std::cin)), std::istreambuf_iterator<char>());
}

absl::Status WriteTextFile(const std::string& path, absl::string_view text, mode_t mode) {
  const std::string temporary = absl::StrCat(path, ".", NewOpaqueId(), ".tmp");
  const int fd = open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (fd < 0) return OutputNotWritten(path);
  bool done = true;
  while (done && !text.empty()) {
    const ssize_t written = write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    done = written > 0;
    if (done) text.remove_prefix(static_cast<std::size_t>(written));
  }
  done = done && fsync(fd) == 0;
  done = (close(fd) == 0) && done;
  if (done && rename(temporary.c_str(), path.c_str()) == 0) return absl::OkStatus();
  unlink(temporary.c_str());
  return OutputNotWritten(path);
}

std::string FileName(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

}  // namespace mingce::cli
