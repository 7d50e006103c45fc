#include "services/registry/app/get_quota_plan.h"

#include <string>
#include <utility>

#include "lib/base/status_macros.h"
#include "services/registry/app/errors.h"
#include "services/registry/storage/campaign_store.h"

namespace mingce::registry {

absl::StatusOr<PlacedQuotaPlan> GetQuotaPlan(const Register& parts, absl::string_view campaign,
                                             std::optional<std::int64_t> revision) {
  if (!revision.has_value()) {
    MINGCE_ASSIGN_OR_RETURN(const std::optional<Campaign> found,
                            FindCampaign(*parts.store, campaign));
    if (!found.has_value()) return QuotaPlanNotFound();
    revision = found->quota_revision;
  }
  MINGCE_ASSIGN_OR_RETURN(std::optional<QuotaPlan> plan,
                          FindQuotaPlan(*parts.store, campaign, *revision));
  if (!plan.has_value()) return QuotaPlanNotFound();
  return PlacedQuotaPlan{
      .campaign = std::string(campaign), .revision = *revision, .plan = *std::move(plan)};
}

}  // namespace mingce::registry
