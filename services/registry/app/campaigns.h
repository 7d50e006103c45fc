// CreateCampaign, GetCampaign and ListCampaigns.

#ifndef MINGCE_SERVICES_REGISTRY_APP_CAMPAIGNS_H_
#define MINGCE_SERVICES_REGISTRY_APP_CAMPAIGNS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/kv/kv_store.h"
#include "services/registry/app/register.h"
#include "services/registry/domain/campaign.h"

namespace mingce::registry {

// Opens a campaign; the same content again is answered with the campaign. Errors: those of the RPC,
// and TOO_MANY_CAMPAIGNS.
void CreateCampaign(const Register& parts, const Call& call, Campaign asked, Mutation mutation,
                    Done<Campaign> done);

// Errors: CAMPAIGN_NOT_FOUND.
absl::StatusOr<Campaign> GetCampaign(const kv::Reader& reader, absl::string_view id);

// All campaigns, in the order of their ids; at most kMaxCampaigns.
absl::StatusOr<std::vector<Campaign>> ListCampaigns(const Register& parts);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_CAMPAIGNS_H_
