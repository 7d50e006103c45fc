// The tree of organisations, R-O4: no cycle, at most eight levels, a parent that is open and whose
// kind may have such a child.

#ifndef MINGCE_SERVICES_REGISTRY_DOMAIN_TREE_H_
#define MINGCE_SERVICES_REGISTRY_DOMAIN_TREE_H_

#include <vector>

#include "services/registry/domain/organization.h"
#include "services/registry/domain/union_kinds.h"

namespace mingce::registry {

// Levels of the tree; the county federation is the first.
inline constexpr int kMaxTreeDepth = 8;

enum class TreeFault { kNone, kCycle, kParentClosed, kKindNotAllowed, kTooDeep };

// Whether `organization`, with `height` levels from itself down (1: nothing below it), may stand
// below the first of `ancestors`, which go from the new parent up to the county.
TreeFault CheckPlacement(const UnionKinds& kinds, const Organization& organization, int height,
                         const std::vector<Organization>& ancestors);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_DOMAIN_TREE_H_
