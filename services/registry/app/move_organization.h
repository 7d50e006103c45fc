#ifndef MINGCE_SERVICES_REGISTRY_APP_MOVE_ORGANIZATION_H_
#define MINGCE_SERVICES_REGISTRY_APP_MOVE_ORGANIZATION_H_

#include "services/registry/app/change_organization.h"

namespace mingce::registry {

// Moves an organisation, with everything below it, under `parent`. Errors: those of the RPC.
void MoveOrganization(const Register& parts, const Call& call, OrganizationTarget target,
                      OrganizationId parent, Mutation mutation, Done<OrganizationView> done);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_MOVE_ORGANIZATION_H_
