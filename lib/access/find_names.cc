#include "lib/access/find_names.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "lib/access/among.h"

namespace mingce::access {
namespace {

// What a node is sorted by before its name: its fit, doubled, and one where it is closed.
constexpr std::size_t kClasses = 6;
constexpr std::uint8_t kNoHit = 255;

bool IsMark(char c) { return c >= 0 && c < NodeTexts::kMarkEnd; }

Fit FitAt(absl::string_view keys, std::size_t begin, std::size_t end) {
  if (begin > 0 && !IsMark(keys[begin - 1])) return Fit::kPart;
  return end == keys.size() || IsMark(keys[end]) ? Fit::kWhole : Fit::kBeginning;
}

// Finds a text: looks for that of its bytes that is rarest in `sample`, then compares. Characters of
// names begin with few bytes, so that looking for the first one would stop at every character.
class Finder {
 public:
  Finder(absl::string_view text, absl::string_view sample) : text_(text) {
    std::array<std::size_t, 256> counts = {};
    for (const char c : sample) ++counts[static_cast<unsigned char>(c)];
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (counts[static_cast<unsigned char>(text[i])] <
          counts[static_cast<unsigned char>(text[rarest_])]) {
        rarest_ = i;
      }
    }
  }

  // Where it begins in `all` at `pos` or later; npos: nowhere.
  std::size_t Find(absl::string_view all, std::size_t pos) const {
    while (pos + text_.size() <= all.size()) {
      const char* from = all.data() + pos + rarest_;
      const void* hit = std::memchr(from, text_[rarest_], all.size() - pos - text_.size() + 1);
      if (hit == nullptr) break;
      pos += static_cast<std::size_t>(static_cast<const char*>(hit) - from);
      if (std::memcmp(all.data() + pos, text_.data(), text_.size()) == 0) return pos;
      ++pos;
    }
    return absl::string_view::npos;
  }

  std::size_t size() const { return text_.size(); }

 private:
  absl::string_view text_;
  std::size_t rarest_ = 0;
};

// The best fit of a text in the keys of each node of `chunk`, into `fits`.
void Scan(const NodeTexts::Chunk& chunk, const Finder& finder, std::uint8_t* fits) {
  const absl::string_view keys = chunk.keys();
  std::size_t node = 0;
  for (std::size_t pos = 0; (pos = finder.Find(keys, pos)) != absl::string_view::npos;) {
    while (chunk.KeyEnd(node) <= pos) ++node;
    const auto fit = static_cast<std::uint8_t>(FitAt(keys, pos, pos + finder.size()));
    fits[node] = std::min(fits[node], fit);
    pos = fit == 0 ? chunk.KeyEnd(node) : pos + 1;
  }
}

}  // namespace

NameHits FindNames(const Tree& tree, const std::vector<std::string>& texts, const Among& among,
                   std::size_t skip, std::size_t limit) {
  const NodeTexts& nodes = tree.texts();
  std::vector<std::uint8_t> classes(nodes.chunks() * NodeTexts::kChunk, kNoHit);
  for (const std::string& text : texts) {
    if (text.empty() || std::any_of(text.begin(), text.end(), IsMark)) continue;
    const std::vector<std::uint32_t> grams = GramsOf(text);
    const Finder finder(text, nodes.chunks() == 0 ? "" : nodes.chunk(nodes.chunks() / 2).keys());
    for (std::size_t c = 0; c < nodes.chunks(); ++c) {
      if (!nodes.chunk(c).MayContain(grams)) continue;
      Scan(nodes.chunk(c), finder, &classes[c * NodeTexts::kChunk]);
    }
  }

  AmongFilter filter(tree, among);
  std::array<std::size_t, kClasses> counts = {};
  for (NodeIndex node = 0; node < nodes.size(); ++node) {
    std::uint8_t& of = classes[node];
    if (of == kNoHit) continue;
    const int closed = filter.IsOpen(node) ? 0 : 1;
    of = filter.Passes(node) ? static_cast<std::uint8_t>(2 * of + closed) : kNoHit;
    if (of != kNoHit) ++counts[of];
  }

  // Where a class's next hit by name stands among all hits.
  std::array<std::size_t, kClasses> next = {};
  NameHits hits;
  for (std::size_t i = 0; i < kClasses; ++i) {
    next[i] = hits.total;
    hits.total += counts[i];
  }
  std::size_t missing = skip < hits.total ? std::min(limit, hits.total - skip) : 0;
  hits.page.resize(missing);
  if (missing == 0) return hits;
  tree.VisitByName([&](NodeIndex node) {
    const std::uint8_t of = classes[node];
    if (of == kNoHit) return true;
    const std::size_t place = next[of]++;
    if (place < skip || place - skip >= hits.page.size()) return true;
    hits.page[place - skip] = {.id = std::string(tree.IdOf(node)), .fit = static_cast<Fit>(of / 2)};
    return --missing > 0;
  });
  return hits;
}

}  // namespace mingce::access
