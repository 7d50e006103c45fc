#include "lib/access/access.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/inlined_vector.h"

namespace mingce::access {
namespace {

bool Holds(std::uint64_t permissions, int permission) {
  return permission >= 0 && permission < kMostPermissions && ((permissions >> permission) & 1) != 0;
}

}  // namespace

Access::Access(std::shared_ptr<const Tree> tree, const Grants& grants, absl::string_view identity,
               absl::CivilDay day)
    : tree_(std::move(tree)), day_(day), on_day_(tree_->On(day)) {
  for (const auto& grant : grants.InForce(identity, day)) {
    if (grant->below.empty()) {
      rights_.push_back({.permissions = grant->permissions, .top = kNoNode});
    } else if (const std::optional<NodeIndex> top = tree_->Find(grant->below); top.has_value()) {
      rights_.push_back({.permissions = grant->permissions, .top = *top});
    }
  }
}

bool Access::May(int permission, absl::string_view node) const {
  absl::InlinedVector<NodeIndex, 8> tops;
  for (const Right& right : rights_) {
    if (!Holds(right.permissions, permission)) continue;
    if (right.top == kNoNode) return true;
    tops.push_back(right.top);
  }
  if (tops.empty()) return false;
  const std::optional<NodeIndex> found = tree_->Find(node);
  return found.has_value() && on_day_.IsWithinAny(*found, tops);
}

bool Access::MayEverywhere(int permission) const {
  return std::any_of(rights_.begin(), rights_.end(), [&](const Right& right) {
    return Holds(right.permissions, permission) &&
           (right.top == kNoNode || on_day_.IsOnlyRoot(right.top));
  });
}

bool Access::MaySomewhere(int permission) const {
  return std::any_of(rights_.begin(), rights_.end(), [permission](const Right& right) {
    return Holds(right.permissions, permission);
  });
}

bool Access::MayAnything() const {
  return std::any_of(rights_.begin(), rights_.end(),
                     [](const Right& right) { return right.permissions != 0; });
}

std::vector<std::string> Access::Tops(int permission) const {
  std::vector<NodeIndex> held;
  for (const Right& right : rights_) {
    if (!Holds(right.permissions, permission)) continue;
    if (right.top == kNoNode) return {""};
    held.push_back(right.top);
  }
  std::vector<std::string> tops;
  for (const NodeIndex top : held) {
    // In a circle each would be below the other; the one of the lowest number stands for all.
    const bool below_another = std::any_of(held.begin(), held.end(), [&](NodeIndex other) {
      return other != top && on_day_.IsWithin(top, other) &&
             (other < top || !on_day_.IsWithin(other, top));
    });
    if (!below_another) tops.emplace_back(tree_->IdOf(top));
  }
  std::sort(tops.begin(), tops.end());
  tops.erase(std::unique(tops.begin(), tops.end()), tops.end());
  return tops;
}

}  // namespace mingce::access
