// What a folder of a campaign holds (deploy/campaigns/), for tests.

#ifndef MINGCE_SERVICES_REGISTRY_APP_CAMPAIGN_FOLDER_FOR_TEST_H_
#define MINGCE_SERVICES_REGISTRY_APP_CAMPAIGN_FOLDER_FOR_TEST_H_

#include <string>
#include <vector>

#include "mingce/type/form.pb.h"
#include "services/registry/domain/campaign.h"

namespace mingce::registry {

// Of the campaign that is shipped unless told.
type::Form FormFromFile(const std::string& file, const std::string& folder = MINGCE_CAMPAIGN_DIR);
type::CodeList CodeListFromFile(const std::string& stem,
                                const std::string& folder = MINGCE_CAMPAIGN_DIR);
std::vector<QuotaRow> QuotaRowsFromFile(const std::string& folder = MINGCE_CAMPAIGN_DIR);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_CAMPAIGN_FOLDER_FOR_TEST_H_
