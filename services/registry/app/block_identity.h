#ifndef MINGCE_SERVICES_REGISTRY_APP_BLOCK_IDENTITY_H_
#define MINGCE_SERVICES_REGISTRY_APP_BLOCK_IDENTITY_H_

#include <string>

#include "services/registry/app/register.h"
#include "services/registry/domain/role_grant.h"

namespace mingce::registry {

struct IdentityChange {
  std::string identity;
  bool blocked = false;
  std::string document_number;
};

// Blocks an identity or lets it in again. Errors: those of the RPC.
void BlockIdentity(const Register& parts, const Call& call, IdentityChange asked, Mutation mutation,
                   Done<IdentityBlock> done);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_BLOCK_IDENTITY_H_
