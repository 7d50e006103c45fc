#include "services/reporting/storage/rows.h"

#include <cstdint>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "lib/base/time_proto.h"
#include "mingce/reporting/storage/v1/rows.pb.h"
#include "mingce/type/feed.pb.h"
#include "services/reporting/storage/keys.h"

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

// What the key of a version says.
struct KeyParts {
  std::string id;
  Dates dates;
};

absl::StatusOr<KeyParts> ParseKey(absl::string_view key, Table table, std::int64_t recorded_micros,
                                  absl::string_view what) {
  KeyParts parts;
  if (!ParseVersionKey(key, table, &parts.id, &parts.dates.day, &parts.dates.revision)) {
    return Damaged(what);
  }
  parts.dates.recorded = absl::FromUnixMicros(recorded_micros);
  return parts;
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
  const std::optional<absl::CivilDay> forms_due_on = DayOf(row.forms_due_on());
  const std::optional<absl::CivilDay> entry_due_on = DayOf(row.entry_due_on());
  if (row.organization().empty() || !forms_due_on.has_value() || !entry_due_on.has_value()) {
    return Damaged("campaign");
  }
  return Campaign{.title = row.title(),
                  .organization = OrganizationId(row.organization()),
                  .forms_due_on = *forms_due_on,
                  .entry_due_on = *entry_due_on,
                  .target = row.target()};
}

std::string EncodeOrganization(const OrganizationVersion& version) {
  storage::v1::OrganizationVersionRow row;
  if (version.parent.has_value()) row.set_parent(version.parent->text());
  row.set_closed(version.closed);
  row.set_recorded_micros(absl::ToUnixMicros(version.dates.recorded));
  return row.SerializeAsString();
}

absl::StatusOr<OrganizationVersion> DecodeOrganization(absl::string_view key,
                                                       absl::string_view bytes) {
  constexpr absl::string_view kWhat = "organization version";
  MINGCE_ASSIGN_OR_RETURN(const storage::v1::OrganizationVersionRow row,
                          Parse<storage::v1::OrganizationVersionRow>(bytes, kWhat));
  MINGCE_ASSIGN_OR_RETURN(KeyParts parts,
                          ParseKey(key, Table::kOrganizationVersion, row.recorded_micros(), kWhat));
  OrganizationVersion version{.id = OrganizationId(std::move(parts.id)),
                              .parent = std::nullopt,
                              .closed = row.closed(),
                              .dates = parts.dates};
  if (!row.parent().empty()) version.parent = OrganizationId(row.parent());
  return version;
}

std::string EncodeMembership(const MembershipVersion& version) {
  storage::v1::MembershipVersionRow row;
  row.set_organization(version.organization.text());
  row.set_state(static_cast<storage::v1::MembershipVersionRow::State>(version.state));
  row.set_complete(version.complete);
  row.set_verified(version.verified);
  row.set_recorded_micros(absl::ToUnixMicros(version.dates.recorded));
  return row.SerializeAsString();
}

absl::StatusOr<MembershipVersion> DecodeMembership(absl::string_view key, absl::string_view bytes) {
  using storage::v1::MembershipVersionRow;
  constexpr absl::string_view kWhat = "membership version";
  MINGCE_ASSIGN_OR_RETURN(MembershipVersionRow row, Parse<MembershipVersionRow>(bytes, kWhat));
  MINGCE_ASSIGN_OR_RETURN(KeyParts parts,
                          ParseKey(key, Table::kMembershipVersion, row.recorded_micros(), kWhat));
  if (row.organization().empty() || row.state() < MembershipVersionRow::ACTIVE ||
      row.state() > MembershipVersionRow::ENDED) {
    return Damaged(kWhat);
  }
  return MembershipVersion{.member = MemberId(std::move(parts.id)),
                           .organization = OrganizationId(std::move(*row.mutable_organization())),
                           .state = static_cast<MembershipState>(row.state()),
                           .complete = row.complete(),
                           .verified = row.verified(),
                           .dates = parts.dates};
}

std::string EncodeQuotaPlan(const QuotaPlanSet& set) {
  storage::v1::QuotaPlanVersionRow row;
  row.set_recorded_micros(absl::ToUnixMicros(set.dates.recorded));
  for (const Quota& quota : set.plan.quotas) {
    storage::v1::QuotaPlanVersionRow::Quota* to = row.add_quotas();
    to->set_section(quota.section);
    to->set_seq(quota.seq);
    to->set_title(quota.title);
    to->set_target(quota.target);
    to->set_organization(quota.organization.text());
  }
  return row.SerializeAsString();
}

absl::StatusOr<QuotaPlanSet> DecodeQuotaPlan(absl::string_view key, absl::string_view bytes) {
  constexpr absl::string_view kWhat = "quota plan version";
  MINGCE_ASSIGN_OR_RETURN(const storage::v1::QuotaPlanVersionRow row,
                          Parse<storage::v1::QuotaPlanVersionRow>(bytes, kWhat));
  MINGCE_ASSIGN_OR_RETURN(KeyParts parts,
                          ParseKey(key, Table::kQuotaPlanVersion, row.recorded_micros(), kWhat));
  QuotaPlanSet set{.campaign = CampaignId(std::move(parts.id)),
                   .plan = {.revision = parts.dates.revision, .quotas = {}},
                   .dates = parts.dates};
  for (const storage::v1::QuotaPlanVersionRow::Quota& quota : row.quotas()) {
    if (quota.organization().empty()) return Damaged(kWhat);
    set.plan.quotas.push_back({.section = quota.section(),
                               .seq = quota.seq(),
                               .title = quota.title(),
                               .target = quota.target(),
                               .organization = OrganizationId(quota.organization())});
  }
  return set;
}

}  // namespace mingce::reporting
