// The texts a workbook keeps once and its cells refer to by number.

#ifndef MINGCE_LIB_SHEET_SHARED_STRINGS_H_
#define MINGCE_LIB_SHEET_SHARED_STRINGS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/sheet/package.h"

namespace mingce::sheet {

// All texts end to end; 4 bytes of index each.
class SharedStrings {
 public:
  std::size_t size() const { return ends_.size(); }

  // The text with this number, `index` < size().
  absl::string_view operator[](std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return absl::string_view(text_).substr(begin, ends_[index] - begin);
  }

 private:
  friend class SharedStringsHandler;

  std::string text_;
  std::vector<std::uint32_t> ends_;
};

// Reads the shared strings part; none when `part` is "". Runs of rich text are joined, phonetic
// guides left out. Errors: those of Package::Parse; WORKBOOK_BOMB past shared_string_bytes.
absl::StatusOr<SharedStrings> ReadSharedStrings(const Package& package, absl::string_view part);

}  // namespace mingce::sheet

#endif  // MINGCE_LIB_SHEET_SHARED_STRINGS_H_
