// Reading of reporting's tables, from the store or from one moment of it. Absence is nullopt; a row
// or key that cannot be read is DATA_LOSS.

#ifndef MINGCE_SERVICES_REPORTING_STORAGE_READ_ROWS_H_
#define MINGCE_SERVICES_REPORTING_STORAGE_READ_ROWS_H_

#include <optional>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/ledger.h"
#include "services/reporting/domain/campaign.h"
#include "services/reporting/domain/counts.h"
#include "services/reporting/domain/feed.h"
#include "services/reporting/domain/organization.h"

namespace mingce::reporting {

// What has been applied of a feed; the beginning when nothing has.
absl::StatusOr<ledger::Cursor> ReadCursor(const kv::Reader& reader, Feed feed);

absl::StatusOr<std::optional<Campaign>> FindCampaign(const kv::Reader& reader,
                                                     const CampaignId& campaign);
absl::StatusOr<std::optional<QuotaPlan>> FindQuotaPlan(const kv::Reader& reader,
                                                       const CampaignId& campaign);

// All of them, in the order of their ids.
absl::StatusOr<std::vector<std::pair<CampaignId, Campaign>>> ReadCampaigns(
    const kv::Reader& reader);

absl::StatusOr<Organizations> ReadOrganizations(const kv::Reader& reader);

// Calls `visit` with each change of an organisation's own counts, by organisation and then by day.
absl::Status ScanDayCounts(
    const kv::Reader& reader,
    absl::FunctionRef<void(const OrganizationId&, absl::CivilDay, const Counts&)> visit);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_STORAGE_READ_ROWS_H_
