#include "services/registry/storage/row_codec.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "mingce/registry/storage/v1/rows.pb.h"

namespace mingce::registry {
namespace {

template <typename Row>
bool Parse(absl::string_view bytes, Row* row) {
  return row->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

}  // namespace

std::string EncodeOrganization(const Organization& organization) {
  storage::v1::OrganizationRow row;
  if (organization.parent) row.set_parent(organization.parent->text());
  row.set_union_name(organization.union_name);
  row.set_union_short_name(organization.union_short_name);
  for (const std::string& alias : organization.aliases) row.add_aliases(alias);
  row.set_union_kind_code(organization.union_kind);
  row.set_union_uscc(organization.union_uscc);
  row.set_union_uscc_absent_reason(organization.union_uscc_absent_reason);
  row.set_unit_uscc(organization.unit_uscc);
  row.set_unit_uscc_absent_reason(organization.unit_uscc_absent_reason);
  row.set_unit_name(organization.unit_name);
  if (organization.established_on) {
    SetDate(*organization.established_on, row.mutable_established_on());
  }
  row.mutable_attributes()->insert(organization.attributes.begin(), organization.attributes.end());
  row.set_sealed_contacts(organization.contacts.sealed);
  row.set_contacts_tag(organization.contacts.tag);
  row.set_closed(organization.closed);
  row.set_closing_document(organization.closing_document);
  row.set_collected(organization.collected);
  row.set_may_own_members(organization.may_own_members);
  SetDate(organization.valid_from, row.mutable_valid_from());
  row.set_recorded_micros(absl::ToUnixMicros(organization.recorded));
  row.set_revision(organization.revision);
  return row.SerializeAsString();
}

absl::StatusOr<Organization> DecodeOrganization(const OrganizationId& id, absl::string_view bytes) {
  storage::v1::OrganizationRow row;
  if (!Parse(bytes, &row)) return UnreadableRow("organization");
  std::optional<OrganizationId> parent;
  if (!row.parent().empty()) {
    parent = OrganizationId::FromText(row.parent());
    if (!parent) return UnreadableRow("organization");
  }
  Organization out(id, std::move(parent));
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
  out.revision = row.revision();
  return out;
}

std::string EncodeCampaign(const Campaign& campaign) {
  storage::v1::CampaignRow row;
  row.set_title(campaign.title);
  row.set_document_number(campaign.document_number);
  row.set_organization(campaign.organization.text());
  SetDate(campaign.start_on, row.mutable_start_on());
  SetDate(campaign.forms_due_on, row.mutable_forms_due_on());
  SetDate(campaign.entry_due_on, row.mutable_entry_due_on());
  row.set_target(campaign.target);
  row.set_organization_form(campaign.organization_form);
  row.set_member_form(campaign.member_form);
  row.set_quota_revision(campaign.quota_revision);
  return row.SerializeAsString();
}

absl::StatusOr<Campaign> DecodeCampaign(absl::string_view id, absl::string_view bytes) {
  storage::v1::CampaignRow row;
  if (!Parse(bytes, &row)) return UnreadableRow("campaign");
  const std::optional<OrganizationId> organization = OrganizationId::FromText(row.organization());
  if (!organization) return UnreadableRow("campaign");
  Campaign out(*organization);
  out.id = std::string(id);
  out.title = row.title();
  out.document_number = row.document_number();
  out.start_on = DateOf(row.start_on());
  out.forms_due_on = DateOf(row.forms_due_on());
  out.entry_due_on = DateOf(row.entry_due_on());
  out.target = row.target();
  out.organization_form = row.organization_form();
  out.member_form = row.member_form();
  out.quota_revision = row.quota_revision();
  return out;
}

std::string EncodeQuotaPlan(const QuotaPlan& plan) {
  storage::v1::QuotaPlanRow row;
  row.set_document_number(plan.document_number);
  SetDate(plan.effective_on, row.mutable_effective_on());
  for (const QuotaRow& quota : plan.rows) {
    storage::v1::QuotaRow* proto = row.add_quotas();
    proto->set_section(quota.section);
    proto->set_seq(quota.seq);
    proto->set_title(quota.title);
    proto->set_target(quota.target);
    proto->set_union_kind_code(quota.union_kind);
    if (quota.organization) proto->set_organization(quota.organization->text());
  }
  row.set_author(plan.author);
  row.set_recorded_micros(absl::ToUnixMicros(plan.recorded));
  return row.SerializeAsString();
}

absl::StatusOr<QuotaPlan> DecodeQuotaPlan(absl::string_view bytes) {
  storage::v1::QuotaPlanRow row;
  if (!Parse(bytes, &row)) return UnreadableRow("quota plan");
  QuotaPlan out;
  out.document_number = row.document_number();
  out.effective_on = DateOf(row.effective_on());
  for (const storage::v1::QuotaRow& proto : row.quotas()) {
    QuotaRow quota;
    quota.section = proto.section();
    quota.seq = proto.seq();
    quota.title = proto.title();
    quota.target = proto.target();
    quota.union_kind = proto.union_kind_code();
    quota.organization = OrganizationId::FromText(proto.organization());
    out.rows.push_back(std::move(quota));
  }
  out.author = row.author();
  out.recorded = absl::FromUnixMicros(row.recorded_micros());
  return out;
}

void SetDate(const gb::Date& date, type::Date* proto) {
  proto->set_year(date.year);
  proto->set_month(date.month);
  proto->set_day(date.day);
}

gb::Date DateOf(const type::Date& proto) {
  return {.year = proto.year(), .month = proto.month(), .day = proto.day()};
}

absl::Status UnreadableRow(absl::string_view what) {
  return absl::DataLossError(absl::StrCat("a row of table ", what, " is not readable"));
}

}  // namespace mingce::registry
