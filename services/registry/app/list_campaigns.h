#ifndef MINGCE_SERVICES_REGISTRY_APP_LIST_CAMPAIGNS_H_
#define MINGCE_SERVICES_REGISTRY_APP_LIST_CAMPAIGNS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "services/registry/app/register.h"
#include "services/registry/domain/campaign.h"

namespace mingce::registry {

// All campaigns, in the order of their ids; at most kMaxCampaigns.
absl::StatusOr<std::vector<Campaign>> ListCampaigns(const Register& parts);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_LIST_CAMPAIGNS_H_
