// How a result workbook is told from one that a collector filled in: its metadata name the files
// whose rows it holds, and a checksum of what was written. It may be put right and sent in; the
// mark stays then, and the checksum tells that somebody's work is in it.

#ifndef MINGCE_LIB_INTAKE_RESULT_MARK_H_
#define MINGCE_LIB_INTAKE_RESULT_MARK_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace mingce::intake {

// A checksum over the texts of rows, by place; empty cells do not count. FNV-1a, 64 bits: it finds
// changes, and is no defence against anybody.
class TextChecksum {
 public:
  void AddCell(std::size_t column, absl::string_view text);
  void EndRow() { Add("\n"); }
  std::string Text() const;

 private:
  void Add(absl::string_view bytes);

  std::uint64_t sum_ = 0xCBF29CE484222325;
};

// The metadata of a workbook with rows of these files (base names). `dry_run`: of a run that kept
// nothing; such a result never takes the place of another.
std::map<std::string, std::string> ResultMark(absl::Span<const std::string> originals,
                                              const TextChecksum& written, bool dry_run = false);

// The base names in the mark; none when the workbook is no result.
std::vector<std::string> ResultOf(const std::map<std::string, std::string>& metadata);

// Whether the file is a result workbook of ours, of `original` ("" for any), and nobody has changed it
// since it was written: it may be replaced or removed. False when it cannot be read: then it is
// somebody else's, and left alone.
bool IsUntouchedResult(const std::string& path, absl::string_view original);

// The same, of a dry run.
bool IsUntouchedDryRunResult(const std::string& path);

// "名单.xlsx" → "名单-结果.xlsx" beside it, of a dry run "名单-试运行.xlsx"; or "名单-结果-2.xlsx"
// and so on: the first that is not there, or is an untouched result of `input`. What somebody has
// filled in, or put right, is never overwritten.
std::string FreeErrorPath(const std::string& input, bool dry_run = false);

// Whether both paths mean one file, there or not.
bool SameFile(const std::string& a, const std::string& b);

}  // namespace mingce::intake

#endif  // MINGCE_LIB_INTAKE_RESULT_MARK_H_
