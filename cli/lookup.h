// Things that commands need from the registry before they can begin.

#ifndef MINGCE_CLI_LOOKUP_H_
#define MINGCE_CLI_LOOKUP_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "cli/connection.h"
#include "cli/session.h"
#include "mingce/registry/v1/campaign.pb.h"
#include "mingce/registry/v1/organization.pb.h"
#include "mingce/type/date.pb.h"
#include "mingce/type/form.pb.h"

namespace mingce::cli {

// "taoyuan-2019" and "campaigns/taoyuan-2019" → "campaigns/taoyuan-2019"; "" stays "".
std::string CollectionName(absl::string_view collection, absl::string_view id_or_name);

// The campaign given; when none is given the only one there is, else CAMPAIGN_REQUIRED.
absl::StatusOr<registry::v1::Campaign> FindCampaign(const Connection& connection,
                                                    absl::string_view given);

absl::StatusOr<type::Form> FetchForm(const Connection& connection, const std::string& name);

// A campaign with its form, for an import. Both are immutable once in use, so what was fetched is
// kept beside the profile, and serves when the registry is away: members can go on alone. With no
// campaign given, the only copy there is serves.
struct CampaignAndForm {
  registry::v1::Campaign campaign;
  type::Form form;
  type::CodeList id_types;  // of the form's documents; without values when not known
};
absl::StatusOr<CampaignAndForm> FetchMemberForm(Session& session, const Connection& connection,
                                                absl::string_view given);

// The name (organizations/…) of an organisation given by name, bare id or credit code. Only a code
// needs the registry; a name is taken as it is.
absl::StatusOr<std::string> OrganizationName(const Connection& connection, absl::string_view given);

// By name (organizations/…), by bare id, or by a credit code of either type.
absl::StatusOr<registry::v1::Organization> FindOrganization(const Connection& connection,
                                                            absl::string_view given);

// All organisations that are not closed; `parent` "" for the whole register.
absl::StatusOr<std::vector<registry::v1::Organization>> ListAllOrganizations(
    const Connection& connection, const std::string& parent);

// Sets `date` from text such as 2019-11-30; leaves it unset for "". BAD_DATE naming `option`.
absl::Status ParseDateOption(absl::string_view text, absl::string_view option, type::Date* date);

// "2019-11-30", "2019-11" without a day, "" when not set.
std::string DateText(const type::Date& date);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_LOOKUP_H_
