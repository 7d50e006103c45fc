#include "services/registry/storage/published.h"

#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "lib/base/time_proto.h"
#include "lib/kv/key_codec.h"
#include "mingce/registry/events/v1/events.pb.h"
#include "services/registry/storage/keys.h"
#include "services/registry/storage/role_store.h"
#include "services/registry/storage/row_codec.h"

namespace mingce::registry {
namespace {

ledger::NewEvent OfVersion(const google::protobuf::MessageLite& data, const Organization& version) {
  return ledger::EventOf(data, version.id.ResourceName(), gb::ToCivilDay(version.valid_from));
}

void SetVersion(const Organization& version, events::v1::OrganizationVersion* proto) {
  proto->set_name(version.id.ResourceName());
  if (version.parent) proto->set_parent(version.parent->ResourceName());
  proto->set_union_name(version.union_name);
  proto->set_unit_name(version.unit_name);
  proto->set_union_kind_code(version.union_kind);
  proto->set_union_uscc(version.union_uscc);
  proto->set_unit_uscc(version.unit_uscc);
  for (const std::string& name : version.OtherNames()) proto->add_aliases(name);
  proto->set_collected(version.collected);
  proto->set_closed(version.closed);
  proto->set_may_own_members(version.may_own_members);
  if (version.collected && version.established_on) {
    SetDate(*version.established_on, proto->mutable_established_on());
  }
  SetDate(version.valid_from, proto->mutable_effective_on());
  proto->set_revision(version.revision);
}

// Takes apart one row of a table; nullopt for bytes that are not such a row.
using Read = std::optional<std::pair<ledger::NewEvent, absl::Time>> (*)(absl::string_view key,
                                                                        absl::string_view value);

std::optional<std::string> TakeId(absl::string_view* key) {
  key->remove_prefix(1);
  std::string id;
  if (!kv::GetText(key, &id)) return std::nullopt;
  return id;
}

std::optional<std::pair<ledger::NewEvent, absl::Time>> ReadVersion(absl::string_view key,
                                                                   absl::string_view value) {
  const std::optional<std::string> text = TakeId(&key);
  const std::optional<OrganizationId> id =
      text.has_value() ? OrganizationId::FromText(*text) : std::nullopt;
  if (!id.has_value()) return std::nullopt;
  const absl::StatusOr<Organization> version = DecodeOrganization(*id, value);
  if (!version.ok()) return std::nullopt;
  events::v1::OrganizationUpdated data;
  SetVersion(*version, data.mutable_organization());
  return std::pair(OfVersion(data, *version), version->recorded);
}

std::optional<std::pair<ledger::NewEvent, absl::Time>> ReadPlan(absl::string_view key,
                                                                absl::string_view value) {
  const std::optional<std::string> campaign = TakeId(&key);
  std::uint64_t revision = 0;
  if (!campaign.has_value() || !kv::GetU64(&key, &revision)) return std::nullopt;
  const absl::StatusOr<QuotaPlan> plan = DecodeQuotaPlan(value);
  if (!plan.ok()) return std::nullopt;
  return std::pair(QuotaPlanSet(*campaign, static_cast<std::int64_t>(revision), *plan),
                   plan->recorded);
}

std::optional<std::pair<ledger::NewEvent, absl::Time>> ReadGrant(absl::string_view key,
                                                                 absl::string_view value) {
  const std::optional<std::string> id = TextIdOfKey(key);
  if (!id.has_value()) return std::nullopt;
  const absl::StatusOr<RoleGrant> grant = DecodeRoleGrant(*id, value);
  if (!grant.ok()) return std::nullopt;
  return std::pair(RoleGrantSet(*grant),
                   grant->withdrawal.has_value() ? grant->withdrawal->time : grant->granted);
}

std::optional<std::pair<ledger::NewEvent, absl::Time>> ReadBlock(absl::string_view key,
                                                                 absl::string_view value) {
  const std::optional<std::string> identity = TextIdOfKey(key);
  if (!identity.has_value()) return std::nullopt;
  const absl::StatusOr<IdentityBlock> block = DecodeIdentityBlock(*identity, value);
  if (!block.ok()) return std::nullopt;
  return std::pair(IdentityBlocked(*block), block->recorded);
}

// When these were published is not kept: they are not dated, and nothing depends on it.
std::optional<std::pair<ledger::NewEvent, absl::Time>> ReadCampaign(absl::string_view key,
                                                                    absl::string_view value) {
  const std::optional<std::string> id = TextIdOfKey(key);
  const absl::StatusOr<Campaign> campaign =
      id.has_value() ? DecodeCampaign(*id, value) : UnreadableRow("campaign");
  if (!campaign.ok()) return std::nullopt;
  return std::pair(CampaignCreated(*campaign), absl::UnixEpoch());
}

template <typename Message, ledger::NewEvent (*kEvent)(const Message&)>
std::optional<std::pair<ledger::NewEvent, absl::Time>> ReadMessage(absl::string_view,
                                                                   absl::string_view value) {
  Message message;
  if (!message.ParseFromArray(value.data(), static_cast<int>(value.size()))) return std::nullopt;
  return std::pair(kEvent(message), absl::UnixEpoch());
}

// In this order: what is referred to comes before what refers to it.
constexpr std::pair<Table, Read> kPublished[] = {
    {Table::kCodeList, ReadMessage<type::CodeList, CodeListPublished>},
    {Table::kForm, ReadMessage<type::Form, FormPublished>},
    {Table::kVersion, ReadVersion},
    {Table::kCampaign, ReadCampaign},
    {Table::kQuotaPlan, ReadPlan},
    {Table::kRoleGrant, ReadGrant},
    {Table::kIdentityBlock, ReadBlock},
};

}  // namespace

ledger::NewEvent OrganizationCreated(const Organization& version) {
  events::v1::OrganizationCreated data;
  SetVersion(version, data.mutable_organization());
  return OfVersion(data, version);
}

ledger::NewEvent OrganizationChanged(const Organization& before, const Organization& version) {
  if (version.closed && !before.closed) {
    events::v1::OrganizationClosed data;
    SetVersion(version, data.mutable_organization());
    return OfVersion(data, version);
  }
  if (version.parent != before.parent) {
    events::v1::OrganizationMoved data;
    SetVersion(version, data.mutable_organization());
    if (before.parent) data.set_previous_parent(before.parent->ResourceName());
    return OfVersion(data, version);
  }
  events::v1::OrganizationUpdated data;
  SetVersion(version, data.mutable_organization());
  return OfVersion(data, version);
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
  data.set_campaign(absl::StrCat("campaigns/", campaign.id));
  data.set_title(campaign.title);
  data.set_organization(campaign.organization.ResourceName());
  SetDate(campaign.start_on, data.mutable_start_on());
  SetDate(campaign.forms_due_on, data.mutable_forms_due_on());
  SetDate(campaign.entry_due_on, data.mutable_entry_due_on());
  data.set_target(campaign.target);
  data.set_organization_form(absl::StrCat("forms/", campaign.organization_form));
  data.set_member_form(absl::StrCat("forms/", campaign.member_form));
  return ledger::EventOf(data, data.campaign());
}

ledger::NewEvent QuotaPlanSet(absl::string_view campaign, std::int64_t revision,
                              const QuotaPlan& plan) {
  events::v1::QuotaPlanSet data;
  data.set_campaign(absl::StrCat("campaigns/", campaign));
  data.set_revision(revision);
  data.set_document_number(plan.document_number);
  SetDate(plan.effective_on, data.mutable_effective_on());
  for (const QuotaRow& row : plan.rows) {
    events::v1::QuotaPlanSet::Quota* quota = data.add_quotas();
    quota->set_section(row.section);
    quota->set_seq(row.seq);
    quota->set_title(row.title);
    quota->set_target(row.target);
    if (row.organization) quota->set_organization(row.organization->ResourceName());
  }
  return ledger::EventOf(data, absl::StrCat("campaigns/", campaign, "/quotaPlans/", revision),
                         gb::ToCivilDay(plan.effective_on));
}

ledger::NewEvent RoleGrantSet(const RoleGrant& grant) {
  const auto fill = [&grant](events::v1::RoleGrant* proto) {
    proto->set_name(grant.ResourceName());
    proto->set_identity(grant.identity);
    proto->set_role(static_cast<policy::v1::Role>(grant.role));
    if (grant.organization.has_value()) {
      proto->set_organization(grant.organization->ResourceName());
    }
    mingce::SetDate(grant.from, proto->mutable_effective_on());
    if (grant.until.has_value()) mingce::SetDate(*grant.until, proto->mutable_until());
    proto->set_revoked(grant.withdrawal.has_value());
  };
  if (grant.withdrawal.has_value()) {  // holds from when it is recorded
    events::v1::RoleRevoked data;
    fill(data.mutable_grant());
    return ledger::EventOf(data, grant.ResourceName());
  }
  events::v1::RoleGranted data;
  fill(data.mutable_grant());
  return ledger::EventOf(data, grant.ResourceName(), grant.from);
}

ledger::NewEvent IdentityBlocked(const IdentityBlock& block) {
  events::v1::IdentityBlocked data;
  data.set_identity(block.identity);
  data.set_blocked(block.blocked);
  return ledger::EventOf(data, block.identity);
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
    MINGCE_RETURN_IF_ERROR(
        moment.ScanFrom(prefix, resumes ? place : absl::string_view(prefix),
                        [&, read = read](absl::string_view key, absl::string_view value) {
                          if (resumes && key == place) return true;
                          auto state = read(key, value);
                          if (!state.has_value()) {
                            bad = absl::DataLossError("a published row is not readable");
                            return false;
                          }
                          return going = visit(key, std::move(state->first), state->second);
                        }));
    if (!bad.ok()) return bad;
    if (!going) return absl::OkStatus();
  }
  return absl::OkStatus();
}

}  // namespace mingce::registry
