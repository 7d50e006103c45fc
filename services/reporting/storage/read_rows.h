// Reading of reporting's tables, from the store or from one moment of it. A row or key that cannot be
// read is DATA_LOSS.

#ifndef MINGCE_SERVICES_REPORTING_STORAGE_READ_ROWS_H_
#define MINGCE_SERVICES_REPORTING_STORAGE_READ_ROWS_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/ledger.h"
#include "services/reporting/domain/event.h"
#include "services/reporting/domain/feed.h"

namespace mingce::reporting {

// What has been applied of a feed; the beginning when nothing has.
absl::StatusOr<ledger::Cursor> ReadCursor(const kv::Reader& reader, Feed feed);

// Every row of a table, by id, then by day and revision.
absl::Status ScanCampaigns(const kv::Reader& reader,
                           absl::FunctionRef<void(const CampaignOpened&)> visit);
absl::Status ScanOrganizations(const kv::Reader& reader,
                               absl::FunctionRef<void(const OrganizationVersion&)> visit);
absl::Status ScanQuotaPlans(const kv::Reader& reader,
                            absl::FunctionRef<void(const QuotaPlanSet&)> visit);
absl::Status ScanMemberships(const kv::Reader& reader,
                             absl::FunctionRef<void(const MembershipVersion&)> visit);

// The versions of one membership, by day and revision.
absl::Status ScanMembership(const kv::Reader& reader, const MemberId& member,
                            absl::FunctionRef<void(const MembershipVersion&)> visit);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_STORAGE_READ_ROWS_H_
