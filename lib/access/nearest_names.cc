#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "lib/access/among.h"
#include "lib/access/find_names.h"
#include "lib/text/likeness.h"
#include "lib/text/utf8.h"

namespace mingce::access {
namespace {

constexpr char kMarkBytes[] = {NodeTexts::kNameMark, NodeTexts::kCodeMark};
constexpr absl::string_view kMarks(kMarkBytes, sizeof(kMarkBytes));
constexpr std::size_t kMostPoints = 64;
constexpr std::size_t kMostShared = 75;  // of a hundred characters of the shorter one

std::u32string Points(absl::string_view text) {
  std::u32string points;
  for (std::size_t pos = 0; pos < text.size();) points.push_back(text::NextCodePoint(text, &pos));
  return points;
}

// How near a key is; the less, the nearer.
struct Nearness {
  int kind;                 // 0 the name, 1 beginning, 2 part, 3 alike
  std::size_t missing = 0;  // of a hundred characters of the shorter core
  std::size_t edits = 0;

  friend auto operator<=>(const Nearness&, const Nearness&) = default;
};

class Asked {
 public:
  Asked(absl::string_view name, const Core& core) : name_(name), core_(core) {
    points_ = Points(core ? core(name) : name);
    if (points_.size() > kMostPoints) points_.resize(kMostPoints);
    for (std::size_t i = 0; i < points_.size(); ++i) {
      masks_[points_[i]] |= std::uint64_t{1} << i;
      seen_[points_[i] % seen_.size()] = true;
    }
  }

  std::optional<Nearness> NearnessOf(absl::string_view key) const {
    if (key == name_) return Nearness{.kind = 0};
    if (absl::StartsWith(key, name_) || absl::StartsWith(name_, key)) return Nearness{.kind = 1};
    if (absl::StrContains(key, name_) || absl::StrContains(name_, key)) {
      return Nearness{.kind = 2};
    }
    return LikenessOf(core_ ? core_(key) : key);
  }

 private:
  std::optional<Nearness> LikenessOf(absl::string_view core) const {
    std::size_t length = 0;
    const std::size_t shared = SharedWith(core, &length);
    const std::size_t shorter = std::min(length, points_.size());
    const std::size_t longer = std::max(length, points_.size());
    if (shorter < 2) return std::nullopt;
    const std::size_t percent = shared * 100 / shorter;
    // One character replaced leaves all others shared, one more or less leaves all of the shorter
    // one.
    const bool one_edit = shorter >= 3 && shared + 1 >= longer;
    if (percent < kMostShared && !one_edit) return std::nullopt;
    const std::size_t edits = text::EditDistance(points_, Points(core));
    if (percent < kMostShared && edits > 1) return std::nullopt;
    return Nearness{.kind = 3, .missing = 100 - percent, .edits = edits};
  }

  // text::CommonSubsequence, all of a row at once: bit i of `row` is 0 where the common subsequence
  // of what is read of `text` grows with character i of the name (Hyyrö 2004).
  std::size_t SharedWith(absl::string_view text, std::size_t* length) const {
    std::uint64_t row = ~std::uint64_t{0};
    for (std::size_t pos = 0; pos < text.size(); ++*length) {
      const char32_t point = text::NextCodePoint(text, &pos);
      if (!seen_[point % seen_.size()]) continue;
      const auto mask = masks_.find(point);
      if (mask == masks_.end()) continue;
      const std::uint64_t matched = row & mask->second;
      row = (row + matched) | (row - matched);
    }
    const std::uint64_t all = points_.size() == kMostPoints
                                  ? ~std::uint64_t{0}
                                  : (std::uint64_t{1} << points_.size()) - 1;
    return static_cast<std::size_t>(std::popcount(~row & all));
  }

  absl::string_view name_;
  const Core& core_;
  std::u32string points_;                               // of the core
  absl::flat_hash_map<char32_t, std::uint64_t> masks_;  // where each stands in points_
  std::array<bool, 1024> seen_ = {};                    // false: no such character in points_
};

}  // namespace

std::vector<std::string> NearestNames(const Tree& tree, absl::string_view name, const Among& among,
                                      std::size_t limit, const Core& core) {
  if (name.empty() || limit == 0) return {};
  const Asked asked(name, core);
  AmongFilter filter(tree, among);
  // The best so far, the worst of them first.
  std::vector<std::pair<Nearness, NodeIndex>> best;
  const auto nearer = [&tree](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    return std::make_tuple(tree.NameOf(a.second), tree.IdOf(a.second)) <
           std::make_tuple(tree.NameOf(b.second), tree.IdOf(b.second));
  };
  const auto consider = [&](NodeIndex node) {
    std::optional<Nearness> nearest;
    absl::string_view keys = tree.texts().KeysOf(node);
    while (!keys.empty() && keys[0] == NodeTexts::kNameMark) {
      keys.remove_prefix(1);
      const std::size_t end = keys.find_first_of(kMarks);
      const std::optional<Nearness> one = asked.NearnessOf(keys.substr(0, end));
      if (one.has_value() && (!nearest.has_value() || *one < *nearest)) nearest = one;
      keys.remove_prefix(std::min(end, keys.size()));
    }
    if (!nearest.has_value()) return;
    const std::pair<Nearness, NodeIndex> found(*nearest, node);
    if (best.size() == limit && !nearer(found, best.front())) return;
    if (!filter.Passes(node)) return;
    if (best.size() == limit) {
      std::pop_heap(best.begin(), best.end(), nearer);
      best.pop_back();
    }
    best.push_back(found);
    std::push_heap(best.begin(), best.end(), nearer);
  };
  for (NodeIndex node = 0; node < tree.size(); ++node) consider(node);
  std::sort_heap(best.begin(), best.end(), nearer);
  std::vector<std::string> ids;
  for (const auto& [nearness, node] : best) ids.emplace_back(tree.IdOf(node));
  return ids;
}

}  // namespace mingce::access
