#ifndef MINGCE_SERVICES_REGISTRY_APP_REVOKE_ROLE_H_
#define MINGCE_SERVICES_REGISTRY_APP_REVOKE_ROLE_H_

#include <string>

#include "services/registry/app/register.h"
#include "services/registry/app/role_grant_view.h"

namespace mingce::registry {

// Withdraws the grant `id`. Errors: those of the RPC.
void RevokeRole(const Register& parts, const Call& call, std::string id,
                std::string document_number, Mutation mutation, Done<RoleGrantView> done);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_REVOKE_ROLE_H_
