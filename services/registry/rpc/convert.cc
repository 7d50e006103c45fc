#include "services/registry/rpc/convert.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "lib/base/day.h"
#include "lib/base/resource_name.h"
#include "lib/base/status_macros.h"
#include "lib/base/time_proto.h"
#include "lib/rpc/errors.h"
#include "lib/rpc/resource_name.h"
#include "services/registry/storage/same_fields.h"

namespace mingce::registry {
namespace {

constexpr absl::string_view kCampaignPattern = "campaigns/{campaign}";
constexpr absl::string_view kQuotaPlanPattern = "campaigns/{campaign}/quotaPlans/{revision}";

// What the keys of pages begin with: the day and the moment in microseconds, a blank after each.
std::string MomentKey(const Moment& moment) {
  return absl::StrCat(DayNumber(moment.day), " ", absl::ToUnixMicros(moment.known_at), " ");
}

std::optional<Moment> MomentFrom(const std::vector<std::string>& parts) {
  std::uint64_t day = 0;
  std::int64_t micros = 0;
  if (parts.size() < 2 || !absl::SimpleAtoi(parts[0], &day) ||
      !absl::SimpleAtoi(parts[1], &micros)) {
    return std::nullopt;
  }
  return Moment{.day = DayOfNumber(day), .known_at = absl::FromUnixMicros(micros)};
}

}  // namespace

absl::StatusOr<OrganizationId> OrganizationIdFromName(absl::string_view name) {
  MINGCE_ASSIGN_OR_RETURN(const std::string text,
                          rpc::IdFromName(name, kOrganizations, /*opaque=*/true));
  const std::optional<OrganizationId> id = OrganizationId::FromText(text);
  if (!id.has_value()) return rpc::BadName("organizations/{organization}");
  return *id;
}

absl::StatusOr<std::optional<OrganizationId>> ParentFromName(absl::string_view name) {
  if (name.empty()) return std::nullopt;
  MINGCE_ASSIGN_OR_RETURN(OrganizationId id, OrganizationIdFromName(name));
  return id;
}

absl::StatusOr<std::string> CampaignIdFromName(absl::string_view name) {
  std::optional<std::string> id = IdInName(name, kCampaigns);
  if (!id.has_value() || !IsCampaignId(*id)) return rpc::BadName(kCampaignPattern);
  return *std::move(id);
}

absl::StatusOr<std::pair<std::string, std::optional<std::int64_t>>> QuotaPlanFromName(
    absl::string_view name) {
  constexpr absl::string_view kCollection = "/quotaPlans/";
  const std::size_t at = name.find(kCollection);
  if (at == absl::string_view::npos || !CampaignIdFromName(name.substr(0, at)).ok()) {
    return rpc::BadName(kQuotaPlanPattern);
  }
  MINGCE_ASSIGN_OR_RETURN(std::string campaign, CampaignIdFromName(name.substr(0, at)));
  const absl::string_view text = name.substr(at + kCollection.size());
  std::optional<std::int64_t> revision;
  if (text != "-") {
    std::int64_t number = 0;
    if (!absl::SimpleAtoi(text, &number) || number < 1 || absl::StrCat(number) != text) {
      return rpc::BadName(kQuotaPlanPattern);
    }
    revision = number;
  }
  return std::make_pair(std::move(campaign), revision);
}

std::optional<gb::Date> DayFromProto(bool present, const type::Date& proto) {
  if (!present) return std::nullopt;
  return DateOf(proto);
}

std::string PageKey(const ListPlace& place) {
  return absl::StrCat(MomentKey(place.moment), place.last.id, " ", place.last.name);
}

absl::StatusOr<std::optional<ListPlace>> ListPlaceFromKey(absl::string_view key) {
  if (key.empty()) return std::nullopt;
  const std::vector<std::string> parts = absl::StrSplit(key, absl::MaxSplits(' ', 3));
  const std::optional<Moment> moment = MomentFrom(parts);
  if (!moment.has_value() || parts.size() != 4) return rpc::BadPageToken();
  return ListPlace{.moment = *moment, .last = {.name = parts[3], .id = parts[2]}};
}

std::string PageKey(const SearchPlace& place) {
  return absl::StrCat(MomentKey(place.moment), place.seen);
}

absl::StatusOr<std::optional<SearchPlace>> SearchPlaceFromKey(absl::string_view key) {
  if (key.empty()) return std::nullopt;
  const std::vector<std::string> parts = absl::StrSplit(key, ' ');
  const std::optional<Moment> moment = MomentFrom(parts);
  std::uint64_t seen = 0;
  if (!moment.has_value() || parts.size() != 3 || !absl::SimpleAtoi(parts[2], &seen)) {
    return rpc::BadPageToken();
  }
  return SearchPlace{.moment = *moment, .seen = seen};
}

absl::StatusOr<Campaign> FromProto(const v1::Campaign& proto) {
  MINGCE_ASSIGN_OR_RETURN(OrganizationId county, OrganizationIdFromName(proto.organization()));
  Campaign campaign(std::move(county));
  MINGCE_ASSIGN_OR_RETURN(campaign.id, CampaignIdFromName(proto.name()));
  ReadSame(proto, &campaign);
  MINGCE_ASSIGN_OR_RETURN(campaign.organization_form,
                          rpc::IdFromName(proto.organization_form(), kForms, /*opaque=*/false));
  MINGCE_ASSIGN_OR_RETURN(campaign.member_form,
                          rpc::IdFromName(proto.member_form(), kForms, /*opaque=*/false));
  return campaign;
}

absl::StatusOr<QuotaPlanInput> FromProto(const v1::SetQuotaPlanRequest& request) {
  QuotaPlanInput input;
  MINGCE_ASSIGN_OR_RETURN(input.campaign, CampaignIdFromName(request.campaign()));
  input.document_number = request.document_number();
  input.effective_on = DayFromProto(request.has_effective_on(), request.effective_on());
  for (const v1::Quota& quota : request.quotas()) input.rows.push_back(ReadQuota(quota));
  return input;
}

absl::StatusOr<OrganizationImport> FromProto(const v1::ImportOrganizationsRequest& request) {
  OrganizationImport input;
  MINGCE_ASSIGN_OR_RETURN(input.campaign, CampaignIdFromName(request.campaign()));
  input.columns.assign(request.columns().begin(), request.columns().end());
  for (const v1::ImportOrganizationsRequest::Row& row : request.rows()) {
    input.rows.push_back(
        {.number = row.number(),
         .cells = {row.cells().begin(), row.cells().end()},
         .numeric_columns = {row.numeric_columns().begin(), row.numeric_columns().end()}});
  }
  return input;
}

v1::Organization ToProto(const OrganizationView& view) {
  const Organization& organization = view.organization;
  v1::Organization proto;
  if (view.registered) {
    proto.set_name(organization.id.ResourceName());
    proto.set_etag(EtagOf(organization));
  }
  if (organization.parent) proto.set_parent(organization.parent->ResourceName());
  SetFormFields(organization, &proto);
  proto.set_provisional(organization.provisional());
  proto.set_chair_name_masked(view.chair_name_masked);
  proto.set_contact_name_masked(view.contact_name_masked);
  proto.set_contact_phone_masked(view.contact_phone_masked);
  proto.set_state(organization.closed ? v1::Organization::CLOSED : v1::Organization::ACTIVE);
  proto.set_collection(organization.collected ? v1::Organization::COLLECTED
                                              : v1::Organization::PLANNED);
  SetTimestamp(organization.recorded, proto.mutable_recorded_time());
  return proto;
}

v1::GetStatusResponse ToProto(const RegisterStatus& status) {
  v1::GetStatusResponse proto;
  proto.mutable_head()->set_epoch(status.head.epoch);
  proto.mutable_head()->set_sequence(status.head.sequence);
  proto.set_audit_entries(status.audit_entries);
  proto.set_organizations(status.organizations);
  return proto;
}

v1::SearchOrganizationsResponse ToProto(const SearchPage& page) {
  v1::SearchOrganizationsResponse response;
  response.set_total_count(static_cast<std::int32_t>(page.total));
  for (const OrganizationMatch& match : page.matches) {
    v1::SearchOrganizationsResponse::Match* proto = response.add_matches();
    *proto->mutable_organization() = ToProto(match.organization);
    proto->mutable_path()->Add(match.path.begin(), match.path.end());
  }
  return response;
}

v1::Campaign ToProto(const Campaign& campaign) {
  v1::Campaign proto;
  proto.set_name(MakeResourceName(kCampaigns, campaign.id));
  SetSame(campaign, &proto);
  proto.set_document_number(campaign.document_number);
  proto.set_organization(campaign.organization.ResourceName());
  proto.set_organization_form(MakeResourceName(kForms, campaign.organization_form));
  proto.set_member_form(MakeResourceName(kForms, campaign.member_form));
  return proto;
}

v1::QuotaPlan ToProto(const PlacedQuotaPlan& placed) {
  v1::QuotaPlan proto;
  if (placed.revision > 0) proto.set_name(placed.ResourceName());
  proto.set_document_number(placed.plan.document_number);
  SetDate(placed.plan.effective_on, proto.mutable_effective_on());
  for (const QuotaRow& row : placed.plan.rows) {
    v1::Quota* quota = proto.add_quotas();
    SetSame(row, quota);
    quota->set_union_kind_code(row.union_kind);
    if (row.organization) quota->set_organization(row.organization->ResourceName());
  }
  proto.set_author(placed.plan.author);
  SetTimestamp(placed.plan.recorded, proto.mutable_recorded_time());
  proto.set_allocated(placed.plan.allocated());
  return proto;
}

v1::RoleGrant ToProto(const RoleGrantView& view) {
  const RoleGrant& grant = view.grant;
  v1::RoleGrant proto;
  proto.set_name(grant.ResourceName());
  SetSame(grant, &proto);
  if (grant.organization.has_value()) proto.set_organization(grant.organization->ResourceName());
  proto.set_document_number(grant.document_number);
  proto.set_granted_by(grant.granted_by);
  SetTimestamp(grant.granted, proto.mutable_granted_time());
  if (grant.withdrawal.has_value()) {
    proto.set_revoked(true);
    proto.set_revoked_by(grant.withdrawal->by);
    SetTimestamp(grant.withdrawal->time, proto.mutable_revoked_time());
    proto.set_revocation_document(grant.withdrawal->document_number);
  }
  proto.set_identity_blocked(view.identity_blocked);
  return proto;
}

v1::IdentityBlock ToProto(const IdentityBlock& block) {
  v1::IdentityBlock proto;
  proto.set_identity(block.identity);
  proto.set_blocked(block.blocked);
  proto.set_document_number(block.document_number);
  proto.set_recorded_by(block.recorded_by);
  SetTimestamp(block.recorded, proto.mutable_recorded_time());
  return proto;
}

v1::ClockConfirmation ToProto(const ClockConfirmation& confirmation) {
  v1::ClockConfirmation proto;
  proto.set_event(confirmation.event);
  proto.set_document_number(confirmation.document_number);
  proto.set_confirmed_by(confirmation.confirmed_by);
  SetTimestamp(confirmation.recorded, proto.mutable_recorded_time());
  return proto;
}

v1::ImportOrganizationsResponse ToProto(const std::vector<RowResult>& results) {
  v1::ImportOrganizationsResponse response;
  for (const RowResult& result : results) {
    v1::ImportOrganizationsResponse::RowResult* proto = response.add_results();
    proto->set_number(result.number);
    proto->set_outcome(result.outcome);
    proto->mutable_findings()->Add(result.findings.begin(), result.findings.end());
    if (result.organization) proto->set_organization(result.organization->ResourceName());
  }
  return response;
}

}  // namespace mingce::registry
