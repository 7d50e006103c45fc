#include <memory>

#include "cli/campaign_load.h"
#include "cli/command_line.h"
#include "cli/import_members.h"
#include "cli/import_organizations.h"
#include "cli/import_quotas.h"
#include "cli/template.h"

namespace mingce::cli {
namespace {

void AddCampaign(CLI::App* app, CommandLine* line) {
  CLI::App* campaign = AddGroup(app, *line, "campaign", "采集工作", "campaigns");
  auto dir = std::make_shared<std::string>();
  CLI::App* command =
      AddCommand(campaign, *line, "load", "发布代码表和采集表，开始一项采集工作（可重复执行）",
                 "publish lists and forms and open a campaign (may be repeated)");
  command->add_option("dir", *dir, Help(*line, "采集工作的文件目录", "folder of the campaign"))
      ->required();
  command->callback(
      [=] { line->work = [=](Session& session) { return LoadCampaign(session, *dir); }; });
}

void AddTemplate(CLI::App* app, CommandLine* line) {
  CLI::App* group = AddGroup(app, *line, "template", "生成采集模板", "make a template to fill in");
  for (const bool members : {false, true}) {
    auto options = std::make_shared<TemplateOptions>();
    options->members = members;
    CLI::App* command = AddCommand(group, *line, members ? "members" : "orgs",
                                   members ? "会员信息采集表" : "工会组织信息采集表",
                                   members ? "the member form" : "the organisation form");
    command->add_option("--out", options->out, Help(*line, "输出文件", "file to write"))
        ->required();
    command->add_option("--campaign", options->campaign, Help(*line, "采集工作", "campaign"));
    command->add_option(
        "--org", options->organization,
        Help(*line, members ? "工会（其下各工会列入“所属工会”下拉列表）" : "上级工会",
             members ? "union; those below it are offered" : "the parent"));
    command->callback(
        [=] { line->work = [=](Session& session) { return MakeTemplate(session, *options); }; });
  }
}

using Importer = absl::StatusOr<ExitCode> (*)(Session&, const ImportOptions&);

void AddImporter(CLI::App* group, CommandLine* line, const std::string& name, const std::string& zh,
                 const std::string& en, Importer importer) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* command = AddCommand(group, *line, name, zh, en);
  command->add_option("files", options->files, Help(*line, "工作簿（.xlsx）", "workbooks (.xlsx)"))
      ->required();
  command->add_option("--campaign", options->campaign, Help(*line, "采集工作", "campaign"));
  command->add_option(
      "--org", options->organization,
      Help(*line, "所属（上级）工会为空的行归于此工会", "where rows belong whose union is empty"));
  command->add_flag("--dry-run", options->dry_run,
                    Help(*line, "只检查，不保存", "check only, keep nothing"));
  command->add_option("--errors", options->errors,
                      Help(*line, "需要处理的行写入此工作簿（默认在原文件旁，名为“…-结果.xlsx”）",
                           "workbook for rows to look at (default: beside each file)"));
  command->callback(
      [=] { line->work = [=](Session& session) { return importer(session, *options); }; });
}

void AddImport(CLI::App* app, CommandLine* line) {
  CLI::App* group = AddGroup(app, *line, "import", "导入", "import");
  auto options = std::make_shared<ImportQuotasOptions>();
  CLI::App* command =
      AddCommand(group, *line, "quotas", "目标任务数（quotas.tsv）", "the quota plan (quotas.tsv)");
  command->add_option("files", options->files, Help(*line, "文件（只能一个）", "file (one)"))
      ->required();
  command->add_option("--campaign", options->campaign, Help(*line, "采集工作", "campaign"));
  command->add_option("--document", options->document,
                      Help(*line, "文号（默认取采集工作的文号）", "number of the document"));
  command->add_option("--effective-on", options->effective_on,
                      Help(*line, "生效日期（默认为采集工作首日）", "day from which it holds"));
  command->add_flag("--dry-run", options->dry_run,
                    Help(*line, "只检查，不保存", "check only, keep nothing"));
  command->add_option_function<std::string>(
      "--errors", [](const std::string&) {},
      Help(*line, "不写出任何内容：方案整体接受或整体拒绝",
           "nothing is written: a plan is taken or refused whole"));
  command->callback(
      [=] { line->work = [=](Session& session) { return ImportQuotas(session, *options); }; });
  AddImporter(group, line, "orgs", "工会组织信息采集表", "organisations", &ImportOrganizations);
  AddImporter(group, line, "members", "会员信息采集表", "members", &ImportMembers);
}

}  // namespace

void AddImportCommands(CLI::App* app, CommandLine* line) {
  AddCampaign(app, line);
  AddTemplate(app, line);
  AddImport(app, line);
}

}  // namespace mingce::cli
