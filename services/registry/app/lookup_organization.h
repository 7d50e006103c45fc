#ifndef MINGCE_SERVICES_REGISTRY_APP_LOOKUP_ORGANIZATION_H_
#define MINGCE_SERVICES_REGISTRY_APP_LOOKUP_ORGANIZATION_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/call/call.h"
#include "services/registry/app/as_of.h"
#include "services/registry/app/organization_view.h"
#include "services/registry/app/register.h"

namespace mingce::registry {

// The organisation that holds `credit_code`, a union's or a unit's, in any spelling; or that held
// it. One that the caller may not read is none. Errors: those of MomentOf; INVALID_ARGUMENT with a
// reason USCC_…; ORGANIZATION_NOT_FOUND.
absl::StatusOr<OrganizationView> LookupOrganization(const Register& parts, const Call& call,
                                                    absl::string_view credit_code,
                                                    const AsOf& asked);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_LOOKUP_ORGANIZATION_H_
