#ifndef MINGCE_SERVICES_REGISTRY_APP_CLOSE_ORGANIZATION_H_
#define MINGCE_SERVICES_REGISTRY_APP_CLOSE_ORGANIZATION_H_

#include <string>

#include "services/registry/app/change_organization.h"

namespace mingce::registry {

// Closes an organisation without open children; R-O5: `approval_document` names the superior's
// approval. Errors: those of the RPC, and those of DocumentNumber.
void CloseOrganization(const Register& parts, const Call& call, OrganizationTarget target,
                       std::string approval_document, Mutation mutation,
                       Done<OrganizationView> done);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_CLOSE_ORGANIZATION_H_
