// mingcectl campaign | template

#ifndef MINGCE_CLI_CAMPAIGN_COMMANDS_H_
#define MINGCE_CLI_CAMPAIGN_COMMANDS_H_

#include "cli/run/command_line.h"

namespace mingce::cli {

void AddCampaignCommands(CLI::App* app, CommandLine* line);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_CAMPAIGN_COMMANDS_H_
