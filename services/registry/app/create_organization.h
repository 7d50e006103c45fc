#ifndef MINGCE_SERVICES_REGISTRY_APP_CREATE_ORGANIZATION_H_
#define MINGCE_SERVICES_REGISTRY_APP_CREATE_ORGANIZATION_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "services/registry/app/organization_view.h"
#include "services/registry/app/register.h"

namespace mingce::registry {

struct NewOrganization {
  std::optional<OrganizationId> parent;  // absent for the county federation
  std::map<std::string, std::string> fields;
  std::vector<std::string> aliases;
};

// Creates an organisation, collected, below an open parent. Of the form's fields only union_name,
// union_kind and each code or its reason are demanded; the county federation, which comes first and
// once, has its reasons by default (9 and 3). Errors: those of the RPC.
void CreateOrganization(const Register& parts, const Call& call, NewOrganization asked,
                        Mutation mutation, Done<OrganizationView> done);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_CREATE_ORGANIZATION_H_
