#include "services/reporting/storage/rows.h"

#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "mingce/reporting/storage/v1/rows.pb.h"
#include "mingce/type/date.pb.h"
#include "mingce/type/feed.pb.h"

namespace mingce::reporting {
namespace {

absl::Status Damaged(absl::string_view what) {
  return absl::DataLossError(absl::StrCat("a ", what, " row of the store is not readable"));
}

template <typename Row>
absl::StatusOr<Row> Parse(absl::string_view bytes, absl::string_view what) {
  Row row;
  if (!row.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return Damaged(what);
  return row;
}

void SetDate(absl::CivilDay day, type::Date* date) {
  date->set_year(static_cast<int>(day.year()));
  date->set_month(day.month());
  date->set_day(day.day());
}

bool GetDate(const type::Date& date, absl::CivilDay* day) {
  const absl::CivilDay read(date.year(), date.month(), date.day());
  *day = read;  // CivilDay carries 31 April over into May: such a date was not written by us
  return read.year() == date.year() && read.month() == date.month() && read.day() == date.day();
}

}  // namespace

std::string EncodeCursor(const ledger::Cursor& cursor) {
  type::Cursor row;
  row.set_epoch(cursor.epoch);
  row.set_sequence(cursor.sequence);
  row.set_hash(cursor.hash);
  return row.SerializeAsString();
}

absl::StatusOr<ledger::Cursor> DecodeCursor(absl::string_view bytes) {
  MINGCE_ASSIGN_OR_RETURN(const type::Cursor row, Parse<type::Cursor>(bytes, "feed cursor"));
  return ledger::Cursor{.epoch = row.epoch(), .sequence = row.sequence(), .hash = row.hash()};
}

std::string EncodeOrganization(const Organization& organization) {
  storage::v1::OrganizationRow row;
  if (organization.parent.has_value()) row.set_parent(organization.parent->text());
  row.set_union_name(organization.union_name);
  row.set_closed(organization.closed);
  row.set_collected(organization.collected);
  return row.SerializeAsString();
}

absl::StatusOr<Organization> DecodeOrganization(absl::string_view bytes) {
  MINGCE_ASSIGN_OR_RETURN(const storage::v1::OrganizationRow row,
                          Parse<storage::v1::OrganizationRow>(bytes, "organization"));
  Organization organization{
      .union_name = row.union_name(), .closed = row.closed(), .collected = row.collected()};
  if (!row.parent().empty()) organization.parent = OrganizationId(row.parent());
  return organization;
}

std::string EncodeMembership(const Membership& membership) {
  storage::v1::MemberRow row;
  row.set_organization(membership.organization.text());
  row.set_retained(membership.retained);
  row.set_complete(membership.complete);
  row.set_verified(membership.verified);
  return row.SerializeAsString();
}

absl::StatusOr<Membership> DecodeMembership(absl::string_view bytes) {
  MINGCE_ASSIGN_OR_RETURN(const storage::v1::MemberRow row,
                          Parse<storage::v1::MemberRow>(bytes, "member"));
  if (row.organization().empty()) return Damaged("member");
  return Membership{.organization = OrganizationId(row.organization()),
                    .retained = row.retained(),
                    .complete = row.complete(),
                    .verified = row.verified()};
}

std::string EncodeCounts(const Counts& counts) {
  storage::v1::DayCountRow row;
  row.set_registered(counts.registered);
  row.set_complete(counts.complete);
  row.set_verified(counts.verified);
  row.set_counted(counts.counted);
  return row.SerializeAsString();
}

absl::StatusOr<Counts> DecodeCounts(absl::string_view bytes) {
  MINGCE_ASSIGN_OR_RETURN(const storage::v1::DayCountRow row,
                          Parse<storage::v1::DayCountRow>(bytes, "day count"));
  return Counts{.registered = row.registered(),
                .complete = row.complete(),
                .verified = row.verified(),
                .counted = row.counted()};
}

std::string EncodeCampaign(const Campaign& campaign) {
  storage::v1::CampaignRow row;
  row.set_title(campaign.title);
  row.set_organization(campaign.organization.text());
  SetDate(campaign.forms_due_on, row.mutable_forms_due_on());
  SetDate(campaign.entry_due_on, row.mutable_entry_due_on());
  row.set_target(campaign.target);
  return row.SerializeAsString();
}

absl::StatusOr<Campaign> DecodeCampaign(absl::string_view bytes) {
  MINGCE_ASSIGN_OR_RETURN(const storage::v1::CampaignRow row,
                          Parse<storage::v1::CampaignRow>(bytes, "campaign"));
  Campaign campaign{.title = row.title(),
                    .organization = OrganizationId(row.organization()),
                    .forms_due_on = {},
                    .entry_due_on = {},
                    .target = row.target()};
  if (row.organization().empty() || !GetDate(row.forms_due_on(), &campaign.forms_due_on) ||
      !GetDate(row.entry_due_on(), &campaign.entry_due_on)) {
    return Damaged("campaign");
  }
  return campaign;
}

std::string EncodeQuotaPlan(const QuotaPlan& plan) {
  storage::v1::QuotaPlanRow row;
  row.set_revision(plan.revision);
  for (const Quota& quota : plan.quotas) {
    storage::v1::QuotaPlanRow::Quota* to = row.add_quotas();
    to->set_section(quota.section);
    to->set_seq(quota.seq);
    to->set_title(quota.title);
    to->set_target(quota.target);
    to->set_organization(quota.organization.text());
  }
  return row.SerializeAsString();
}

absl::StatusOr<QuotaPlan> DecodeQuotaPlan(absl::string_view bytes) {
  MINGCE_ASSIGN_OR_RETURN(const storage::v1::QuotaPlanRow row,
                          Parse<storage::v1::QuotaPlanRow>(bytes, "quota plan"));
  QuotaPlan plan{.revision = row.revision(), .quotas = {}};
  for (const storage::v1::QuotaPlanRow::Quota& quota : row.quotas()) {
    if (quota.organization().empty()) return Damaged("quota plan");
    plan.quotas.push_back({.section = quota.section(),
                           .seq = quota.seq(),
                           .title = quota.title(),
                           .target = quota.target(),
                           .organization = OrganizationId(quota.organization())});
  }
  return plan;
}

}  // namespace mingce::reporting
