#ifndef MINGCE_SERVICES_REGISTRY_APP_GET_ORGANIZATION_H_
#define MINGCE_SERVICES_REGISTRY_APP_GET_ORGANIZATION_H_

#include "absl/status/statusor.h"
#include "lib/call/call.h"
#include "services/registry/app/as_of.h"
#include "services/registry/app/organization_view.h"
#include "services/registry/app/register.h"

namespace mingce::registry {

// The organisation, now or as it was. Errors: those of MomentOf; ORGANIZATION_NOT_FOUND, also when
// it did not exist yet or was not known of.
absl::StatusOr<OrganizationView> GetOrganization(const Register& parts, const Call& call,
                                                 const OrganizationId& id, const AsOf& asked);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_GET_ORGANIZATION_H_
