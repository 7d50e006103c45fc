#include "lib/intake/result_mark.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "lib/base/status_macros.h"
#include "lib/sheet/errors.h"
#include "lib/sheet/workbook_reader.h"

namespace mingce::intake {
namespace {

constexpr char kKey[] = "result_of";
constexpr char kChecksumKey[] = "checksum";
constexpr char kDryRunKey[] = "dry_run";

// A cell takes 32,767 characters; a name cut off only makes the mark miss a file.
constexpr std::size_t kMarkBytesLimit = 30'000;

absl::StatusOr<TextChecksum> ChecksumOf(sheet::WorkbookReader& reader) {
  TextChecksum sum;
  for (std::size_t i = 0; i < reader.sheets().size(); ++i) {
    if (reader.sheets()[i].hidden) continue;
    MINGCE_RETURN_IF_ERROR(reader.ReadRows(i, [&](const sheet::Row& row) {
      for (std::size_t c = 0; c < row.cells.size(); ++c) sum.AddCell(c, row.cells[c].text);
      sum.EndRow();
      return absl::OkStatus();
    }));
  }
  return sum;
}

// Of a dry run alone with `dry_run`.
bool IsUntouched(const std::string& path, absl::string_view original, bool dry_run) {
  const auto reader = sheet::WorkbookReader::Open(path);
  if (!reader.ok()) return false;
  const auto metadata = sheet::ReadMetadata(**reader);
  if (!metadata.ok()) return false;
  const std::vector<std::string> originals = ResultOf(*metadata);
  if (originals.empty() || (dry_run && metadata->count(kDryRunKey) == 0)) return false;
  if (!original.empty() &&
      std::find(originals.begin(), originals.end(), original) == originals.end()) {
    return false;
  }
  const auto sum = ChecksumOf(**reader);
  const auto written = metadata->find(kChecksumKey);
  return sum.ok() && written != metadata->end() && written->second == sum->Text();
}

}  // namespace

void TextChecksum::AddCell(std::size_t column, absl::string_view text) {
  if (text.empty()) return;
  Add(absl::StrCat(column, "="));
  Add(text);
  Add("\t");
}

std::string TextChecksum::Text() const { return absl::StrCat(absl::Hex(sum_, absl::kZeroPad16)); }

void TextChecksum::Add(absl::string_view bytes) {
  for (const char c : bytes) sum_ = (sum_ ^ static_cast<unsigned char>(c)) * 0x100000001B3;
}

std::map<std::string, std::string> ResultMark(absl::Span<const std::string> originals,
                                              const TextChecksum& written, bool dry_run) {
  std::string names;
  for (const std::string& name : originals) {
    if (names.size() + name.size() + 1 > kMarkBytesLimit) break;
    absl::StrAppend(&names, names.empty() ? "" : "/", name);  // no file has "/" in its name
  }
  std::map<std::string, std::string> mark = {{kKey, names}, {kChecksumKey, written.Text()}};
  if (dry_run) mark[kDryRunKey] = "true";
  return mark;
}

std::vector<std::string> ResultOf(const std::map<std::string, std::string>& metadata) {
  const auto found = metadata.find(kKey);
  if (found == metadata.end()) return {};
  return absl::StrSplit(found->second, '/', absl::SkipEmpty());
}

bool IsUntouchedResult(const std::string& path, absl::string_view original) {
  return IsUntouched(path, original, /*dry_run=*/false);
}

bool IsUntouchedDryRunResult(const std::string& path) {
  return IsUntouched(path, "", /*dry_run=*/true);
}

namespace {

// `count` 1: without a number.
std::string NumberedPath(const std::string& input, bool dry_run, int count) {
  const std::filesystem::path path(input);
  const std::string number = count == 1 ? "" : absl::StrCat("-", count);
  return (path.parent_path() /
          absl::StrCat(path.stem().string(), dry_run ? "-试运行" : "-结果", number, ".xlsx"))
      .string();
}

}  // namespace

std::string FreeErrorPath(const std::string& input, bool dry_run) {
  std::string path = NumberedPath(input, dry_run, 1);
  std::error_code ignored;
  for (int i = 2; std::filesystem::exists(path, ignored) &&
                  !IsUntouched(path, sheet::BaseName(input), dry_run);
       ++i) {
    path = NumberedPath(input, dry_run, i);
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

}  // namespace mingce::intake
