// Which nodes a search may return, asked of many nodes.

#ifndef MINGCE_LIB_ACCESS_AMONG_H_
#define MINGCE_LIB_ACCESS_AMONG_H_

#include <optional>
#include <vector>

#include "lib/access/find_names.h"
#include "lib/access/tree.h"

namespace mingce::access {

// Both arguments outlive it. Not thread-safe: it remembers what it was asked.
class AmongFilter {
 public:
  AmongFilter(const Tree& tree, const Among& among);

  bool Passes(NodeIndex node);

  bool IsOpen(NodeIndex node) const { return on_day_.IsOpen(node); }

 private:
  static constexpr unsigned char kUnknown = 255;
  static constexpr unsigned char kOut = 254;

  // Whether `node` is within the top. What is found out of a node holds for all on the way up, so
  // that asking for every node of the tree follows each edge once.
  bool IsWithin(NodeIndex node);

  const Tree& tree_;
  const Tree::OnDay on_day_;
  const Among& among_;
  std::optional<NodeIndex> top_;
  // Of each node how many levels it stands below the top, or one of the above. Empty where no top is
  // asked for.
  std::vector<unsigned char> levels_;
};

}  // namespace mingce::access

#endif  // MINGCE_LIB_ACCESS_AMONG_H_
