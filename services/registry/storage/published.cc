#include "services/registry/storage/published.h"

#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "lib/base/resource_name.h"
#include "lib/base/status_macros.h"
#include "mingce/registry/events/v1/events.pb.h"
#include "services/registry/storage/keys.h"
#include "services/registry/storage/row_codec.h"
#include "services/registry/storage/same_fields.h"

namespace mingce::registry {
namespace {

// An event about an organisation, which holds from the day of the version.
template <typename Data>
ledger::NewEvent OfVersion(const Organization& version, Data data = {}) {
  events::v1::OrganizationVersion* proto = data.mutable_organization();
  SetSame(version, proto);
  proto->set_name(version.id.ResourceName());
  if (version.parent) proto->set_parent(version.parent->ResourceName());
  for (const std::string& name : version.OtherNames()) proto->add_aliases(name);
  proto->set_collected(version.collected);
  proto->set_closed(version.closed);
  if (version.collected && version.established_on) {
    SetDate(*version.established_on, proto->mutable_established_on());
  }
  SetDate(version.valid_from, proto->mutable_effective_on());
  proto->set_revision(version.revision);
  return ledger::EventOf(data, version.id.ResourceName(), gb::ToCivilDay(version.valid_from));
}

// A row as the event that would bring it, and when it was recorded. When forms, lists and campaigns
// were is not kept: they are not dated, and nothing depends on it.
using Standing = std::pair<ledger::NewEvent, ledger::RecordedTime>;

Standing StandingOf(const type::CodeList& list) {
  return {CodeListPublished(list), {.time = absl::UnixEpoch()}};
}
Standing StandingOf(const type::Form& form) {
  return {FormPublished(form), {.time = absl::UnixEpoch()}};
}
Standing StandingOf(const Organization& version) {
  return {OfVersion<events::v1::OrganizationUpdated>(version),
          {.time = version.recorded, .suspect_since = version.suspect_since}};
}
Standing StandingOf(const Campaign& campaign) {
  return {CampaignCreated(campaign), {.time = absl::UnixEpoch()}};
}
Standing StandingOf(const PlacedQuotaPlan& placed) {
  return {QuotaPlanSet(placed), {.time = placed.plan.recorded}};
}
Standing StandingOf(const RoleGrant& grant) {
  return {RoleGrantSet(grant),
          {.time = grant.withdrawal.has_value() ? grant.withdrawal->time : grant.granted}};
}
Standing StandingOf(const IdentityBlock& block) {
  return {IdentityBlocked(block), {.time = block.recorded}};
}

Standing StandingOf(const ClockConfirmation& confirmation) {
  return {ClockConfirmed(confirmation), {.time = confirmation.recorded}};
}

template <typename Row>
absl::StatusOr<Standing> Read(absl::string_view key, absl::string_view value) {
  MINGCE_ASSIGN_OR_RETURN(const Row row, DecodeRow<Row>(key, value));
  return StandingOf(row);
}

// In this order: what is referred to comes before what refers to it.
constexpr std::pair<Table, absl::StatusOr<Standing> (*)(absl::string_view, absl::string_view)>
    kPublished[] = {
        {Table::kCodeList, Read<type::CodeList>},
        {Table::kForm, Read<type::Form>},
        {Table::kVersion, Read<Organization>},
        {Table::kCampaign, Read<Campaign>},
        {Table::kQuotaPlan, Read<PlacedQuotaPlan>},
        {Table::kRoleGrant, Read<RoleGrant>},
        {Table::kIdentityBlock, Read<IdentityBlock>},
        {Table::kClockConfirmation, Read<ClockConfirmation>},
};

}  // namespace

ledger::NewEvent OrganizationCreated(const Organization& version) {
  return OfVersion<events::v1::OrganizationCreated>(version);
}

ledger::NewEvent OrganizationChanged(const Organization& before, const Organization& version) {
  if (version.closed && !before.closed) return OfVersion<events::v1::OrganizationClosed>(version);
  if (version.parent == before.parent) return OfVersion<events::v1::OrganizationUpdated>(version);
  events::v1::OrganizationMoved data;
  if (before.parent) data.set_previous_parent(before.parent->ResourceName());
  return OfVersion(version, std::move(data));
}

ledger::NewEvent CodeListPublished(const type::CodeList& list) {
  events::v1::CodeListPublished data;
  *data.mutable_code_list() = list;
  return ledger::EventOf(data, list.name());
}

ledger::NewEvent FormPublished(const type::Form& form) {
  events::v1::FormPublished data;
  *data.mutable_form() = form;
  return ledger::EventOf(data, form.name());
}

ledger::NewEvent CampaignCreated(const Campaign& campaign) {
  events::v1::CampaignCreated data;
  SetSame(campaign, &data);
  data.set_campaign(MakeResourceName(kCampaigns, campaign.id));
  data.set_organization(campaign.organization.ResourceName());
  data.set_organization_form(MakeResourceName(kForms, campaign.organization_form));
  data.set_member_form(MakeResourceName(kForms, campaign.member_form));
  return ledger::EventOf(data, data.campaign());
}

ledger::NewEvent QuotaPlanSet(const PlacedQuotaPlan& placed) {
  events::v1::QuotaPlanSet data;
  data.set_campaign(MakeResourceName(kCampaigns, placed.campaign));
  data.set_revision(placed.revision);
  data.set_document_number(placed.plan.document_number);
  SetDate(placed.plan.effective_on, data.mutable_effective_on());
  for (const QuotaRow& row : placed.plan.rows) {
    events::v1::QuotaPlanSet::Quota* quota = data.add_quotas();
    SetSame(row, quota);
    if (row.organization) quota->set_organization(row.organization->ResourceName());
  }
  return ledger::EventOf(data, placed.ResourceName(), gb::ToCivilDay(placed.plan.effective_on));
}

ledger::NewEvent RoleGrantSet(const RoleGrant& grant) {
  events::v1::RoleGrant proto;
  SetSame(grant, &proto);
  proto.set_name(grant.ResourceName());
  if (grant.organization.has_value()) proto.set_organization(grant.organization->ResourceName());
  proto.set_revoked(grant.withdrawal.has_value());
  if (grant.withdrawal.has_value()) {  // holds from when it is recorded
    events::v1::RoleRevoked data;
    *data.mutable_grant() = std::move(proto);
    return ledger::EventOf(data, grant.ResourceName());
  }
  events::v1::RoleGranted data;
  *data.mutable_grant() = std::move(proto);
  return ledger::EventOf(data, grant.ResourceName(), grant.from);
}

ledger::NewEvent IdentityBlocked(const IdentityBlock& block) {
  events::v1::IdentityBlocked data;
  data.set_identity(block.identity);
  data.set_blocked(block.blocked);
  return ledger::EventOf(data, block.identity);
}

ledger::NewEvent ClockConfirmed(const ClockConfirmation& confirmation) {
  events::v1::ClockConfirmed data;
  data.set_event(confirmation.event);
  return ledger::EventOf(data, confirmation.event);
}

absl::Status VisitPublished(const kv::Reader& moment, absl::string_view place,
                            ledger::StateVisitor visit) {
  bool found = place.empty();
  bool going = true;
  for (const auto& [table, read] : kPublished) {
    const std::string prefix = TablePrefix(table);
    const bool resumes = !found && absl::StartsWith(place, prefix);
    if (!found && !resumes) continue;
    found = true;
    absl::Status bad;
    MINGCE_RETURN_IF_ERROR(moment.ScanFrom(
        prefix, resumes ? place : absl::string_view(prefix),
        [&, read = read](absl::string_view key, absl::string_view value) {
          if (resumes && key == place) return true;
          absl::StatusOr<Standing> row = read(key, value);
          bad = row.status();
          return row.ok() && (going = visit(key, std::move(row->first), row->second));
        }));
    if (!bad.ok()) return bad;
    if (!going) return absl::OkStatus();
  }
  return absl::OkStatus();
}

}  // namespace mingce::registry
