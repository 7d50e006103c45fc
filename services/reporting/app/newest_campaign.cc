#include "services/reporting/app/newest_campaign.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/kv/kv_store.h"
#include "services/reporting/app/figures.h"
#include "services/reporting/storage/read_rows.h"

namespace mingce::reporting {

std::optional<CountyAttainment> NewestCampaign::County() const {
  MutexLock lock(&mu_);
  const absl::Time now = clock_->Now();
  if (now < computed_ || now - computed_ >= absl::Seconds(1)) {
    county_ = Compute();
    computed_ = now;
  }
  return county_;
}

std::optional<CountyAttainment> NewestCampaign::Compute() const {
  const std::unique_ptr<kv::Reader> moment = projection_->Snapshot();
  const absl::StatusOr<std::vector<std::pair<CampaignId, Campaign>>> campaigns =
      ReadCampaigns(*moment);
  if (!campaigns.ok()) return std::nullopt;
  const std::pair<CampaignId, Campaign>* newest = nullptr;
  for (const auto& campaign : *campaigns) {
    const absl::StatusOr<std::optional<QuotaPlan>> plan = FindQuotaPlan(*moment, campaign.first);
    if (!plan.ok()) return std::nullopt;
    if (!plan->has_value()) continue;
    if (newest == nullptr || campaign.second.entry_due_on >= newest->second.entry_due_on) {
      newest = &campaign;
    }
  }
  if (newest == nullptr) return std::nullopt;
  const absl::StatusOr<CampaignAttainment> figures =
      ReadAttainment(*moment, newest->first, std::nullopt);
  if (!figures.ok()) return std::nullopt;
  return figures->attainment.county;
}

}  // namespace mingce::reporting
