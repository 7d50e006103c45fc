// What members names by id. Organisations have theirs from the registry.

#ifndef MINGCE_SERVICES_MEMBERS_DOMAIN_IDS_H_
#define MINGCE_SERVICES_MEMBERS_DOMAIN_IDS_H_

#include "lib/base/resource_name.h"

namespace mingce::members {

using MemberId = OpaqueId<kMembers>;
using OrganizationId = OpaqueId<kOrganizations>;

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_DOMAIN_IDS_H_
