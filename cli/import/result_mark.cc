#include "cli/import/result_mark.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/text_file.h"
#include "lib/sheet/workbook_reader.h"

namespace mingce::cli {
namespace {

constexpr char kKey[] = "result_of";

// A cell takes 32,767 characters; a name cut off only makes the mark miss a file.
constexpr std::size_t kMostBytes = 30'000;

}  // namespace

std::map<std::string, std::string> ResultMark(absl::Span<const std::string> originals) {
  std::string names;
  for (const std::string& name : originals) {
    if (names.size() + name.size() + 1 > kMostBytes) break;
    absl::StrAppend(&names, names.empty() ? "" : "/", name);  // no file has "/" in its name
  }
  return {{kKey, names}};
}

std::vector<std::string> ResultOf(const std::map<std::string, std::string>& metadata) {
  const auto found = metadata.find(kKey);
  if (found == metadata.end()) return {};
  return absl::StrSplit(found->second, '/', absl::SkipEmpty());
}

bool IsResultFile(const std::string& path, absl::string_view original) {
  const auto reader = sheet::WorkbookReader::Open(path);
  if (!reader.ok()) return false;
  const auto metadata = sheet::ReadMetadata(**reader);
  if (!metadata.ok()) return false;
  const std::vector<std::string> originals = ResultOf(*metadata);
  if (original.empty()) return !originals.empty();
  return std::find(originals.begin(), originals.end(), original) != originals.end();
}

std::string DefaultErrorPath(const std::string& input) {
  const std::filesystem::path path(input);
  return (path.parent_path() / absl::StrCat(path.stem().string(), "-结果.xlsx")).string();
}

std::string FreeErrorPath(const std::string& input) {
  std::string path = DefaultErrorPath(input);
  std::error_code ignored;
  for (int i = 2; std::filesystem::exists(path, ignored) && !IsResultFile(path, FileName(input));
       ++i) {
    const std::filesystem::path original(input);
    path = (original.parent_path() / absl::StrCat(original.stem().string(), "-结果-", i, ".xlsx"))
               .string();
  }
  return path;
}

bool SameFile(const std::string& a, const std::string& b) {
  std::error_code failure;
  if (std::filesystem::equivalent(a, b, failure) && !failure) return true;
  const auto first = std::filesystem::weakly_canonical(a, failure);
  if (failure) return a == b;
  const auto second = std::filesystem::weakly_canonical(b, failure);
  return failure ? a == b : first == second;
}

}  // namespace mingce::cli
