// Walks over the tree of organisations as it is now: by rows, which show what a command has staged
// itself, or in memory, which shows what was decided before it.

#ifndef MINGCE_SERVICES_REGISTRY_APP_TREE_WALK_H_
#define MINGCE_SERVICES_REGISTRY_APP_TREE_WALK_H_

#include "absl/status/statusor.h"
#include "lib/kv/kv_store.h"
#include "services/registry/domain/organization.h"
#include "services/registry/domain/organization_rules.h"
#include "services/registry/domain/union_kinds.h"
#include "services/registry/storage/living_register.h"

namespace mingce::registry {

// Levels from `id` down, closed organisations included: 1 where nothing is below it.
int HeightOf(const RegisterState& state, const OrganizationId& id);

bool HasOpenChildren(const RegisterState& state, const OrganizationId& id);

// Whether `organization`, with `height` levels from itself down, may stand where it says; kNone if
// so. Reads what stands above it. Errors: ORGANIZATION_NOT_FOUND for its parent.
absl::StatusOr<TreeFault> FindPlaceFault(const kv::Reader& reader, const UnionKinds& kinds,
                                         const Organization& organization, int height);

// Whether it may be of the kind it says where it stands already, with what is directly below it.
absl::StatusOr<TreeFault> FindKindFault(const kv::Reader& reader, const UnionKinds& kinds,
                                        const Organization& organization);

// FindPlaceFault as OK or the errors of TreeRefused.
absl::Status CheckTree(const kv::Reader& reader, const UnionKinds& kinds,
                       const Organization& organization, int height);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_TREE_WALK_H_
