#ifndef MINGCE_SERVICES_REGISTRY_APP_UPDATE_ORGANIZATION_H_
#define MINGCE_SERVICES_REGISTRY_APP_UPDATE_ORGANIZATION_H_

#include <map>
#include <string>
#include <vector>

#include "services/registry/app/change_organization.h"

namespace mingce::registry {

struct OrganizationUpdate {
  std::map<std::string, std::string> fields;  // an empty value clears the field
  std::vector<std::string> add_aliases;
};

// Changes the fields given, and no others. A planned organisation whose form has become complete is
// collected from then on. Errors: those of the RPC.
void UpdateOrganization(const Register& parts, const Call& call, OrganizationTarget target,
                        OrganizationUpdate asked, Mutation mutation, Done<OrganizationView> done);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_UPDATE_ORGANIZATION_H_
