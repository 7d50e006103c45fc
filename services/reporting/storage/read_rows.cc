#include "services/reporting/storage/read_rows.h"

#include <string>

#include "lib/base/status_macros.h"
#include "services/reporting/storage/keys.h"
#include "services/reporting/storage/rows.h"

namespace mingce::reporting {
namespace {

absl::Status BadKey() { return absl::DataLossError("a key of the store is not readable"); }

template <typename Value>
absl::StatusOr<std::optional<Value>> Find(const kv::Reader& reader, const std::string& key,
                                          absl::StatusOr<Value> (*decode)(absl::string_view)) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> bytes, reader.Get(key));
  if (!bytes.has_value()) return std::optional<Value>();
  MINGCE_ASSIGN_OR_RETURN(Value value, decode(*bytes));
  return std::optional<Value>(std::move(value));
}

// Scans a table with a visitor that may fail: the first error ends the scan and is returned.
absl::Status ScanTable(
    const kv::Reader& reader, Table table,
    absl::FunctionRef<absl::Status(absl::string_view key, absl::string_view value)> visit) {
  absl::Status seen;
  const absl::Status scanned =
      reader.Scan(TablePrefix(table), [&](absl::string_view key, absl::string_view value) {
        seen = visit(key, value);
        return seen.ok();
      });
  return scanned.ok() ? seen : scanned;
}

}  // namespace

absl::StatusOr<ledger::Cursor> ReadCursor(const kv::Reader& reader, Feed feed) {
  MINGCE_ASSIGN_OR_RETURN(std::optional<ledger::Cursor> cursor,
                          Find(reader, FeedCursorKey(feed), &DecodeCursor));
  return cursor.has_value() ? *std::move(cursor) : ledger::Cursor();
}

absl::StatusOr<std::optional<Campaign>> FindCampaign(const kv::Reader& reader,
                                                     const CampaignId& campaign) {
  return Find(reader, CampaignKey(campaign), &DecodeCampaign);
}

absl::StatusOr<std::optional<QuotaPlan>> FindQuotaPlan(const kv::Reader& reader,
                                                       const CampaignId& campaign) {
  return Find(reader, QuotaPlanKey(campaign), &DecodeQuotaPlan);
}

absl::StatusOr<std::vector<std::pair<CampaignId, Campaign>>> ReadCampaigns(
    const kv::Reader& reader) {
  std::vector<std::pair<CampaignId, Campaign>> campaigns;
  MINGCE_RETURN_IF_ERROR(
      ScanTable(reader, Table::kCampaign,
                [&campaigns](absl::string_view key, absl::string_view value) -> absl::Status {
                  std::string id;
                  if (!ParseCampaignKey(key, &id)) return BadKey();
                  MINGCE_ASSIGN_OR_RETURN(Campaign campaign, DecodeCampaign(value));
                  campaigns.emplace_back(CampaignId(std::move(id)), std::move(campaign));
                  return absl::OkStatus();
                }));
  return campaigns;
}

absl::StatusOr<Organizations> ReadOrganizations(const kv::Reader& reader) {
  Organizations organizations;
  MINGCE_RETURN_IF_ERROR(ScanTable(
      reader, Table::kOrganization,
      [&organizations](absl::string_view key, absl::string_view value) -> absl::Status {
        std::string id;
        if (!ParseOrganizationKey(key, &id)) return BadKey();
        MINGCE_ASSIGN_OR_RETURN(Organization organization, DecodeOrganization(value));
        organizations.insert_or_assign(OrganizationId(std::move(id)), std::move(organization));
        return absl::OkStatus();
      }));
  return organizations;
}

absl::Status ScanDayCounts(
    const kv::Reader& reader,
    absl::FunctionRef<void(const OrganizationId&, absl::CivilDay, const Counts&)> visit) {
  return ScanTable(reader, Table::kDayCount,
                   [&visit](absl::string_view key, absl::string_view value) -> absl::Status {
                     std::string organization;
                     absl::CivilDay day;
                     if (!ParseDayCountKey(key, &organization, &day)) return BadKey();
                     MINGCE_ASSIGN_OR_RETURN(const Counts counts, DecodeCounts(value));
                     visit(OrganizationId(std::move(organization)), day, counts);
                     return absl::OkStatus();
                   });
}

}  // namespace mingce::reporting
