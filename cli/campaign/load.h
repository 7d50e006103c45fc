// mingcectl campaign load

#ifndef MINGCE_CLI_CAMPAIGN_LOAD_H_
#define MINGCE_CLI_CAMPAIGN_LOAD_H_

#include <string>

#include "absl/status/statusor.h"
#include "cli/run/answer.h"
#include "cli/run/session.h"

namespace mingce::cli {

struct LoadCampaignOptions {
  std::string dir;
};

// Publishes the code lists and forms of a campaign folder, creates the county federation if the
// register is empty, and opens the campaign. May be repeated: what is there already stays as it is,
// and other content under the same name is refused by the registry.
absl::StatusOr<Answer> LoadCampaign(Session& session, const LoadCampaignOptions& options);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_CAMPAIGN_LOAD_H_
