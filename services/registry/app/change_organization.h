// What UpdateOrganization, MoveOrganization and CloseOrganization have in common: one organisation
// is read, compared with the etag it was read with, changed from a day on, and answered.

#ifndef MINGCE_SERVICES_REGISTRY_APP_CHANGE_ORGANIZATION_H_
#define MINGCE_SERVICES_REGISTRY_APP_CHANGE_ORGANIZATION_H_

#include <functional>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "services/registry/app/organization_form.h"
#include "services/registry/app/organization_record.h"
#include "services/registry/app/organization_view.h"
#include "services/registry/app/register.h"

namespace mingce::registry {

struct OrganizationTarget {
  OrganizationId id;
  std::string etag;
  std::optional<gb::Date> effective_on;  // absent: today
};

// Runs on the ledger's thread: the rule of the verb. `current` is open and what the caller read;
// `day` is when the change holds. Returns the organisation as staged.
using DecideChange = std::function<absl::StatusOr<Organization>(
    const Recording& recording, const Organization& current, const gb::Date& day)>;

// Whether the caller may change what `current` stands below too, as one must to take it away from
// there: OK or SUPERIOR_REQUIRED.
absl::Status CheckSuperior(const Recording& recording, const Organization& current);

// Submits the change. Errors: ORGANIZATION_NOT_FOUND, ORGANIZATION_CLOSED, FIELD_MISSING (etag),
// STALE_ETAG, DATE_RANGE, DATE_CALENDAR, SUPERIOR_REQUIRED, those of `form` if it could not be
// loaded, and those of `decide`.
void ChangeOrganization(const Register& parts, const Call& call, OrganizationTarget target,
                        Mutation mutation, absl::StatusOr<OrganizationForm> form,
                        DecideChange decide, Done<OrganizationView> done);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_CHANGE_ORGANIZATION_H_
