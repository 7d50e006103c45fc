// A tree as plainly as it can be kept, and random changes of it.

#ifndef MINGCE_LIB_ACCESS_NAIVE_TREE_FOR_TEST_H_
#define MINGCE_LIB_ACCESS_NAIVE_TREE_FOR_TEST_H_

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "lib/access/tree.h"

namespace mingce::access {

inline absl::CivilDay Day(int n) { return absl::CivilDay(2019, 3, 1) + n; }

// Every question is answered by looking at everything.
struct NaiveTree {
  std::map<std::string, Names> names;  // every node heard of
  std::map<std::string, std::vector<Place>> places;

  void Apply(const NodeChange& change) {
    names.try_emplace(change.id);
    if (change.names.has_value()) names[change.id] = *change.names;
    if (!change.place.has_value()) return;
    if (!change.place->parent.empty()) names.try_emplace(change.place->parent);
    for (const Place& place : places[change.id]) {
      if (place.day == change.place->day && place.revision >= change.place->revision) return;
    }
    places[change.id].push_back(*change.place);
  }

  const Place* On(const std::string& id, absl::CivilDay day) const {
    const auto all = places.find(id);
    const Place* best = nullptr;
    if (all == places.end()) return nullptr;
    for (const Place& place : all->second) {
      if (place.day > day) continue;
      if (best == nullptr || place.day > best->day ||
          (place.day == best->day && place.revision > best->revision)) {
        best = &place;
      }
    }
    return best;
  }

  // From the node up; kMostLevels of them at most.
  std::vector<std::string> WayUp(const std::string& id, absl::CivilDay day) const {
    std::vector<std::string> way;
    for (std::string at = id; way.size() < kMostLevels;) {
      way.push_back(at);
      const Place* place = On(at, day);
      if (place == nullptr || place->parent.empty()) break;
      at = place->parent;
    }
    return way;
  }

  bool IsWithin(const std::string& id, const std::string& top, absl::CivilDay day) const {
    if (!names.contains(id) || !names.contains(top)) return false;
    const std::vector<std::string> way = WayUp(id, day);
    return std::find(way.begin(), way.end(), top) != way.end();
  }

  void SortByName(std::vector<std::string>* ids) const {
    std::sort(ids->begin(), ids->end(), [this](const std::string& a, const std::string& b) {
      return std::tie(names.at(a).name, a) < std::tie(names.at(b).name, b);
    });
  }

  std::vector<std::string> ChildrenOf(const std::string& parent, absl::CivilDay day) const {
    std::vector<std::string> children;
    for (const auto& [id, unused] : places) {
      const Place* place = On(id, day);
      if (place != nullptr && place->parent == parent) children.push_back(id);
    }
    SortByName(&children);
    return children;
  }
};

class RandomChanges {
 public:
  explicit RandomChanges(std::uint64_t seed) : random_(seed) {}

  int Below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }

  static std::string Id(int n) { return absl::StrCat("node", n); }

  // A text of few characters, so that many are alike.
  std::string Text(int longest) {
    static const char* const kCharacters[] = {"工", "会", "县", "镇", "源", "a", "9"};
    std::string text;
    for (int size = Below(longest + 1); size > 0; --size) text += kCharacters[Below(7)];
    return text;
  }

  // One of `nodes` nodes gets a name, a place, or both, on one of `days` days. Parents have a lower
  // number, so there is no circle, unless `damaged`.
  NodeChange Next(int nodes, int days, bool damaged) {
    const int node = Below(nodes);
    NodeChange change = {.id = Id(node), .names = std::nullopt, .place = std::nullopt};
    if (Below(3) == 0) {
      change.names = Names{.name = Text(3), .keys = {}, .codes = {}};
      for (int keys = Below(3); keys > 0; --keys) change.names->keys.push_back(Text(6));
      for (int codes = Below(2); codes > 0; --codes) change.names->codes.push_back(Text(4));
    }
    if (Below(4) > 0) {
      const int parent = Below(damaged ? nodes : std::max(node, 1));
      const bool root = Below(8) == 0 || (!damaged && node == 0);
      change.place = Place{.day = Day(Below(days)),
                           .revision = Below(4),
                           .parent = root ? "" : Id(parent),
                           .open = Below(4) > 0};
    }
    return change;
  }

 private:
  std::mt19937_64 random_;
};

}  // namespace mingce::access

#endif  // MINGCE_LIB_ACCESS_NAIVE_TREE_FOR_TEST_H_
