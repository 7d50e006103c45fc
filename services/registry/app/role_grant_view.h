#ifndef MINGCE_SERVICES_REGISTRY_APP_ROLE_GRANT_VIEW_H_
#define MINGCE_SERVICES_REGISTRY_APP_ROLE_GRANT_VIEW_H_

#include "absl/status/statusor.h"
#include "lib/kv/kv_store.h"
#include "services/registry/domain/role_grant.h"

namespace mingce::registry {

// A grant with what has become of it.
struct RoleGrantView {
  RoleGrant grant;
  bool identity_blocked = false;  // so that it gives nothing at present
};

absl::StatusOr<RoleGrantView> ViewOf(const kv::Reader& reader, RoleGrant grant);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_ROLE_GRANT_VIEW_H_
