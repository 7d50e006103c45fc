#include "services/members/domain/overlay.h"

#include <algorithm>
#include <utility>

namespace mingce::members {
namespace {

constexpr char kBirthDate[] = "birth_date";
constexpr std::size_t kMonthLength = 7;  // YYYY-MM
constexpr char kChangeType[] = "change_type";
constexpr char kChangeDate[] = "change_date";
constexpr char kChangeReason[] = "change_reason";
constexpr char kEmployment[] = "employment_status";

bool SaysOtherChange(const Values& held, const Values& row) {
  const absl::string_view known = ValueOf(held, kChangeType);
  const absl::string_view said = ValueOf(row, kChangeType);
  return !known.empty() && !said.empty() && said != known;
}

// Whether what is held stands against the row's other change. Days are YYYY-MM-DD, so their order
// is that of their text.
bool IsLater(const Values& held, const Values& row) {
  const absl::string_view held_day = ValueOf(held, kChangeDate);
  const absl::string_view row_day = ValueOf(row, kChangeDate);
  if (row_day.empty()) return !held_day.empty() && ValueOf(held, kChangeType) == kRetain;
  return held_day > row_day;
}

// Whether `held` is a day in the month that `given` is.
bool IsDayIn(const std::string& held, const std::string& given) {
  return given.size() == kMonthLength && held.size() > kMonthLength &&
         held.compare(0, kMonthLength, given) == 0;
}

}  // namespace

absl::string_view ValueOf(const Values& values, absl::string_view key) {
  const auto found = values.find(std::string(key));
  return found == values.end() ? absl::string_view() : found->second;
}

Overlaid Overlay(const Values& held, Values row) {
  Overlaid overlaid{.values = std::move(row), .kept = {}};
  const bool other_change = SaysOtherChange(held, overlaid.values);
  overlaid.later_change_held = other_change && IsLater(held, overlaid.values);
  if (overlaid.later_change_held) {
    for (const char* key : {kChangeType, kChangeDate, kChangeReason}) overlaid.values.erase(key);
    if (held.contains(kEmployment)) overlaid.values.erase(kEmployment);
  }
  for (const auto& [key, value] : held) {
    const bool of_change = key == kChangeType || key == kChangeDate || key == kChangeReason;
    if (of_change && other_change && !overlaid.later_change_held) continue;
    const auto [given, added] = overlaid.values.try_emplace(key, value);
    if (added) overlaid.kept.push_back(key);
    if (!added && key == kBirthDate && IsDayIn(value, given->second)) {
      given->second = value;
      overlaid.kept.push_back(key);
    }
  }
  return overlaid;
}

std::vector<std::string> StillMissing(std::vector<std::string> missing,
                                      const std::vector<std::string>& kept) {
  std::erase_if(missing, [&](const std::string& key) {
    return std::find(kept.begin(), kept.end(), key) != kept.end();
  });
  return missing;
}

}  // namespace mingce::members
