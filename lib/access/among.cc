#include "lib/access/among.h"

#include <string>

namespace mingce::access {

AmongFilter::AmongFilter(const Tree& tree, const Among& among)
    : tree_(tree), on_day_(tree.On(among.day)), among_(among) {
  if (among.within.empty()) return;
  top_ = tree.Find(among.within);
  levels_.resize(tree.size(), kUnknown);
  if (top_.has_value()) levels_[*top_] = 0;
}

bool AmongFilter::IsWithin(NodeIndex node) {
  std::vector<NodeIndex> way;  // up to the first node of which it is known
  unsigned char level = levels_[node];
  while (level == kUnknown) {
    way.push_back(node);
    if (way.size() == kMostLevels) {
      levels_[way.front()] = kOut;
      return false;
    }
    const std::optional<NodeIndex> parent = on_day_.ParentOf(node);
    if (!parent.has_value() || *parent == kNoNode) {
      level = kOut;
    } else {
      node = *parent;
      level = levels_[node];
    }
  }
  for (auto below = way.rbegin(); below != way.rend(); ++below) {
    level = level + 1 < kMostLevels ? static_cast<unsigned char>(level + 1) : kOut;
    levels_[*below] = level;
  }
  return level != kOut;
}

bool AmongFilter::Passes(NodeIndex node) {
  if (!on_day_.Stands(node)) return false;
  if (among_.open_only && !IsOpen(node)) return false;
  if (!among_.within.empty() && (!top_.has_value() || !IsWithin(node))) return false;
  return !among_.accept || among_.accept(tree_.IdOf(node));
}

}  // namespace mingce::access
