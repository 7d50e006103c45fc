// The id of an organisation (D-1), made by the registry and by nobody else. It stays the same when
// codes, name or parent change.

#ifndef MINGCE_SERVICES_REGISTRY_DOMAIN_ORGANIZATION_ID_H_
#define MINGCE_SERVICES_REGISTRY_DOMAIN_ORGANIZATION_ID_H_

#include "lib/base/resource_name.h"

namespace mingce::registry {

using OrganizationId = OpaqueId<kOrganizations>;

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_DOMAIN_ORGANIZATION_ID_H_
