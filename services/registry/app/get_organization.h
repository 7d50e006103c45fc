#ifndef MINGCE_SERVICES_REGISTRY_APP_GET_ORGANIZATION_H_
#define MINGCE_SERVICES_REGISTRY_APP_GET_ORGANIZATION_H_

#include <optional>

#include "absl/status/statusor.h"
#include "lib/gb/date.h"
#include "services/registry/app/organization_view.h"
#include "services/registry/app/register.h"

namespace mingce::registry {

// The organisation as it is, or as it was on `as_of`. Errors: ORGANIZATION_NOT_FOUND, also when it
// did not exist yet on that day; DATE_CALENDAR.
absl::StatusOr<OrganizationView> GetOrganization(const Register& parts, const OrganizationId& id,
                                                 const std::optional<gb::Date>& as_of);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_GET_ORGANIZATION_H_
