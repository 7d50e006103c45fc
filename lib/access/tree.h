// A tree whose nodes move: for every day, who stands below whom.
//
//     const auto moved = std::make_shared<const Tree>(tree->With(changes));
//     moved->IsWithin(node, top, day);
//
// A Tree never changes. With() makes another one that shares what the changes leave alone, so the
// owner swaps a std::shared_ptr<const Tree> and whoever holds the old one goes on reading it. 200,000
// nodes with two names and two codes each take 80 MB. IsWithin waits for one piece of memory a level,
// and for two more per id; With copies a few KB a change.
//
// A node has an id (a text that means nothing), names, and places: from a day on it stands below a
// parent, or is a root, and is open or closed. Of a day's places the highest revision counts. On days
// before its first place it stands nowhere: it has no parent, is not open, and is in no path and in
// no subtree but its own.
//
// A sound tree has no circle and few levels. One with a circle, or with more than kMostLevels, is
// answered for all the same: ways up and down end after kMostLevels.

#ifndef MINGCE_LIB_ACCESS_TREE_H_
#define MINGCE_LIB_ACCESS_TREE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "lib/access/node_texts.h"
#include "lib/access/shared_array.h"
#include "lib/access/shared_order.h"

namespace mingce::access {

// Levels that are followed up or down; a sound tree has far fewer.
inline constexpr int kMostLevels = 64;

struct Place {
  absl::CivilDay day;  // stands there from the beginning of this day
  std::int64_t revision = 0;
  std::string parent;  // an id, heard of or not yet; "" for a root
  bool open = true;
};

// What became known of a node: names, a place, or both. Nothing that is absent changes.
struct NodeChange {
  std::string id;  // not ""
  std::optional<Names> names;
  std::optional<Place> place;
};

// Immutable, and so thread-safe. Ids that the tree does not know are not within anything, have
// nothing below them and no path.
class Tree {
 public:
  Tree() = default;

  // With the changes made, in their order. A place of a day that has one of the same or a higher
  // revision changes nothing, so changes may be repeated and come in any order; names stand as last
  // given.
  Tree With(absl::Span<const NodeChange> changes) const;

  // Nodes that have a place or names, and parents only heard of.
  std::size_t size() const { return texts_.size(); }

  // Whether it has a place, on whatever day.
  bool Contains(absl::string_view node) const;

  // Whether `top` is `node` or stands above it. A node that the tree knows is within itself on every
  // day.
  bool IsWithin(absl::string_view node, absl::string_view top, absl::CivilDay day) const;

  // "" for a root; nullopt where it stands nowhere.
  std::optional<std::string> ParentOf(absl::string_view node, absl::CivilDay day) const;

  bool IsOpen(absl::string_view node, absl::CivilDay day) const;

  // Ids from the root to the node itself. Empty where it stands nowhere or below itself.
  std::vector<std::string> PathTo(absl::string_view node, absl::CivilDay day) const;

  // The length of the path: 1 for a root.
  int DepthOf(absl::string_view node, absl::CivilDay day) const;

  // Levels from the node down, closed nodes too: 1 where nothing stands below it, 0 where it stands
  // nowhere.
  int HeightOf(absl::string_view node, absl::CivilDay day) const;

  // By main name, then id, open and closed. "" asks for the roots.
  std::vector<std::string> ChildrenOf(absl::string_view parent, absl::CivilDay day) const;

  // `top` and all below it, each before its children, these by main name, then id. Empty where `top`
  // stands nowhere.
  std::vector<std::string> SubtreeOf(absl::string_view top, absl::CivilDay day) const;

  // The main name; "" where there is none. A part of the tree's memory.
  absl::string_view NameOf(absl::string_view node) const;

  // The same by number, for whoever asks often: a node keeps its number in all trees made from this
  // one. The tree outlives what On() gives.
  std::optional<NodeIndex> Find(absl::string_view id) const { return texts_.Find(id); }
  absl::string_view IdOf(NodeIndex node) const { return texts_.IdOf(node); }
  absl::string_view NameOf(NodeIndex node) const { return texts_.NameOf(node); }
  class OnDay;
  OnDay On(absl::CivilDay day) const;

  // All nodes by main name, then id, until `visit` answers false.
  void VisitByName(absl::FunctionRef<bool(NodeIndex)> visit) const;

  const NodeTexts& texts() const { return texts_; }

 private:
  struct Dated {
    std::int32_t day;  // since 1970-01-01
    NodeIndex parent;
    std::int64_t revision;
    bool open;
  };
  struct Places {
    Dated latest;
    bool known = false;                                 // has a place
    bool inner = false;                                 // has a child on some day
    std::shared_ptr<const std::vector<Dated>> earlier;  // by day; one a day
  };

  static std::int32_t DayNumber(absl::CivilDay day);

  const Dated* PlaceOn(NodeIndex node, std::int32_t day) const;
  // `visit` gets each child of `parent`, or root, in order; it answers whether to go on.
  void VisitChildren(NodeIndex parent, std::int32_t day,
                     absl::FunctionRef<bool(NodeIndex)> visit) const;
  // `visit` gets each node from `node`, of level `level`, down, and its level.
  template <class Visit>
  void VisitBelow(NodeIndex top, NodeIndex node, std::int32_t day, int level,
                  const Visit& visit) const;

  void Apply(const NodeChange& change);
  NodeIndex Intern(absl::string_view id, const Names& names);
  void Rename(NodeIndex node, const Names& names);
  void AddPlace(NodeIndex node, const Dated& place);
  std::vector<NodeIndex> ParentsOf(NodeIndex node) const;
  void InsertBelow(NodeIndex parent, NodeIndex node);
  void EraseBelow(NodeIndex parent, NodeIndex node);

  NodeTexts texts_;
  SharedArray<Places, 16> places_;
  SharedOrder<NodeIndex> by_name_;
  // Parent and child, one of each place there is, by parent, then the child's name and id.
  SharedOrder<std::uint64_t> children_;
};

// A tree as it stands on one day.
class Tree::OnDay {
 public:
  // Nothing may be asked of it.
  OnDay() = default;

  bool IsWithin(NodeIndex node, NodeIndex top) const {
    return IsWithinAny(node, absl::MakeConstSpan(&top, 1));
  }

  // Whether one of `tops` is `node` or stands above it.
  bool IsWithinAny(NodeIndex node, absl::Span<const NodeIndex> tops) const;

  bool Stands(NodeIndex node) const { return tree_->PlaceOn(node, day_) != nullptr; }
  bool IsOpen(NodeIndex node) const;
  bool IsOnlyRoot(NodeIndex node) const;

  // kNoNode for a root; nullopt where it stands nowhere.
  std::optional<NodeIndex> ParentOf(NodeIndex node) const;

 private:
  friend class Tree;
  OnDay(const Tree* tree, std::int32_t day) : tree_(tree), day_(day) {}

  const Tree* tree_ = nullptr;
  std::int32_t day_ = 0;
};

inline Tree::OnDay Tree::On(absl::CivilDay day) const { return OnDay(this, DayNumber(day)); }

}  // namespace mingce::access

#endif  // MINGCE_LIB_ACCESS_TREE_H_
