// The registry's messages to and from the types of its rooms. Pure. From… functions refuse what is
// not of the documented form: BAD_NAME, DATE_CALENDAR.

#ifndef MINGCE_SERVICES_REGISTRY_RPC_CONVERT_H_
#define MINGCE_SERVICES_REGISTRY_RPC_CONVERT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/base/time_proto.h"
#include "mingce/registry/v1/catalogue_service.pb.h"
#include "mingce/registry/v1/registry_service.pb.h"
#include "mingce/registry/v1/role_service.pb.h"
#include "services/registry/app/change_organization.h"
#include "services/registry/app/import_organizations.h"
#include "services/registry/app/organization_view.h"
#include "services/registry/app/quota_plans.h"
#include "services/registry/app/read_organizations.h"
#include "services/registry/app/register.h"
#include "services/registry/app/request_fields.h"
#include "services/registry/app/roles.h"
#include "services/registry/domain/campaign.h"
#include "services/registry/domain/clock_confirmation.h"

namespace mingce::registry {

// `organizations/{organization}`.
absl::StatusOr<OrganizationId> OrganizationIdFromName(absl::string_view name);
// The same, or empty for none.
absl::StatusOr<std::optional<OrganizationId>> ParentFromName(absl::string_view name);
// `campaigns/{campaign}`.
absl::StatusOr<std::string> CampaignIdFromName(absl::string_view name);
// `campaigns/{campaign}/quotaPlans/{revision}`; no revision for `-`.
absl::StatusOr<std::pair<std::string, std::optional<std::int64_t>>> QuotaPlanFromName(
    absl::string_view name);

// Absent for a field that is not set; else as it stands, which app checks.
std::optional<gb::Date> DayFromProto(bool present, const type::Date& proto);

// `as_of` and `known_at` of a request.
template <typename Request>
AsOf AsOfFromProto(const Request& request) {
  AsOf asked{.day = DayFromProto(request.has_as_of(), request.as_of())};
  if (request.has_known_at()) asked.known_at = TimeOf(request.known_at());
  return asked;
}

// What a page token leads on after. nullopt for the key of a first page, "". Errors:
// BAD_PAGE_TOKEN.
std::string PageKey(const ListPlace& place);
absl::StatusOr<std::optional<ListPlace>> ListPlaceFromKey(absl::string_view key);
std::string PageKey(const SearchPlace& place);
absl::StatusOr<std::optional<SearchPlace>> SearchPlaceFromKey(absl::string_view key);

absl::StatusOr<Campaign> FromProto(const v1::Campaign& proto);
absl::StatusOr<QuotaPlanInput> FromProto(const v1::SetQuotaPlanRequest& request);
absl::StatusOr<OrganizationImport> FromProto(const v1::ImportOrganizationsRequest& request);

// The target of UpdateOrganization, MoveOrganization and CloseOrganization alike.
template <typename Request>
absl::StatusOr<OrganizationTarget> TargetFromProto(const Request& request) {
  absl::StatusOr<OrganizationId> id = OrganizationIdFromName(request.name());
  if (!id.ok()) return id.status();
  return OrganizationTarget{
      .id = *std::move(id),
      .etag = request.etag(),
      .effective_on = DayFromProto(request.has_effective_on(), request.effective_on())};
}

v1::Organization ToProto(const OrganizationView& view);
// Without the version.
v1::GetStatusResponse ToProto(const RegisterStatus& status);
// Without its next page token.
v1::SearchOrganizationsResponse ToProto(const SearchPage& page);
v1::Campaign ToProto(const Campaign& campaign);
v1::QuotaPlan ToProto(const PlacedQuotaPlan& placed);
v1::RoleGrant ToProto(const RoleGrantView& view);
v1::IdentityBlock ToProto(const IdentityBlock& block);
v1::ClockConfirmation ToProto(const ClockConfirmation& confirmation);
v1::ImportOrganizationsResponse ToProto(const std::vector<RowResult>& results);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_RPC_CONVERT_H_
