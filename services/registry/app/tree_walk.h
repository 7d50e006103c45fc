// Walks over the tree of organisations as it is now.

#ifndef MINGCE_SERVICES_REGISTRY_APP_TREE_WALK_H_
#define MINGCE_SERVICES_REGISTRY_APP_TREE_WALK_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/kv/kv_store.h"
#include "services/registry/domain/organization.h"
#include "services/registry/domain/union_kinds.h"

namespace mingce::registry {

// `from` and everything above it, up to the county; empty where there is no `from`.
// Errors: ORGANIZATION_NOT_FOUND where `from` is not in the register.
absl::StatusOr<std::vector<Organization>> LineOf(const kv::Reader& reader,
                                                 const std::optional<OrganizationId>& from);

// Levels from `id` down, closed organisations included: 1 where nothing is below it. Stops counting
// past the greatest depth of the tree.
absl::StatusOr<int> HeightOf(const kv::Reader& reader, const OrganizationId& id);

// The open organisations directly below `id`.
absl::StatusOr<std::vector<Organization>> OpenChildrenOf(const kv::Reader& reader,
                                                         const OrganizationId& id);

// Whether `organization` may stand where it says, with what is below it: OK, or the errors of
// TreeRefused, or ORGANIZATION_NOT_FOUND for its parent.
absl::Status CheckTree(const kv::Reader& reader, const UnionKinds& kinds,
                       const Organization& organization);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_TREE_WALK_H_
