#include "lib/access/node_texts.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/hash/hash.h"
#include "absl/strings/match.h"
#include "lib/text/utf8.h"

namespace mingce::access {
namespace {

constexpr std::size_t kFirstSlots = 512;

std::uint32_t HashOf(absl::string_view id) {
  return static_cast<std::uint32_t>(absl::Hash<absl::string_view>()(id) >> 16);
}

std::uint32_t Gram(char32_t first, char32_t second) {
  const std::uint64_t pair = (std::uint64_t{first} << 32) | second;
  return static_cast<std::uint32_t>((pair * 0x9E3779B97F4A7C15u) >> 51);  // 13 bits
}

template <class Visit>
void VisitGrams(absl::string_view text, const Visit& visit) {
  char32_t before = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t point = text::NextCodePoint(text, &pos);
    if (point < NodeTexts::kMarkEnd) {
      before = 0;
      continue;
    }
    visit(Gram(0, point));
    if (before != 0) visit(Gram(before, point));
    before = point;
  }
}

void AppendKeys(char mark, const std::vector<std::string>& keys, std::string* out) {
  for (const std::string& key : keys) {
    if (key.empty()) continue;
    out->push_back(mark);
    for (const char c : key) {
      if (static_cast<unsigned char>(c) >= NodeTexts::kMarkEnd) out->push_back(c);
    }
  }
}

// Puts `text` where `begin` to `end` stands in `all`, and moves all `ends` from `i` on with it.
template <class Ends>
void Replace(std::string* all, std::size_t begin, std::size_t end, absl::string_view text,
             std::size_t i, Ends* ends) {
  all->replace(begin, end - begin, text.data(), text.size());
  const auto longer = static_cast<std::uint32_t>(text.size() - (end - begin));  // modulo 2^32
  for (; i < ends->size(); ++i) (*ends)[i] += longer;
}

}  // namespace

std::vector<std::uint32_t> GramsOf(absl::string_view text) {
  std::vector<std::uint32_t> grams;
  VisitGrams(text, [&grams](std::uint32_t gram) { grams.push_back(gram); });
  return grams;
}

bool NodeTexts::Chunk::MayContain(const std::vector<std::uint32_t>& grams) const {
  return std::all_of(grams.begin(), grams.end(),
                     [this](std::uint32_t gram) { return grams_[gram]; });
}

void NodeTexts::Chunk::Set(std::size_t i, absl::string_view id, const Names& names) {
  const std::size_t id_size = id.size();
  std::string label(id);  // `id` may be a part of labels_
  label += names.name;
  const std::size_t begin = LabelBegin(i);
  const std::size_t old_end = label_end_[i];
  Replace(&labels_, begin, old_end, label, i, &label_end_);
  const std::uint32_t moved = label_end_[i] - static_cast<std::uint32_t>(old_end);
  for (std::size_t later = i + 1; later < kChunk; ++later) id_end_[later] += moved;
  id_end_[i] = static_cast<std::uint32_t>(begin + id_size);

  std::string keys;
  AppendKeys(kNameMark, names.keys, &keys);
  AppendKeys(kCodeMark, names.codes, &keys);
  if (key_end_[i] != KeyBegin(i)) ++replaced_;
  Replace(&keys_, KeyBegin(i), key_end_[i], keys, i, &key_end_);
  if (i + 1 == kChunk) {  // whole now, as a rule: what it grew by is given back
    labels_.shrink_to_fit();
    keys_.shrink_to_fit();
  }
  if (replaced_ >= kChunk) {
    replaced_ = 0;
    grams_.reset();
    keys = keys_;
  }
  VisitGrams(keys, [this](std::uint32_t gram) { grams_.set(gram); });
}

bool NodeTexts::HasId(NodeIndex i, absl::string_view id) const {
  const IdHead& head = id_heads_[i];
  const absl::string_view known(head.text.data(), head.size);
  return id.size() < head.text.size() ? id == known : absl::StartsWith(id, known) && IdOf(i) == id;
}

std::optional<NodeIndex> NodeTexts::Find(absl::string_view id) const {
  if (size_ == 0) return std::nullopt;
  const std::size_t mask = slots_.size() - 1;
  const std::uint32_t hash = HashOf(id);
  for (std::size_t at = hash & mask; slots_[at] != 0; at = (at + 1) & mask) {
    if (slots_[at] >> 32 != hash) continue;
    const auto i = static_cast<NodeIndex>(slots_[at] - 1);
    if (HasId(i, id)) return i;
  }
  return std::nullopt;
}

void NodeTexts::PutSlot(std::uint32_t hash, NodeIndex i) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at] != 0) at = (at + 1) & mask;
  slots_.Mutable(at) = (std::uint64_t{hash} << 32) | (i + 1);
}

NodeIndex NodeTexts::Add(absl::string_view id, const Names& names) {
  if (slots_.size() < size_ + size_ / 2 + 1) {
    const SharedArray<std::uint64_t, 512> old = std::move(slots_);
    slots_ = {};
    slots_.Grow(std::max(kFirstSlots, old.size() * 2));
    for (std::size_t at = 0; at < old.size(); ++at) {
      if (old[at] != 0) {
        PutSlot(static_cast<std::uint32_t>(old[at] >> 32), static_cast<NodeIndex>(old[at] - 1));
      }
    }
  }
  const auto i = static_cast<NodeIndex>(size_++);
  if (i % kChunk == 0) chunks_.Grow(chunks_.size() + 1);
  chunks_.Mutable(i / kChunk).Set(i % kChunk, id, names);
  id_heads_.Grow(size_);
  IdHead& head = id_heads_.Mutable(i);
  head.size = static_cast<unsigned char>(id.copy(head.text.data(), head.text.size()));
  PutSlot(HashOf(id), i);
  return i;
}

void NodeTexts::SetNames(NodeIndex i, const Names& names) {
  Chunk& chunk = chunks_.Mutable(i / kChunk);
  chunk.Set(i % kChunk, chunk.IdAt(i % kChunk), names);
}

}  // namespace mingce::access
