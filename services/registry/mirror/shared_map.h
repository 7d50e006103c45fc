// A map whose copies share what neither has changed since: one moment of it goes on being read while
// the next one is made.
//
// Keys are spread over shards. A copy takes the shards' pointers; a change of a key copies its shard,
// once per draft, and nothing else. With 200,000 keys that is some fifty pointers.

#ifndef MINGCE_SERVICES_REGISTRY_MIRROR_SHARED_MAP_H_
#define MINGCE_SERVICES_REGISTRY_MIRROR_SHARED_MAP_H_

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/hash/hash.h"
#include "absl/strings/string_view.h"

namespace mingce::registry::mirror {

// Immutable but by assignment, and so thread-compatible; changed by way of a Draft. Pointers to values
// are good as long as one map that holds them.
template <class Value>
class SharedMap {
 public:
  const Value* Find(absl::string_view key) const {
    const std::shared_ptr<const Shard>& shard = shards_[ShardOf(key)];
    if (shard == nullptr) return nullptr;
    const auto found = shard->find(key);
    return found == shard->end() ? nullptr : found->second.get();
  }

  std::size_t size() const { return size_; }

  // Calls `visit(key, value)` for each, in no order, until it answers false.
  template <class Visit>
  void VisitAll(const Visit& visit) const {
    for (const std::shared_ptr<const Shard>& shard : shards_) {
      if (shard == nullptr) continue;
      for (const auto& [key, value] : *shard) {
        if (!visit(key, *value)) return;
      }
    }
  }

  // A copy that is being changed. Used on one thread.
  class Draft;

 private:
  static constexpr int kShardBits = 12;
  using Shard = absl::flat_hash_map<std::string, std::shared_ptr<const Value>>;

  // By the highest bits: a shard's own map goes by the lower ones.
  static std::size_t ShardOf(absl::string_view key) {
    return absl::Hash<absl::string_view>()(key) >> (8 * sizeof(std::size_t) - kShardBits);
  }

  std::vector<std::shared_ptr<const Shard>> shards_ =
      std::vector<std::shared_ptr<const Shard>>(std::size_t{1} << kShardBits);
  std::size_t size_ = 0;
};

template <class Value>
class SharedMap<Value>::Draft {
 public:
  explicit Draft(const SharedMap& base) : map_(base), own_(base.shards_.size(), nullptr) {}

  const Value* Find(absl::string_view key) const { return map_.Find(key); }

  void Put(absl::string_view key, Value value) {
    const std::size_t index = ShardOf(key);
    if (own_[index] == nullptr) {
      const std::shared_ptr<const Shard>& shared = map_.shards_[index];
      auto own = shared == nullptr ? std::make_shared<Shard>() : std::make_shared<Shard>(*shared);
      own_[index] = own.get();
      map_.shards_[index] = std::move(own);
    }
    const auto [place, is_new] = own_[index]->try_emplace(key);
    place->second = std::make_shared<const Value>(std::move(value));
    if (is_new) ++map_.size_;
  }

  // The changed map. The draft is of no more use.
  SharedMap Take() { return std::move(map_); }

 private:
  SharedMap map_;
  std::vector<Shard*> own_;  // those that no other map has seen
};

}  // namespace mingce::registry::mirror

#endif  // MINGCE_SERVICES_REGISTRY_MIRROR_SHARED_MAP_H_
