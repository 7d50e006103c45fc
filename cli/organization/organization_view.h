// Organisations as people and programs read them. Pure.

#ifndef MINGCE_CLI_ORGANIZATION_ORGANIZATION_VIEW_H_
#define MINGCE_CLI_ORGANIZATION_ORGANIZATION_VIEW_H_

#include <vector>

#include "cli/show/view.h"
#include "mingce/registry/v1/organization.pb.h"
#include "mingce/registry/v1/organization_reads.pb.h"

namespace mingce::cli {

// Everything known of one, a line each.
View OrganizationView(registry::v1::Organization organization);

// The same of one that was changed, or would be.
View ChangeView(registry::v1::Organization organization, bool validate_only);

// Many, a line each, by name: Chinese names in the order of their code points.
View OrganizationsView(std::vector<registry::v1::Organization> organizations);

// What a search found, in the order it came; closed ones are marked.
View MatchesView(registry::v1::SearchOrganizationsResponse found);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_ORGANIZATION_ORGANIZATION_VIEW_H_
