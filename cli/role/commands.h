// mingcectl role

#ifndef MINGCE_CLI_ROLE_COMMANDS_H_
#define MINGCE_CLI_ROLE_COMMANDS_H_

#include "cli/run/command_line.h"

namespace mingce::cli {

void AddRoleCommands(CLI::App* app, CommandLine* line);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_ROLE_COMMANDS_H_
