// A sorted set whose copies share what neither has changed since: leaves below branches below the
// set, each part copied by the first change after a copy (shared_array.h).

#ifndef MINGCE_LIB_ACCESS_SHARED_ORDER_H_
#define MINGCE_LIB_ACCESS_SHARED_ORDER_H_

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace mingce::access {

// The order is told with each call, for what it depends on may stand elsewhere; it has to be the
// same for an entry as long as that is in the set. Thread-compatible, as SharedArray is.
template <class Entry>
class SharedOrder {
 public:
  // Nothing happens where it is there already.
  template <class Less>
  void Insert(Entry entry, const Less& less);

  // Nothing happens where it is not there.
  template <class Less>
  void Erase(const Entry& entry, const Less& less);

  // In order, from the first entry that is not `before`, until `visit` answers false. `before` is
  // true of a beginning of the set.
  template <class Before, class Visit>
  void VisitFrom(const Before& before, const Visit& visit) const;

 private:
  static constexpr std::size_t kMost = 128;  // of a leaf and of a branch
  using Leaf = std::vector<Entry>;
  using Branch = std::vector<std::shared_ptr<Leaf>>;
  struct Position {
    std::size_t branch, leaf, entry;
  };

  template <class Part>
  static Part& Own(std::shared_ptr<Part>* part) {
    if (part->use_count() != 1) *part = std::make_shared<Part>(**part);
    return **part;
  }

  // Moves the end of `part` into a new one: half of it, or only what was put at the very end, so
  // that what comes in order fills its leaves.
  template <class Part>
  static std::shared_ptr<Part> Split(Part* part, bool at_end) {
    const std::size_t kept = at_end ? part->size() - 1 : part->size() / 2;
    const auto from = part->begin() + static_cast<std::ptrdiff_t>(kept);
    auto rest =
        std::make_shared<Part>(std::make_move_iterator(from), std::make_move_iterator(part->end()));
    part->erase(from, part->end());
    return rest;
  }

  // The first entry that is not `before`; branch == branches_.size() where there is none.
  template <class Before>
  Position Locate(const Before& before) const;

  std::vector<std::shared_ptr<Branch>> branches_;  // none of them is empty, and no leaf
};

template <class Entry>
template <class Before>
typename SharedOrder<Entry>::Position SharedOrder<Entry>::Locate(const Before& before) const {
  const auto branch = std::partition_point(
      branches_.begin(), branches_.end(),
      [&](const auto& candidate) { return before(candidate->back()->back()); });
  if (branch == branches_.end()) return {branches_.size(), 0, 0};
  const auto leaf =
      std::partition_point((*branch)->begin(), (*branch)->end(),
                           [&](const auto& candidate) { return before(candidate->back()); });
  const auto entry = std::partition_point((*leaf)->begin(), (*leaf)->end(), before);
  return {static_cast<std::size_t>(branch - branches_.begin()),
          static_cast<std::size_t>(leaf - (*branch)->begin()),
          static_cast<std::size_t>(entry - (*leaf)->begin())};
}

template <class Entry>
template <class Less>
void SharedOrder<Entry>::Insert(Entry entry, const Less& less) {
  if (branches_.empty()) {
    branches_.push_back(std::make_shared<Branch>(1, std::make_shared<Leaf>(1, std::move(entry))));
    return;
  }
  Position at = Locate([&](const Entry& other) { return less(other, entry); });
  const bool last = at.branch == branches_.size();
  if (last) {
    at.branch = branches_.size() - 1;
    at.leaf = branches_.back()->size() - 1;
    at.entry = branches_.back()->back()->size();
  } else if (!less(entry, (*(*branches_[at.branch])[at.leaf])[at.entry])) {
    return;
  }
  Branch& branch = Own(&branches_[at.branch]);
  Leaf& leaf = Own(&branch[at.leaf]);
  leaf.insert(leaf.begin() + static_cast<std::ptrdiff_t>(at.entry), std::move(entry));
  if (leaf.size() <= kMost) return;
  branch.insert(branch.begin() + static_cast<std::ptrdiff_t>(at.leaf) + 1, Split(&leaf, last));
  if (branch.size() <= kMost) return;
  branches_.insert(branches_.begin() + static_cast<std::ptrdiff_t>(at.branch) + 1,
                   Split(&branch, last));
}

template <class Entry>
template <class Less>
void SharedOrder<Entry>::Erase(const Entry& entry, const Less& less) {
  const Position at = Locate([&](const Entry& other) { return less(other, entry); });
  if (at.branch == branches_.size()) return;
  if (less(entry, (*(*branches_[at.branch])[at.leaf])[at.entry])) return;
  Branch& branch = Own(&branches_[at.branch]);
  Leaf& leaf = Own(&branch[at.leaf]);
  leaf.erase(leaf.begin() + static_cast<std::ptrdiff_t>(at.entry));
  if (!leaf.empty()) return;
  branch.erase(branch.begin() + static_cast<std::ptrdiff_t>(at.leaf));
  if (branch.empty()) {
    branches_.erase(branches_.begin() + static_cast<std::ptrdiff_t>(at.branch));
  }
}

template <class Entry>
template <class Before, class Visit>
void SharedOrder<Entry>::VisitFrom(const Before& before, const Visit& visit) const {
  const Position from = Locate(before);
  std::size_t leaf = from.leaf;
  std::size_t entry = from.entry;
  for (std::size_t branch = from.branch; branch < branches_.size(); ++branch, leaf = 0) {
    for (; leaf < branches_[branch]->size(); ++leaf, entry = 0) {
      const Leaf& entries = *(*branches_[branch])[leaf];
      for (; entry < entries.size(); ++entry) {
        if (!visit(entries[entry])) return;
      }
    }
  }
}

}  // namespace mingce::access

#endif  // MINGCE_LIB_ACCESS_SHARED_ORDER_H_
