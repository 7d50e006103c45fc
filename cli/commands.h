// The commands there are, by what each file of them adds to the command line.

#ifndef MINGCE_CLI_COMMANDS_H_
#define MINGCE_CLI_COMMANDS_H_

#include "cli/run/command_line.h"

namespace mingce::cli {

void AddAuditCommands(CLI::App* app, CommandLine* line);           // audit
void AddCampaignCommands(CLI::App* app, CommandLine* line);        // campaign
void AddClockCommands(CLI::App* app, CommandLine* line);           // clock
void AddGenerateCommand(CLI::App* app, CommandLine* line);         // generate
void AddImportQuotasCommand(CLI::App* app, CommandLine* line);     // import quotas
void AddImportWorkbookCommands(CLI::App* app, CommandLine* line);  // import orgs | members
void AddMemberCommands(CLI::App* app, CommandLine* line);          // member | check
void AddOrganizationCommands(CLI::App* app, CommandLine* line);    // org
void AddPkiCommands(CLI::App* app, CommandLine* line);             // pki | key
void AddReportCommands(CLI::App* app, CommandLine* line);          // report
void AddRoleCommands(CLI::App* app, CommandLine* line);            // role
void AddStatusCommand(CLI::App* app, CommandLine* line);           // status
void AddStoreCommands(CLI::App* app, CommandLine* line);           // store
void AddTemplateCommands(CLI::App* app, CommandLine* line);        // template

}  // namespace mingce::cli

#endif  // MINGCE_CLI_COMMANDS_H_
