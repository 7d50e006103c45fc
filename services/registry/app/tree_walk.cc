#include "services/registry/app/tree_walk.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/status_macros.h"
#include "services/registry/app/errors.h"
#include "services/registry/storage/organization_store.h"

namespace mingce::registry {
namespace {

// `from` and everything above it, up to the county; empty where there is no `from`.
// Errors: ORGANIZATION_NOT_FOUND where `from` is not in the register.
absl::StatusOr<std::vector<Organization>> LineOf(const kv::Reader& reader,
                                                 const std::optional<OrganizationId>& from) {
  std::vector<Organization> line;
  std::optional<OrganizationId> next = from;
  while (next.has_value()) {
    // The register never stores a longer line; one would be a cycle in damaged rows.
    if (line.size() > kMaxTreeDepth) return absl::DataLossError("the organisation tree is damaged");
    MINGCE_ASSIGN_OR_RETURN(std::optional<Organization> found, FindOrganization(reader, *next));
    if (!found.has_value()) return OrganizationNotFound();
    next = found->parent;
    line.push_back(*std::move(found));
  }
  return line;
}

// The open organisations directly below `id`.
absl::StatusOr<std::vector<Organization>> OpenChildrenOf(const kv::Reader& reader,
                                                         const OrganizationId& id) {
  std::vector<Organization> open;
  MINGCE_ASSIGN_OR_RETURN(const std::vector<OrganizationId> children, ChildrenOf(reader, id));
  for (const OrganizationId& child : children) {
    MINGCE_ASSIGN_OR_RETURN(std::optional<Organization> found, FindOrganization(reader, child));
    if (found.has_value() && !found->closed) open.push_back(*std::move(found));
  }
  return open;
}

}  // namespace

int HeightOf(const RegisterState& state, const OrganizationId& id) {
  return std::max(1, state.tree().HeightOf(id.text(), state.latest_day));
}

bool HasOpenChildren(const RegisterState& state, const OrganizationId& id) {
  const std::vector<std::string> children = state.tree().ChildrenOf(id.text(), state.latest_day);
  return std::any_of(children.begin(), children.end(), [&](const std::string& child) {
    return state.tree().IsOpen(child, state.latest_day);
  });
}

absl::StatusOr<TreeFault> FindPlaceFault(const kv::Reader& reader, const UnionKinds& kinds,
                                         const Organization& organization, int height) {
  MINGCE_ASSIGN_OR_RETURN(const std::vector<Organization> line,
                          LineOf(reader, organization.parent));
  return CheckPlacement(kinds, organization, height, line);
}

absl::StatusOr<TreeFault> FindKindFault(const kv::Reader& reader, const UnionKinds& kinds,
                                        const Organization& organization) {
  MINGCE_ASSIGN_OR_RETURN(const TreeFault fault,
                          FindPlaceFault(reader, kinds, organization, /*height=*/1));
  if (fault != TreeFault::kNone) return fault;
  MINGCE_ASSIGN_OR_RETURN(const std::vector<Organization> children,
                          OpenChildrenOf(reader, organization.id));
  for (const Organization& child : children) {
    if (!kinds.MayStandBelow(organization.union_kind, child.union_kind)) {
      return TreeFault::kKindNotAllowed;
    }
  }
  return TreeFault::kNone;
}

absl::Status CheckTree(const kv::Reader& reader, const UnionKinds& kinds,
                       const Organization& organization, int height) {
  MINGCE_ASSIGN_OR_RETURN(const TreeFault fault,
                          FindPlaceFault(reader, kinds, organization, height));
  return TreeRefused(fault);
}

}  // namespace mingce::registry
