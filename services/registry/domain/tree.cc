#include "services/registry/domain/tree.h"

namespace mingce::registry {

TreeFault CheckPlacement(const UnionKinds& kinds, const Organization& organization, int height,
                         const std::vector<Organization>& ancestors) {
  for (const Organization& above : ancestors) {
    if (above.id == organization.id) return TreeFault::kCycle;
  }
  if (ancestors.empty()) return TreeFault::kNone;  // the county itself
  const Organization& parent = ancestors.front();
  if (parent.closed) return TreeFault::kParentClosed;
  if (!kinds.MayStandBelow(parent.union_kind, organization.union_kind)) {
    return TreeFault::kKindNotAllowed;
  }
  if (static_cast<int>(ancestors.size()) + height > kMaxTreeDepth) return TreeFault::kTooDeep;
  return TreeFault::kNone;
}

}  // namespace mingce::registry
