#include "cli/show/day_text.h"

#include "absl/strings/str_format.h"

namespace mingce::cli {

std::string DayText(const type::Date& date) {
  if (date.year() == 0) return "";
  if (date.day() == 0) return absl::StrFormat("%04d-%02d", date.year(), date.month());
  return absl::StrFormat("%04d-%02d-%02d", date.year(), date.month(), date.day());
}

}  // namespace mingce::cli
