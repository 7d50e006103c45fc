// Things that commands need from the registry before they can begin.

#ifndef MINGCE_CLI_RUN_LOOKUP_H_
#define MINGCE_CLI_RUN_LOOKUP_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "cli/run/connection.h"
#include "mingce/registry/v1/campaign.pb.h"
#include "mingce/registry/v1/organization.pb.h"
#include "mingce/registry/v1/registry_service.pb.h"
#include "mingce/type/date.pb.h"
#include "mingce/type/form.pb.h"

namespace mingce::cli {

// "taoyuan-2019" and "campaigns/taoyuan-2019" → "campaigns/taoyuan-2019"; "" stays "".
std::string CollectionName(absl::string_view collection, absl::string_view id_or_name);

// The campaign of that id or name; for "" the only one there is, else CAMPAIGN_REQUIRED.
absl::StatusOr<registry::v1::Campaign> FindCampaign(const Connection& connection,
                                                    absl::string_view input);

absl::StatusOr<type::Form> FetchForm(const Connection& connection, const std::string& name);

// The name (organizations/…) of an organisation named by name, bare id or credit code. Only a code
// needs the registry; a name is taken as it is.
absl::StatusOr<std::string> OrganizationName(const Connection& connection, absl::string_view input);

// By name (organizations/…), by bare id, or by a credit code of either type.
absl::StatusOr<registry::v1::Organization> FindOrganization(const Connection& connection,
                                                            absl::string_view input);

// All pages of a listing, in the registry's order. An empty request: every organisation that is not
// closed.
absl::StatusOr<std::vector<registry::v1::Organization>> FetchOrganizations(
    const Connection& connection, registry::v1::ListOrganizationsRequest request);

// Sets `date` from text such as 2019-11-30; leaves it unset for "". BAD_DATE naming `option`.
absl::Status ParseDateOption(absl::string_view text, absl::string_view option, type::Date* date);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_RUN_LOOKUP_H_
