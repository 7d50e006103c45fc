// Organisations as people read them. Pure.

#ifndef MINGCE_CLI_ORGANIZATION_VIEW_H_
#define MINGCE_CLI_ORGANIZATION_VIEW_H_

#include <string>
#include <vector>

#include "mingce/registry/v1/organization.pb.h"

namespace mingce::cli {

// One, with everything known of it, a line each.
std::string OrganizationText(const registry::v1::Organization& organization, bool english);

// Many, a line each.
std::string OrganizationTable(const std::vector<registry::v1::Organization>& organizations,
                              bool english);

// How other workbooks name it: "<union code> <name>", or the unit's code, or the bare id.
std::string OrganizationReference(const registry::v1::Organization& organization);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_ORGANIZATION_VIEW_H_
