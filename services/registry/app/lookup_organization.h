#ifndef MINGCE_SERVICES_REGISTRY_APP_LOOKUP_ORGANIZATION_H_
#define MINGCE_SERVICES_REGISTRY_APP_LOOKUP_ORGANIZATION_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/registry/app/organization_view.h"
#include "services/registry/app/register.h"

namespace mingce::registry {

// The organisation that holds `credit_code`, a union's or a unit's, in any spelling.
// Errors: INVALID_ARGUMENT with a reason USCC_…; ORGANIZATION_NOT_FOUND.
absl::StatusOr<OrganizationView> LookupOrganization(const Register& parts,
                                                    absl::string_view credit_code);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_LOOKUP_ORGANIZATION_H_
