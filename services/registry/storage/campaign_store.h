// Campaigns and the revisions of their quota plans, as rows.
//
// Errors of all reads: DATA_LOSS where a row is not readable, and those of the reader.

#ifndef MINGCE_SERVICES_REGISTRY_STORAGE_CAMPAIGN_STORE_H_
#define MINGCE_SERVICES_REGISTRY_STORAGE_CAMPAIGN_STORE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/history/timeline.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/transaction.h"
#include "services/registry/domain/campaign.h"
#include "services/registry/domain/quota_plan.h"

namespace mingce::registry {

absl::StatusOr<std::optional<Campaign>> FindCampaign(const kv::Reader& reader,
                                                     absl::string_view id);
// In the order of their ids.
absl::StatusOr<std::vector<Campaign>> AllCampaigns(const kv::Reader& reader);

absl::StatusOr<std::optional<QuotaPlan>> FindQuotaPlan(const kv::Reader& reader,
                                                       absl::string_view campaign,
                                                       std::int64_t revision);

// All revisions of a campaign's plan, by the day they hold from; empty where none was set.
absl::StatusOr<history::Timeline<QuotaPlan>> QuotaPlansOf(const kv::Reader& reader,
                                                          const Campaign& campaign);

void PutCampaign(const Campaign& campaign, ledger::Transaction* transaction);
void PutQuotaPlan(absl::string_view campaign, std::int64_t revision, const QuotaPlan& plan,
                  ledger::Transaction* transaction);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_STORAGE_CAMPAIGN_STORE_H_
