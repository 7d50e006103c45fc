#include "services/registry/app/get_campaign.h"

#include <optional>
#include <utility>

#include "lib/base/status_macros.h"
#include "services/registry/app/errors.h"
#include "services/registry/storage/campaign_store.h"

namespace mingce::registry {

absl::StatusOr<Campaign> GetCampaign(const Register& parts, absl::string_view id) {
  MINGCE_ASSIGN_OR_RETURN(std::optional<Campaign> campaign, FindCampaign(*parts.store, id));
  if (!campaign.has_value()) return CampaignNotFound();
  return *std::move(campaign);
}

}  // namespace mingce::registry
