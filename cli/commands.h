// The folders of commands, by what each adds to the command line.

#ifndef MINGCE_CLI_COMMANDS_H_
#define MINGCE_CLI_COMMANDS_H_

#include "cli/run/command_line.h"

namespace mingce::cli {

void AddCampaignCommands(CLI::App* app, CommandLine* line);      // campaign | template
void AddGenerateCommands(CLI::App* app, CommandLine* line);      // generate
void AddImportCommands(CLI::App* app, CommandLine* line);        // import
void AddMemberCommands(CLI::App* app, CommandLine* line);        // member | check
void AddOperateCommands(CLI::App* app, CommandLine* line);       // status | pki | key
void AddOrganizationCommands(CLI::App* app, CommandLine* line);  // org
void AddReportCommands(CLI::App* app, CommandLine* line);        // report
void AddRoleCommands(CLI::App* app, CommandLine* line);          // role

}  // namespace mingce::cli

#endif  // MINGCE_CLI_COMMANDS_H_
