// UpdateOrganization, MoveOrganization and CloseOrganization: one organisation is read, compared
// with the etag it was read with, changed from a day on, and answered. Errors of all, beside those
// of the RPC: ORGANIZATION_NOT_FOUND, ORGANIZATION_CLOSED, FIELD_MISSING (etag), STALE_ETAG,
// DATE_RANGE, DATE_CALENDAR, SUPERIOR_REQUIRED.

#ifndef MINGCE_SERVICES_REGISTRY_APP_CHANGE_ORGANIZATION_H_
#define MINGCE_SERVICES_REGISTRY_APP_CHANGE_ORGANIZATION_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "services/registry/app/organization_view.h"
#include "services/registry/app/register.h"

namespace mingce::registry {

struct OrganizationTarget {
  OrganizationId id;
  std::string etag;
  std::optional<gb::Date> effective_on;  // absent: today
};

struct OrganizationUpdate {
  std::map<std::string, std::string> fields;  // an empty value clears the field
  std::vector<std::string> add_aliases;
};

// Changes the fields given, and no others. A planned organisation whose form has become complete is
// collected from then on. Errors: those of the RPC.
void UpdateOrganization(const Register& parts, const Call& call, OrganizationTarget target,
                        OrganizationUpdate asked, Mutation mutation, Done<OrganizationView> done);

// Moves an organisation, with everything below it, under `parent`. Errors: those of the RPC.
void MoveOrganization(const Register& parts, const Call& call, OrganizationTarget target,
                      OrganizationId parent, Mutation mutation, Done<OrganizationView> done);

// Closes an organisation without open children; R-O5: `approval_document` names the superior's
// approval. Errors: those of the RPC, and those of DocumentNumber.
void CloseOrganization(const Register& parts, const Call& call, OrganizationTarget target,
                       std::string approval_document, Mutation mutation,
                       Done<OrganizationView> done);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_CHANGE_ORGANIZATION_H_
