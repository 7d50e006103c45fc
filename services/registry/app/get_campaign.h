#ifndef MINGCE_SERVICES_REGISTRY_APP_GET_CAMPAIGN_H_
#define MINGCE_SERVICES_REGISTRY_APP_GET_CAMPAIGN_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/registry/app/register.h"
#include "services/registry/domain/campaign.h"

namespace mingce::registry {

// Errors: CAMPAIGN_NOT_FOUND.
absl::StatusOr<Campaign> GetCampaign(const Register& parts, absl::string_view id);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_GET_CAMPAIGN_H_
