#include "services/members/domain/overlay.h"

#include <algorithm>
#include <utility>

namespace mingce::members {

namespace {

constexpr char kBirthDate[] = "birth_date";
constexpr std::size_t kMonthLength = 7;  // YYYY-MM

// Whether `held` is a day in the month that `given` is.
bool IsDayIn(const std::string& held, const std::string& given) {
  return given.size() == kMonthLength && held.size() > kMonthLength &&
         held.compare(0, kMonthLength, given) == 0;
}

}  // namespace

Overlaid Overlay(const Values& held, Values row) {
  Overlaid overlaid{.values = std::move(row), .kept = {}};
  for (const auto& [key, value] : held) {
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
