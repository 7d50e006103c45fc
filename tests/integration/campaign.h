// The notice's campaign, loaded by calls, and rows that fit its forms.

#ifndef MINGCE_TESTS_INTEGRATION_CAMPAIGN_H_
#define MINGCE_TESTS_INTEGRATION_CAMPAIGN_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "mingce/members/v1/members_service.pb.h"
#include "mingce/registry/v1/catalogue_service.grpc.pb.h"
#include "mingce/registry/v1/registry_service.grpc.pb.h"

namespace mingce::tests {

inline constexpr char kCampaign[] = "campaigns/taoyuan-2019";

// Publishes code lists and forms, creates the county and the campaign, sets annex 1's quota plan.
absl::Status LoadCampaign(registry::v1::RegistryService::Stub& registry,
                          registry::v1::CatalogueService::Stub& catalogue);

// A sound row of the organisation form by key: a base union `n` under `parent` (a code or an id).
std::map<std::string, std::string> OrganizationRow(int n, const std::string& parent);
std::string UnionCode(int n);  // of OrganizationRow(n)

// A sound row of the member form by key; the person is number `n`. `unit` is the union's code.
std::map<std::string, std::string> MemberRow(int n, const std::string& unit);
std::string CitizenNumber(int n);
std::string PersonName(int n);

// Requests with one row each `row`, all with the same keys, and a new request id.
registry::v1::ImportOrganizationsRequest OrganizationImport(
    const std::vector<std::map<std::string, std::string>>& rows);
members::v1::ImportMembersRequest MemberImport(
    const std::vector<std::map<std::string, std::string>>& rows);

}  // namespace mingce::tests

#endif  // MINGCE_TESTS_INTEGRATION_CAMPAIGN_H_
