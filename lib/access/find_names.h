// Which nodes of a tree bear a name or a code, or one like it.

#ifndef MINGCE_LIB_ACCESS_FIND_NAMES_H_
#define MINGCE_LIB_ACCESS_FIND_NAMES_H_

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "lib/access/tree.h"

namespace mingce::access {

// Among which nodes: those that stand somewhere on `day` and fulfil the rest.
struct Among {
  absl::CivilDay day;
  std::string within;  // `within` itself and what is below it; "": everywhere
  bool open_only = false;
  std::function<bool(absl::string_view id)> accept;  // if set; asked last, and only of what fits
};

// How a text fits the best of a node's keys.
enum class Fit { kWhole, kBeginning, kPart };

struct NameHit {
  std::string id;
  Fit fit;
};

struct NameHits {
  std::vector<NameHit> page;
  std::size_t total = 0;  // hits on all pages
};

// The nodes that have one of `texts` in one of their keys or codes: whole ones first, then
// beginnings, then parts; of these open nodes before closed ones; then by main name and id. `texts`
// are UTF-8, made ready for comparing as the keys were; one text in several such forms is several
// texts. Hits `skip` to `skip + limit` are returned. Reads once through the keys of those parts of the
// tree that may have a hit: of 200,000 nodes that takes some milliseconds.
NameHits FindNames(const Tree& tree, const std::vector<std::string>& texts, const Among& among,
                   std::size_t skip, std::size_t limit);

// A key without what all have in common, for telling which ones are alike: a part of the key.
using Core = std::function<absl::string_view(absl::string_view key)>;

// What somebody may have meant by `name`, made ready for comparing as the keys were: at most `limit`
// ids, the best first. In this order
//   a key that is the name;
//   a key that begins with it, or with which it begins;
//   a key that contains it, or that it contains;
//   a key like it: of their cores, most of the characters of the shorter one are in the longer one in
//   the same order, or they differ in one character. These by how much they share, then by how many
//   characters have to change.
// then by main name and id. Of a name longer than 64 characters the first 64 count for likeness. Codes
// do not count. `core` absent: whole keys are compared.
std::vector<std::string> NearestNames(const Tree& tree, absl::string_view name, const Among& among,
                                      std::size_t limit, const Core& core = nullptr);

}  // namespace mingce::access

#endif  // MINGCE_LIB_ACCESS_FIND_NAMES_H_
