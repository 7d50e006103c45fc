#include "services/members/domain/overlay.h"

#include <algorithm>
#include <utility>

namespace mingce::members {

Overlaid Overlay(const Values& held, Values row) {
  Overlaid overlaid{.values = std::move(row), .kept = {}};
  for (const auto& [key, value] : held) {
    if (overlaid.values.try_emplace(key, value).second) overlaid.kept.push_back(key);
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
