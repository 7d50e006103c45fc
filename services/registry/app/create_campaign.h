#ifndef MINGCE_SERVICES_REGISTRY_APP_CREATE_CAMPAIGN_H_
#define MINGCE_SERVICES_REGISTRY_APP_CREATE_CAMPAIGN_H_

#include "services/registry/app/register.h"
#include "services/registry/domain/campaign.h"

namespace mingce::registry {

// Opens a campaign; the same content again is answered with the campaign. Errors: those of the RPC,
// and TOO_MANY_CAMPAIGNS.
void CreateCampaign(const Register& parts, const Call& call, Campaign asked, Mutation mutation,
                    Done<Campaign> done);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_CREATE_CAMPAIGN_H_
