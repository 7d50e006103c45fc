// Which cell styles of a workbook show their number as a date.

#ifndef MINGCE_LIB_SHEET_STYLES_H_
#define MINGCE_LIB_SHEET_STYLES_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/sheet/package.h"

namespace mingce::sheet {

class DateStyles {
 public:
  DateStyles() = default;
  explicit DateStyles(std::vector<bool> is_date) : is_date_(std::move(is_date)) {}

  // Whether cells with style `index` show dates; a style that is not there shows none.
  bool IsDate(std::uint32_t index) const { return index < is_date_.size() && is_date_[index]; }

 private:
  std::vector<bool> is_date_;
};

// Reads the styles part; no date styles when `part` is "".
absl::StatusOr<DateStyles> ReadDateStyles(const Package& package, absl::string_view part);

}  // namespace mingce::sheet

#endif  // MINGCE_LIB_SHEET_STYLES_H_
