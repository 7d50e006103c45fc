#include "services/registry/app/tree_walk.h"

#include <algorithm>
#include <utility>

#include "lib/base/status_macros.h"
#include "services/registry/app/errors.h"
#include "services/registry/domain/tree.h"
#include "services/registry/storage/organization_store.h"

namespace mingce::registry {
namespace {

absl::StatusOr<int> Height(const kv::Reader& reader, const OrganizationId& id, int at_most) {
  if (at_most <= 0) return 0;
  MINGCE_ASSIGN_OR_RETURN(const std::vector<OrganizationId> children, ChildrenOf(reader, id));
  int below = 0;
  for (const OrganizationId& child : children) {
    MINGCE_ASSIGN_OR_RETURN(const int height, Height(reader, child, at_most - 1));
    below = std::max(below, height);
  }
  return below + 1;
}

}  // namespace

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

absl::StatusOr<int> HeightOf(const kv::Reader& reader, const OrganizationId& id) {
  return Height(reader, id, kMaxTreeDepth + 1);
}

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

absl::Status CheckTree(const kv::Reader& reader, const UnionKinds& kinds,
                       const Organization& organization) {
  MINGCE_ASSIGN_OR_RETURN(const std::vector<Organization> line,
                          LineOf(reader, organization.parent));
  MINGCE_ASSIGN_OR_RETURN(const int height, HeightOf(reader, organization.id));
  MINGCE_RETURN_IF_ERROR(TreeRefused(CheckPlacement(kinds, organization, height, line)));
  if (height == 1) return absl::OkStatus();
  MINGCE_ASSIGN_OR_RETURN(const std::vector<Organization> children,
                          OpenChildrenOf(reader, organization.id));
  for (const Organization& child : children) {
    if (!kinds.MayStandBelow(organization.union_kind, child.union_kind)) {
      return TreeRefused(TreeFault::kKindNotAllowed);
    }
  }
  return absl::OkStatus();
}

}  // namespace mingce::registry
