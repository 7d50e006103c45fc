// How a tree is made out of another one.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "lib/access/tree.h"

namespace mingce::access {
namespace {

std::uint64_t Entry(NodeIndex parent, NodeIndex child) {
  return (std::uint64_t{parent} << 32) | child;
}

// By main name, then id.
auto ByName(const NodeTexts& texts) {
  return [&texts](NodeIndex a, NodeIndex b) {
    if (a == b) return false;
    const int names = texts.NameOf(a).compare(texts.NameOf(b));
    return names != 0 ? names < 0 : texts.IdOf(a) < texts.IdOf(b);
  };
}

auto ByParent(const NodeTexts& texts) {
  return [by_name = ByName(texts)](std::uint64_t a, std::uint64_t b) {
    if (a >> 32 != b >> 32) return a >> 32 < b >> 32;
    return by_name(static_cast<NodeIndex>(a), static_cast<NodeIndex>(b));
  };
}

}  // namespace

Tree Tree::With(absl::Span<const NodeChange> changes) const {
  Tree next = *this;
  for (const NodeChange& change : changes) next.Apply(change);
  return next;
}

void Tree::Apply(const NodeChange& change) {
  std::optional<NodeIndex> node = Find(change.id);
  if (!node.has_value()) {
    node = Intern(change.id, change.names.value_or(Names()));
  } else if (change.names.has_value()) {
    Rename(*node, *change.names);
  }
  if (!change.place.has_value()) return;
  NodeIndex parent = kNoNode;
  if (!change.place->parent.empty()) {
    const std::optional<NodeIndex> found = Find(change.place->parent);
    parent = found.has_value() ? *found : Intern(change.place->parent, {});
  }
  AddPlace(*node, {.day = DayNumber(change.place->day),
                   .parent = parent,
                   .revision = change.place->revision,
                   .open = change.place->open});
}

NodeIndex Tree::Intern(absl::string_view id, const Names& names) {
  const NodeIndex node = texts_.Add(id, names);
  places_.Grow(texts_.size());
  by_name_.Insert(node, ByName(texts_));
  return node;
}

void Tree::Rename(NodeIndex node, const Names& names) {
  if (texts_.NameOf(node) == names.name) {  // stands where it stood
    texts_.SetNames(node, names);
    return;
  }
  const std::vector<NodeIndex> parents = ParentsOf(node);
  for (const NodeIndex parent : parents) EraseBelow(parent, node);
  by_name_.Erase(node, ByName(texts_));
  texts_.SetNames(node, names);
  by_name_.Insert(node, ByName(texts_));
  for (const NodeIndex parent : parents) InsertBelow(parent, node);
}

void Tree::AddPlace(NodeIndex node, const Dated& place) {
  const Places& old = places_[node];
  std::vector<Dated> all;
  if (old.earlier != nullptr) all = *old.earlier;
  if (old.known) all.push_back(old.latest);
  const auto at = std::lower_bound(all.begin(), all.end(), place.day,
                                   [](const Dated& p, std::int32_t day) { return p.day < day; });
  std::optional<NodeIndex> replaced;
  if (at != all.end() && at->day == place.day) {
    if (at->revision >= place.revision) return;
    replaced = at->parent;
    *at = place;
  } else {
    all.insert(at, place);
  }
  Places& places = places_.Mutable(node);
  places.known = true;
  places.latest = all.back();
  all.pop_back();
  places.earlier =
      all.empty() ? nullptr : std::make_shared<const std::vector<Dated>>(all.begin(), all.end());
  InsertBelow(place.parent, node);
  if (!replaced.has_value()) return;
  const std::vector<NodeIndex> parents = ParentsOf(node);
  if (std::find(parents.begin(), parents.end(), *replaced) == parents.end()) {
    EraseBelow(*replaced, node);
  }
}

std::vector<NodeIndex> Tree::ParentsOf(NodeIndex node) const {
  const Places& places = places_[node];
  std::vector<NodeIndex> parents;
  if (places.known) parents.push_back(places.latest.parent);
  if (places.earlier != nullptr) {
    for (const Dated& place : *places.earlier) parents.push_back(place.parent);
  }
  return parents;
}

void Tree::InsertBelow(NodeIndex parent, NodeIndex node) {
  children_.Insert(Entry(parent, node), ByParent(texts_));
  if (parent != kNoNode && !places_[parent].inner) places_.Mutable(parent).inner = true;
}

void Tree::EraseBelow(NodeIndex parent, NodeIndex node) {
  children_.Erase(Entry(parent, node), ByParent(texts_));
}

}  // namespace mingce::access
