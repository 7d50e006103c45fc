#include "services/registry/storage/row_codec.h"

#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/kv/key_codec.h"
#include "mingce/registry/storage/v1/rows.pb.h"
#include "services/registry/storage/same_fields.h"

namespace mingce::registry {
namespace {

// The text that a key begins with; nullopt for other bytes.
std::optional<std::string> FirstTextOf(absl::string_view key) {
  if (!key.empty()) key.remove_prefix(1);
  std::string text;
  return kv::GetText(&key, &text) ? std::optional(std::move(text)) : std::nullopt;
}

}  // namespace

absl::Status UnreadableRow(absl::string_view key) {
  return absl::DataLossError(
      absl::StrCat("a row of table 0x",
                   absl::Hex(key.empty() ? 0 : static_cast<unsigned char>(key[0]), absl::kZeroPad2),
                   " is not readable"));
}

std::string KeyOf(const Organization& organization) { return OrganizationKey(organization.id); }

std::string EncodeRow(const Organization& organization) {
  storage::v1::OrganizationRow row;
  SetFormFields(organization, &row);
  if (organization.parent) row.set_parent(organization.parent->text());
  row.set_sealed_contacts(organization.contacts.sealed);
  row.set_contacts_tag(organization.contacts.tag);
  row.set_closed(organization.closed);
  row.set_closing_document(organization.closing_document);
  row.set_collected(organization.collected);
  row.set_recorded_micros(absl::ToUnixMicros(organization.recorded));
  row.set_time_suspect_since(organization.suspect_since);
  row.set_revision(organization.revision);
  return row.SerializeAsString();
}

template <>
absl::StatusOr<Organization> DecodeRow(absl::string_view key, absl::string_view value) {
  MINGCE_ASSIGN_OR_RETURN(const auto row, DecodeRow<storage::v1::OrganizationRow>(key, value));
  const std::optional<std::string> text = FirstTextOf(key);
  std::optional<OrganizationId> id = OrganizationId::FromText(text.value_or(""));
  std::optional<OrganizationId> parent = OrganizationId::FromText(row.parent());
  if (!id.has_value() || row.parent().empty() == parent.has_value()) return UnreadableRow(key);
  Organization out(*std::move(id), std::move(parent));
  out.union_name = row.union_name();
  out.union_short_name = row.union_short_name();
  out.aliases.assign(row.aliases().begin(), row.aliases().end());
  out.union_kind = row.union_kind_code();
  out.union_uscc = row.union_uscc();
  out.union_uscc_absent_reason = row.union_uscc_absent_reason();
  out.unit_uscc = row.unit_uscc();
  out.unit_uscc_absent_reason = row.unit_uscc_absent_reason();
  out.unit_name = row.unit_name();
  if (row.has_established_on()) out.established_on = DateOf(row.established_on());
  out.attributes.insert(row.attributes().begin(), row.attributes().end());
  out.contacts = {.sealed = row.sealed_contacts(), .tag = row.contacts_tag()};
  out.closed = row.closed();
  out.closing_document = row.closing_document();
  out.collected = row.collected();
  out.may_own_members = row.may_own_members();
  out.valid_from = DateOf(row.valid_from());
  out.recorded = absl::FromUnixMicros(row.recorded_micros());
  out.suspect_since = row.time_suspect_since();
  out.revision = row.revision();
  return out;
}

std::string KeyOf(const Campaign& campaign) { return CampaignKey(campaign.id); }

std::string EncodeRow(const Campaign& campaign) {
  storage::v1::CampaignRow row;
  SetSame(campaign, &row);
  row.set_document_number(campaign.document_number);
  row.set_organization(campaign.organization.text());
  row.set_organization_form(campaign.organization_form);
  row.set_member_form(campaign.member_form);
  row.set_quota_revision(campaign.quota_revision);
  return row.SerializeAsString();
}

template <>
absl::StatusOr<Campaign> DecodeRow(absl::string_view key, absl::string_view value) {
  MINGCE_ASSIGN_OR_RETURN(const auto row, DecodeRow<storage::v1::CampaignRow>(key, value));
  const std::optional<std::string> id = TextIdOfKey(key);
  std::optional<OrganizationId> organization = OrganizationId::FromText(row.organization());
  if (!id.has_value() || !organization.has_value()) return UnreadableRow(key);
  Campaign out(*std::move(organization));
  ReadSame(row, &out);
  out.id = *id;
  out.organization_form = row.organization_form();
  out.member_form = row.member_form();
  out.quota_revision = row.quota_revision();
  return out;
}

std::string KeyOf(const PlacedQuotaPlan& placed) {
  return QuotaPlanKey(placed.campaign, placed.revision);
}

std::string EncodeRow(const PlacedQuotaPlan& placed) {
  storage::v1::QuotaPlanRow row;
  row.set_document_number(placed.plan.document_number);
  SetDate(placed.plan.effective_on, row.mutable_effective_on());
  for (const QuotaRow& quota : placed.plan.rows) {
    storage::v1::QuotaRow* proto = row.add_quotas();
    SetSame(quota, proto);
    proto->set_union_kind_code(quota.union_kind);
    if (quota.organization) proto->set_organization(quota.organization->text());
  }
  row.set_author(placed.plan.author);
  row.set_recorded_micros(absl::ToUnixMicros(placed.plan.recorded));
  return row.SerializeAsString();
}

template <>
absl::StatusOr<PlacedQuotaPlan> DecodeRow(absl::string_view key, absl::string_view value) {
  MINGCE_ASSIGN_OR_RETURN(const auto row, DecodeRow<storage::v1::QuotaPlanRow>(key, value));
  absl::string_view rest = key;
  PlacedQuotaPlan out;
  std::uint64_t revision = 0;
  if (!rest.empty()) rest.remove_prefix(1);
  if (!kv::GetText(&rest, &out.campaign) || !kv::GetU64(&rest, &revision)) {
    return UnreadableRow(key);
  }
  out.revision = static_cast<std::int64_t>(revision);
  out.plan.document_number = row.document_number();
  out.plan.effective_on = DateOf(row.effective_on());
  for (const storage::v1::QuotaRow& proto : row.quotas()) {
    out.plan.rows.push_back(ReadQuota(proto));
    out.plan.rows.back().organization = OrganizationId::FromText(proto.organization());
  }
  out.plan.author = row.author();
  out.plan.recorded = absl::FromUnixMicros(row.recorded_micros());
  return out;
}

std::string KeyOf(const RoleGrant& grant) { return RoleGrantKey(grant.id); }

std::string EncodeRow(const RoleGrant& grant) {
  storage::v1::RoleGrantRow row;
  SetSame(grant, &row);
  if (grant.organization.has_value()) row.set_organization(grant.organization->text());
  row.set_document_number(grant.document_number);
  row.set_granted_by(grant.granted_by);
  row.set_granted_micros(absl::ToUnixMicros(grant.granted));
  if (grant.withdrawal.has_value()) {
    row.set_revoked_by(grant.withdrawal->by);
    row.set_revoked_micros(absl::ToUnixMicros(grant.withdrawal->time));
    row.set_revocation_document(grant.withdrawal->document_number);
  }
  return row.SerializeAsString();
}

template <>
absl::StatusOr<RoleGrant> DecodeRow(absl::string_view key, absl::string_view value) {
  MINGCE_ASSIGN_OR_RETURN(const auto row, DecodeRow<storage::v1::RoleGrantRow>(key, value));
  const std::optional<std::string> id = TextIdOfKey(key);
  RoleGrant grant;
  grant.organization = OrganizationId::FromText(row.organization());
  const std::optional<absl::CivilDay> from = DayOf(row.effective_on());
  if (row.has_until()) grant.until = DayOf(row.until());
  grant.question_limits = policy::QuestionLimitsOf(row.question_limits());
  // Read as less than it says, a row could give somebody more than was granted.
  if (!id.has_value() || !from.has_value() || row.has_until() != grant.until.has_value() ||
      row.organization().empty() == grant.organization.has_value() ||
      policy::HasNegative(grant.question_limits)) {
    return UnreadableRow(key);
  }
  grant.id = *id;
  grant.identity = row.identity();
  grant.role = row.role();
  grant.from = *from;
  grant.document_number = row.document_number();
  grant.granted_by = row.granted_by();
  grant.granted = absl::FromUnixMicros(row.granted_micros());
  if (!row.revoked_by().empty()) {
    grant.withdrawal = RoleGrant::Withdrawal{.by = row.revoked_by(),
                                             .time = absl::FromUnixMicros(row.revoked_micros()),
                                             .document_number = row.revocation_document()};
  }
  return grant;
}

std::string KeyOf(const IdentityBlock& block) { return IdentityBlockKey(block.identity); }

std::string EncodeRow(const IdentityBlock& block) {
  storage::v1::IdentityBlockRow row;
  row.set_blocked(block.blocked);
  row.set_document_number(block.document_number);
  row.set_recorded_by(block.recorded_by);
  row.set_recorded_micros(absl::ToUnixMicros(block.recorded));
  return row.SerializeAsString();
}

template <>
absl::StatusOr<IdentityBlock> DecodeRow(absl::string_view key, absl::string_view value) {
  MINGCE_ASSIGN_OR_RETURN(const auto row, DecodeRow<storage::v1::IdentityBlockRow>(key, value));
  const std::optional<std::string> identity = TextIdOfKey(key);
  if (!identity.has_value()) return UnreadableRow(key);
  return IdentityBlock{.identity = *identity,
                       .blocked = row.blocked(),
                       .document_number = row.document_number(),
                       .recorded_by = row.recorded_by(),
                       .recorded = absl::FromUnixMicros(row.recorded_micros())};
}

std::string KeyOf(const ClockConfirmation& confirmation) {
  return ClockConfirmationKey(confirmation.event);
}

std::string EncodeRow(const ClockConfirmation& confirmation) {
  storage::v1::ClockConfirmationRow row;
  row.set_document_number(confirmation.document_number);
  row.set_confirmed_by(confirmation.confirmed_by);
  row.set_recorded_micros(absl::ToUnixMicros(confirmation.recorded));
  return row.SerializeAsString();
}

template <>
absl::StatusOr<ClockConfirmation> DecodeRow(absl::string_view key, absl::string_view value) {
  MINGCE_ASSIGN_OR_RETURN(const auto row, DecodeRow<storage::v1::ClockConfirmationRow>(key, value));
  const std::optional<std::string> event = TextIdOfKey(key);
  if (!event.has_value()) return UnreadableRow(key);
  return ClockConfirmation{.event = *event,
                           .document_number = row.document_number(),
                           .confirmed_by = row.confirmed_by(),
                           .recorded = absl::FromUnixMicros(row.recorded_micros())};
}

}  // namespace mingce::registry
