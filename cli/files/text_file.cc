#include "cli/files/text_file.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "absl/strings/strip.h"
#include "cli/show/errors.h"
#include "lib/base/new_file.h"

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
  const FileFailure failure = WriteNewFile(path, text, mode, NewFile::IfTaken::kReplace);
  return failure.ok() ? absl::OkStatus() : OutputNotWritten(path);
}

std::string FileName(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

}  // namespace mingce::cli
