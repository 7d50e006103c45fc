#include "services/reporting/storage/read_rows.h"

#include <optional>
#include <string>
#include <utility>

#include "lib/base/status_macros.h"
#include "services/reporting/storage/keys.h"
#include "services/reporting/storage/rows.h"

namespace mingce::reporting {
namespace {

// Decodes and visits; the first row that cannot be read ends the scan.
template <typename Row>
absl::Status ScanRows(
    const kv::Reader& reader, absl::string_view prefix,
    absl::FunctionRef<absl::StatusOr<Row>(absl::string_view, absl::string_view)> decode,
    absl::FunctionRef<void(const Row&)> visit) {
  absl::Status bad;
  MINGCE_RETURN_IF_ERROR(reader.Scan(prefix, [&](absl::string_view key, absl::string_view value) {
    const absl::StatusOr<Row> row = decode(key, value);
    if (!row.ok()) {
      bad = row.status();
      return false;
    }
    visit(*row);
    return true;
  }));
  return bad;
}

absl::StatusOr<CampaignOpened> DecodeOpened(absl::string_view key, absl::string_view value) {
  std::string id;
  if (!ParseCampaignKey(key, &id)) {
    return absl::DataLossError("a campaign's key of the store is not readable");
  }
  MINGCE_ASSIGN_OR_RETURN(Campaign campaign, DecodeCampaign(value));
  return CampaignOpened{.id = CampaignId(std::move(id)), .campaign = std::move(campaign)};
}

}  // namespace

absl::StatusOr<ledger::Cursor> ReadCursor(const kv::Reader& reader, Feed feed) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> bytes, reader.Get(FeedCursorKey(feed)));
  if (!bytes.has_value()) return ledger::Cursor();
  return DecodeCursor(*bytes);
}

absl::Status ScanCampaigns(const kv::Reader& reader,
                           absl::FunctionRef<void(const CampaignOpened&)> visit) {
  return ScanRows<CampaignOpened>(reader, TablePrefix(Table::kCampaign), DecodeOpened, visit);
}

absl::Status ScanOrganizations(const kv::Reader& reader,
                               absl::FunctionRef<void(const OrganizationVersion&)> visit) {
  return ScanRows<OrganizationVersion>(reader, TablePrefix(Table::kOrganizationVersion),
                                       DecodeOrganization, visit);
}

absl::Status ScanQuotaPlans(const kv::Reader& reader,
                            absl::FunctionRef<void(const QuotaPlanSet&)> visit) {
  return ScanRows<QuotaPlanSet>(reader, TablePrefix(Table::kQuotaPlanVersion), DecodeQuotaPlan,
                                visit);
}

absl::Status ScanMemberships(const kv::Reader& reader,
                             absl::FunctionRef<void(const MembershipVersion&)> visit) {
  return ScanRows<MembershipVersion>(reader, TablePrefix(Table::kMembershipVersion),
                                     DecodeMembership, visit);
}

absl::Status ScanMembership(const kv::Reader& reader, const MemberId& member,
                            absl::FunctionRef<void(const MembershipVersion&)> visit) {
  return ScanRows<MembershipVersion>(reader, MembershipPrefix(member), DecodeMembership, visit);
}

}  // namespace mingce::reporting
