// An array whose copies share what neither has changed since.
//
// Chunks hang below blocks, blocks below the array. A copy takes the blocks' pointers; the first
// change of an element afterwards copies its chunk and its block, further ones of the same chunk
// happen in place. So a copy costs one pointer per block, and a change one chunk.

#ifndef MINGCE_LIB_ACCESS_SHARED_ARRAY_H_
#define MINGCE_LIB_ACCESS_SHARED_ARRAY_H_

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace mingce::access {

// Thread-compatible. Copies may be read in other threads while one of them is changed, as long as
// the array that it was copied from is still there: whatever is referred to once is its own.
template <class T, std::size_t kChunk>
class SharedArray {
 public:
  std::size_t size() const { return size_; }

  const T& operator[](std::size_t i) const {
    return (*(*blocks_[i / kBlock])[i % kBlock / kChunk])[i % kChunk];
  }

  // For changing it; good until the array is copied or grows.
  T& Mutable(std::size_t i) {
    Block& block = Own(&blocks_[i / kBlock]);
    return Own(&block[i % kBlock / kChunk])[i % kChunk];
  }

  // Never less than size().
  void Grow(std::size_t size) {
    for (std::size_t i = size_ - size_ % kChunk; i < size; i += kChunk) {
      if (i / kBlock == blocks_.size()) blocks_.push_back(std::make_shared<Block>());
      if ((*blocks_[i / kBlock])[i % kBlock / kChunk] != nullptr) continue;
      Own(&blocks_[i / kBlock])[i % kBlock / kChunk] = std::make_shared<Chunk>();
    }
    size_ = size;
  }

 private:
  static constexpr std::size_t kFan = 64;
  static constexpr std::size_t kBlock = kFan * kChunk;
  using Chunk = std::array<T, kChunk>;
  using Block = std::array<std::shared_ptr<Chunk>, kFan>;

  template <class Part>
  static Part& Own(std::shared_ptr<Part>* part) {
    if (part->use_count() != 1) *part = std::make_shared<Part>(**part);
    return **part;
  }

  std::vector<std::shared_ptr<Block>> blocks_;
  std::size_t size_ = 0;
};

}  // namespace mingce::access

#endif  // MINGCE_LIB_ACCESS_SHARED_ARRAY_H_
