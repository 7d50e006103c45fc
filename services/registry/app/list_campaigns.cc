#include "services/registry/app/list_campaigns.h"

#include "services/registry/storage/campaign_store.h"

namespace mingce::registry {

absl::StatusOr<std::vector<Campaign>> ListCampaigns(const Register& parts) {
  return AllCampaigns(*parts.store);
}

}  // namespace mingce::registry
