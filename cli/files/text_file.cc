#include "cli/files/text_file.h"

#include <cstddef>
#include <filesystem>
#include <iostream>
#include <variant>

#include "absl/strings/strip.h"
#include "cli/show/errors.h"
#include "lib/base/new_file.h"
#include "lib/base/whole_file.h"

namespace mingce::cli {

absl::StatusOr<std::string> ReadTextFile(const std::string& path, std::size_t most_bytes) {
  const std::variant<WholeFile, ReadFault> read = ReadWholeFile(path, most_bytes);
  if (const auto* fault = std::get_if<ReadFault>(&read)) {
    if (*fault == ReadFault::kNotRegular) return InputNotRegular(path);
    if (*fault == ReadFault::kTooLarge) return InputTooLarge(path, most_bytes);
    return InputUnreadable(path);
  }
  return std::string(absl::StripPrefix(std::get<WholeFile>(read).bytes, "\xEF\xBB\xBF"));
}

absl::StatusOr<std::string> ReadTextInput(const std::string& path) {
  if (!path.empty() && path != "-") return ReadTextFile(path);
  std::string text(kMostTextBytes + 1, '\0');
  std::cin.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(std::cin.gcount()));
  if (text.size() > kMostTextBytes) return InputTooLarge("-", kMostTextBytes);
  return text;
}

absl::Status WriteTextFile(const std::string& path, absl::string_view text, mode_t mode) {
  const FileFailure failure = WriteNewFile(path, text, mode, NewFile::IfTaken::kReplace);
  return failure.ok() ? absl::OkStatus() : OutputNotWritten(path);
}

std::string FileName(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

}  // namespace mingce::cli
