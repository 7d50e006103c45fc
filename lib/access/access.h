// What one caller may do, to what, at one moment.

#ifndef MINGCE_LIB_ACCESS_ACCESS_H_
#define MINGCE_LIB_ACCESS_ACCESS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "lib/access/grant.h"
#include "lib/access/tree.h"

namespace mingce::access {

// Immutable, and so thread-safe. It keeps the tree it was made with, so all its answers fit
// together; whoever decides later makes another one, out of the tree and the grants of then.
class Access {
 public:
  // May nothing.
  Access() = default;

  // `tree` is not null. `day` decides which grants are in force and who stands below whom.
  Access(std::shared_ptr<const Tree> tree, const Grants& grants, absl::string_view identity,
         absl::CivilDay day);

  // Whether a grant with `permission` is for the whole tree, or for a node that `node` is within. A
  // grant for the whole tree is for nodes too that the tree has not heard of; one for a node that
  // it has not heard of gives nothing.
  bool May(int permission, absl::string_view node) const;

  // Whether a grant is for the whole tree, or for its root where it has one only.
  bool MayEverywhere(int permission) const;

  // Whether there is a node that it may.
  bool MaySomewhere(int permission) const;

  // Whether there is a permission that it may somewhere.
  bool MayAnything() const;

  // Below which nodes, by id; none of them is within another. {""}: in the whole tree.
  std::vector<std::string> Tops(int permission) const;

  // The tree it answers from; nullptr for one that may nothing.
  const std::shared_ptr<const Tree>& tree() const { return tree_; }
  absl::CivilDay day() const { return day_; }

 private:
  struct Right {
    std::uint64_t permissions;
    NodeIndex top;  // kNoNode: the whole tree
  };

  std::shared_ptr<const Tree> tree_;
  absl::CivilDay day_;
  Tree::OnDay on_day_;  // of *tree_
  std::vector<Right> rights_;
};

}  // namespace mingce::access

#endif  // MINGCE_LIB_ACCESS_ACCESS_H_
