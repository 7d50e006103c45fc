#include "lib/access/tree.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace mingce::access {

std::int32_t Tree::DayNumber(absl::CivilDay day) {
  constexpr std::int64_t kLowest = std::numeric_limits<std::int32_t>::min();
  constexpr std::int64_t kHighest = std::numeric_limits<std::int32_t>::max();
  return static_cast<std::int32_t>(
      std::clamp<std::int64_t>(day - absl::CivilDay(1970, 1, 1), kLowest, kHighest));
}

const Tree::Dated* Tree::PlaceOn(NodeIndex node, std::int32_t day) const {
  const Places& places = places_[node];
  if (!places.known) return nullptr;
  if (places.latest.day <= day) return &places.latest;
  if (places.earlier == nullptr) return nullptr;
  const auto after = std::upper_bound(places.earlier->begin(), places.earlier->end(), day,
                                      [](std::int32_t d, const Dated& p) { return d < p.day; });
  return after == places.earlier->begin() ? nullptr : &*std::prev(after);
}

bool Tree::OnDay::IsWithinAny(NodeIndex node, absl::Span<const NodeIndex> tops) const {
  for (int level = 0; level < kMostLevels; ++level) {
    if (std::find(tops.begin(), tops.end(), node) != tops.end()) return true;
    const Dated* place = tree_->PlaceOn(node, day_);
    if (place == nullptr || place->parent == kNoNode) return false;
    node = place->parent;
  }
  return false;
}

std::optional<NodeIndex> Tree::OnDay::ParentOf(NodeIndex node) const {
  const Dated* place = tree_->PlaceOn(node, day_);
  if (place == nullptr) return std::nullopt;
  return place->parent;
}

bool Tree::OnDay::IsOpen(NodeIndex node) const {
  const Dated* place = tree_->PlaceOn(node, day_);
  return place != nullptr && place->open;
}

bool Tree::OnDay::IsOnlyRoot(NodeIndex node) const {
  bool found = false;
  bool others = false;
  tree_->VisitChildren(kNoNode, day_, [&](NodeIndex root) {
    (root == node ? found : others) = true;
    return !others;
  });
  return found && !others;
}

void Tree::VisitChildren(NodeIndex parent, std::int32_t day,
                         absl::FunctionRef<bool(NodeIndex)> visit) const {
  children_.VisitFrom([parent](std::uint64_t entry) { return entry >> 32 < parent; },
                      [&](std::uint64_t entry) {
                        if (entry >> 32 != parent) return false;
                        const auto child = static_cast<NodeIndex>(entry);
                        const Dated* place = PlaceOn(child, day);
                        if (place == nullptr || place->parent != parent) return true;
                        return visit(child);
                      });
}

bool Tree::Contains(absl::string_view node) const {
  const std::optional<NodeIndex> found = Find(node);
  return found.has_value() && places_[*found].known;
}

bool Tree::IsWithin(absl::string_view node, absl::string_view top, absl::CivilDay day) const {
  const std::optional<NodeIndex> found = Find(node);
  if (!found.has_value()) return false;
  if (node == top) return true;
  const std::optional<NodeIndex> above = Find(top);
  return above.has_value() && On(day).IsWithin(*found, *above);
}

std::optional<std::string> Tree::ParentOf(absl::string_view node, absl::CivilDay day) const {
  const std::optional<NodeIndex> found = Find(node);
  if (!found.has_value()) return std::nullopt;
  const std::optional<NodeIndex> parent = On(day).ParentOf(*found);
  if (!parent.has_value()) return std::nullopt;
  return *parent == kNoNode ? std::string() : std::string(IdOf(*parent));
}

bool Tree::IsOpen(absl::string_view node, absl::CivilDay day) const {
  const std::optional<NodeIndex> found = Find(node);
  return found.has_value() && On(day).IsOpen(*found);
}

std::vector<std::string> Tree::PathTo(absl::string_view node, absl::CivilDay day) const {
  std::vector<std::string> path;
  const std::optional<NodeIndex> found = Find(node);
  const std::int32_t number = DayNumber(day);
  if (!found.has_value() || PlaceOn(*found, number) == nullptr) return path;
  for (NodeIndex at = *found; at != kNoNode;) {
    if (path.size() == kMostLevels) return {};
    path.emplace_back(IdOf(at));
    const Dated* place = PlaceOn(at, number);
    at = place == nullptr ? kNoNode : place->parent;
  }
  std::reverse(path.begin(), path.end());
  return path;
}

int Tree::DepthOf(absl::string_view node, absl::CivilDay day) const {
  return static_cast<int>(PathTo(node, day).size());
}

// A node has one parent on a day, so of what is below `top` only `top` itself can come twice.
template <class Visit>
void Tree::VisitBelow(NodeIndex top, NodeIndex node, std::int32_t day, int level,
                      const Visit& visit) const {
  visit(node, level);
  if (level == kMostLevels || !places_[node].inner) return;
  VisitChildren(node, day, [&](NodeIndex child) {
    if (child != top) VisitBelow(top, child, day, level + 1, visit);
    return true;
  });
}

int Tree::HeightOf(absl::string_view node, absl::CivilDay day) const {
  const std::optional<NodeIndex> found = Find(node);
  const std::int32_t number = DayNumber(day);
  if (!found.has_value() || PlaceOn(*found, number) == nullptr) return 0;
  int height = 0;
  VisitBelow(*found, *found, number, 1,
             [&height](NodeIndex, int level) { height = std::max(height, level); });
  return height;
}

std::vector<std::string> Tree::ChildrenOf(absl::string_view parent, absl::CivilDay day) const {
  std::vector<std::string> children;
  const std::optional<NodeIndex> found = parent.empty() ? kNoNode : Find(parent);
  if (!found.has_value()) return children;
  VisitChildren(*found, DayNumber(day), [&](NodeIndex child) {
    children.emplace_back(IdOf(child));
    return true;
  });
  return children;
}

std::vector<std::string> Tree::SubtreeOf(absl::string_view top, absl::CivilDay day) const {
  std::vector<std::string> ids;
  const std::optional<NodeIndex> found = Find(top);
  const std::int32_t number = DayNumber(day);
  if (!found.has_value() || PlaceOn(*found, number) == nullptr) return ids;
  VisitBelow(*found, *found, number, 1, [&](NodeIndex node, int) { ids.emplace_back(IdOf(node)); });
  return ids;
}

absl::string_view Tree::NameOf(absl::string_view node) const {
  const std::optional<NodeIndex> found = Find(node);
  return found.has_value() ? NameOf(*found) : absl::string_view();
}

void Tree::VisitByName(absl::FunctionRef<bool(NodeIndex)> visit) const {
  by_name_.VisitFrom([](NodeIndex) { return false; }, visit);
}

}  // namespace mingce::access
