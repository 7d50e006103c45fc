#include "cli/commands.h"
#include "cli/run/command_line.h"

int main(int argc, char** argv) {
  namespace cli = mingce::cli;
  return cli::RunCommandLine(
      argc, argv,
      {.name = "mingcectl",
       .help = {"mingcectl：工会组织及会员实名制信息采集工具",
                "mingcectl: the tool of the trade-union register"},
       .folders = {cli::AddPkiCommands, cli::AddStatusCommand, cli::AddStoreCommands,
                   cli::AddGenerateCommand, cli::AddCampaignCommands, cli::AddTemplateCommands,
                   cli::AddImportQuotasCommand, cli::AddImportWorkbookCommands,
                   cli::AddOrganizationCommands, cli::AddMemberCommands, cli::AddReportCommands,
                   cli::AddRoleCommands, cli::AddClockCommands, cli::AddAuditCommands}});
}
