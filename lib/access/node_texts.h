// The texts of the nodes of a tree: id, main name, and the keys it is found under.

#ifndef MINGCE_LIB_ACCESS_NODE_TEXTS_H_
#define MINGCE_LIB_ACCESS_NODE_TEXTS_H_

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/string_view.h"
#include "lib/access/shared_array.h"

namespace mingce::access {

// Nodes are numbered in the order in which a tree first hears of them.
using NodeIndex = std::uint32_t;
inline constexpr NodeIndex kNoNode = 0xFFFFFFFF;

struct Names {
  std::string name;                // the main one, as it is shown
  std::vector<std::string> keys;   // its names as they are compared
  std::vector<std::string> codes;  // likewise; found by FindNames, not by NearestNames
};

// Texts of many nodes in a few blocks of memory, and a way to pass over a block in a search without
// looking at it. A copy shares with the original what neither changes. Thread-compatible.
class NodeTexts {
 public:
  // What keys are kept as, one after the other: a mark and the key's bytes. Bytes below kMarkEnd are
  // taken out of keys. A key runs to the next mark or the end of its node's keys.
  static constexpr char kNameMark = 1;
  static constexpr char kCodeMark = 2;
  static constexpr char kMarkEnd = 3;

  static constexpr std::size_t kChunk = 32;

  // Which characters and pairs of them occur in a chunk's keys: a set of hashes.
  using Grams = std::bitset<8192>;

  class Chunk {
   public:
    absl::string_view IdAt(std::size_t i) const {
      return absl::string_view(labels_).substr(LabelBegin(i), id_end_[i] - LabelBegin(i));
    }
    absl::string_view NameAt(std::size_t i) const {
      return absl::string_view(labels_).substr(id_end_[i], label_end_[i] - id_end_[i]);
    }
    absl::string_view KeysAt(std::size_t i) const {
      return absl::string_view(keys_).substr(KeyBegin(i), key_end_[i] - KeyBegin(i));
    }
    // The keys of all nodes, and where those of node i end.
    absl::string_view keys() const { return keys_; }
    std::size_t KeyEnd(std::size_t i) const { return key_end_[i]; }

    // False only where no key of the chunk can contain a text of these grams.
    bool MayContain(const std::vector<std::uint32_t>& grams) const;

    void Set(std::size_t i, absl::string_view id, const Names& names);

   private:
    std::size_t LabelBegin(std::size_t i) const { return i == 0 ? 0 : label_end_[i - 1]; }
    std::size_t KeyBegin(std::size_t i) const { return i == 0 ? 0 : key_end_[i - 1]; }

    std::string labels_;  // id and name of each
    std::string keys_;
    std::array<std::uint32_t, kChunk> id_end_ = {};
    std::array<std::uint32_t, kChunk> label_end_ = {};
    std::array<std::uint32_t, kChunk> key_end_ = {};
    Grams grams_;
    std::uint32_t replaced_ = 0;  // keys since grams_ was made anew; it may tell of them still
  };

  std::size_t size() const { return size_; }
  absl::string_view IdOf(NodeIndex i) const { return ChunkOf(i).IdAt(i % kChunk); }
  absl::string_view NameOf(NodeIndex i) const { return ChunkOf(i).NameAt(i % kChunk); }
  absl::string_view KeysOf(NodeIndex i) const { return ChunkOf(i).KeysAt(i % kChunk); }

  std::optional<NodeIndex> Find(absl::string_view id) const;

  // A new node; `id` is not there yet.
  NodeIndex Add(absl::string_view id, const Names& names);

  // Views of texts are good until then.
  void SetNames(NodeIndex i, const Names& names);

  // Chunk c holds the nodes from c * kChunk on.
  std::size_t chunks() const { return chunks_.size(); }
  const Chunk& chunk(std::size_t c) const { return chunks_[c]; }

 private:
  // An id's beginning, for most ids all of it, where one look into memory finds it.
  struct IdHead {
    unsigned char size = 0;  // of the beginning
    std::array<char, 31> text = {};
  };

  const Chunk& ChunkOf(NodeIndex i) const { return chunks_[i / kChunk]; }
  bool HasId(NodeIndex i, absl::string_view id) const;
  void PutSlot(std::uint32_t hash, NodeIndex i);

  SharedArray<Chunk, 1> chunks_;
  SharedArray<IdHead, 64> id_heads_;
  // Open addressing, a power of two: 32 bits of the id's hash, then the index and one; 0 is free.
  SharedArray<std::uint64_t, 512> slots_;
  std::size_t size_ = 0;
};

// The hashes under which a text's characters and pairs are in Grams.
std::vector<std::uint32_t> GramsOf(absl::string_view text);

}  // namespace mingce::access

#endif  // MINGCE_LIB_ACCESS_NODE_TEXTS_H_
