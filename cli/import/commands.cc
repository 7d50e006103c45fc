#include "cli/commands.h"

#include "cli/import/members.h"
#include "cli/import/organizations.h"
#include "cli/import/quotas.h"

namespace mingce::cli {
namespace {

void AddQuotas(CLI::App* group, CommandLine* line) {
  using Options = ImportQuotasOptions;
  Command<Options> quotas(group, line, "quotas",
                          {"目标任务数（quotas.tsv）", "the quota plan (quotas.tsv)"},
                          ImportQuotas);
  quotas.Add("files", &Options::files, {"文件（只能一个）", "file (one)"})->required();
  quotas.Add("--campaign", &Options::campaign, {"采集工作", "campaign"});
  quotas.Add("--document", &Options::document,
             {"文号（默认取采集工作的文号）", "number of the document"});
  quotas.Add("--effective-on", &Options::effective_on,
             {"生效日期（默认为采集工作首日）", "day from which it holds"});
  quotas.Add("--dry-run", &Options::dry_run, {"只检查，不保存", "check only, keep nothing"});
  quotas.Add("--errors", &Options::errors,
             {"不写出任何内容：方案整体接受或整体拒绝",
              "nothing is written: a plan is taken or refused whole"});
}

void AddWorkbooks(CLI::App* group, CommandLine* line, const std::string& name, const Sentence& help,
                  Command<ImportOptions>::Work work) {
  Command<ImportOptions> workbooks(group, line, name, help, work);
  workbooks.Add("files", &ImportOptions::files, {"工作簿（.xlsx）", "workbooks (.xlsx)"})
      ->required();
  workbooks.Add("--campaign", &ImportOptions::campaign, {"采集工作", "campaign"});
  workbooks.Add("--org", &ImportOptions::organization,
                {"所属（上级）工会为空的行归于此工会", "where rows belong whose union is empty"});
  workbooks.Add("--dry-run", &ImportOptions::dry_run,
                {"只检查，不保存", "check only, keep nothing"});
  workbooks.Add("--errors", &ImportOptions::errors,
                {"需要处理的行写入此工作簿（默认在原文件旁，名为“…-结果.xlsx”）",
                 "workbook for rows to look at (default: beside each file)"});
}

}  // namespace

void AddImportCommands(CLI::App* app, CommandLine* line) {
  CLI::App* group = AddGroup(app, *line, "import", {"导入", "import"});
  AddQuotas(group, line);
  AddWorkbooks(group, line, "orgs", {"工会组织信息采集表", "organisations"}, ImportOrganizations);
  AddWorkbooks(group, line, "members", {"会员信息采集表", "members"}, ImportMembers);
}

}  // namespace mingce::cli
