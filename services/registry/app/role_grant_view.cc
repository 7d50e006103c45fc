#include "services/registry/app/role_grant_view.h"

#include <optional>
#include <utility>

#include "lib/base/status_macros.h"
#include "services/registry/storage/role_store.h"

namespace mingce::registry {

absl::StatusOr<RoleGrantView> ViewOf(const kv::Reader& reader, RoleGrant grant) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<IdentityBlock> block,
                          FindIdentityBlock(reader, grant.identity));
  return RoleGrantView{.grant = std::move(grant),
                       .identity_blocked = block.has_value() && block->blocked};
}

}  // namespace mingce::registry
