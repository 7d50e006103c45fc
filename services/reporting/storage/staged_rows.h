// The rows that one answer of a feed changes: read over the store, kept here, and handed out as one
// batch, so that events of the same answer see each other.

#ifndef MINGCE_SERVICES_REPORTING_STORAGE_STAGED_ROWS_H_
#define MINGCE_SERVICES_REPORTING_STORAGE_STAGED_ROWS_H_

#include <optional>
#include <string>

#include "absl/container/btree_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/ledger.h"
#include "services/reporting/domain/campaign.h"
#include "services/reporting/domain/counts.h"
#include "services/reporting/domain/feed.h"
#include "services/reporting/domain/membership.h"
#include "services/reporting/domain/organization.h"

namespace mingce::reporting {

// Errors are those of the store: a failed read, or DATA_LOSS for a row that cannot be read. Not
// thread-safe.
class StagedRows {
 public:
  // `base` outlives it.
  explicit StagedRows(const kv::Reader* base) : base_(base) {}

  void PutCursor(Feed feed, const ledger::Cursor& cursor);
  void PutOrganization(const OrganizationId& id, const Organization& organization);
  void PutCampaign(const CampaignId& id, const Campaign& campaign);

  absl::StatusOr<std::optional<QuotaPlan>> FindQuotaPlan(const CampaignId& campaign) const;
  void PutQuotaPlan(const CampaignId& campaign, const QuotaPlan& plan);

  absl::StatusOr<std::optional<Membership>> FindMembership(const MemberId& member) const;
  void PutMembership(const MemberId& member, const Membership& membership);

  // Adds to the changes of an organisation's own counts on `day`; a row that comes to zero is
  // removed, since every figure reads all rows.
  absl::Status AddToDay(const OrganizationId& organization, absl::CivilDay day,
                        const Counts& delta);

  // Everything staged, in key order.
  kv::Batch ToBatch() const;

 private:
  absl::StatusOr<std::optional<std::string>> Get(const std::string& key) const;

  const kv::Reader* const base_;
  absl::btree_map<std::string, std::optional<std::string>> changes_;  // nullopt: deleted
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_STORAGE_STAGED_ROWS_H_
