#include "cli/commands.h"

#include "cli/campaign/load.h"
#include "cli/campaign/template.h"

namespace mingce::cli {

void AddCampaignCommands(CLI::App* app, CommandLine* line) {
  CLI::App* campaign = AddGroup(app, *line, "campaign", {"采集工作", "campaigns"});
  Command<LoadCampaignOptions> load(
      campaign, line, "load",
      {"发布代码表和采集表，开始一项采集工作（可重复执行）",
       "publish lists and forms and open a campaign (may be repeated)"},
      LoadCampaign);
  load.Add("dir", &LoadCampaignOptions::dir, {"采集工作的文件目录", "folder of the campaign"})
      ->required();

  CLI::App* group =
      AddGroup(app, *line, "template", {"生成采集模板", "make a template to fill in"});
  for (const bool members : {false, true}) {
    TemplateOptions defaults;
    defaults.members = members;
    Command<TemplateOptions> make(group, line, members ? "members" : "orgs",
                                  members ? Sentence{"会员信息采集表", "the member form"}
                                          : Sentence{"工会组织信息采集表", "the organisation form"},
                                  MakeTemplate, defaults);
    make.Add("--out", &TemplateOptions::out, {"输出文件", "file to write"})->required();
    make.Add("--campaign", &TemplateOptions::campaign, {"采集工作", "campaign"});
    make.Add("--org", &TemplateOptions::organization,
             members ? Sentence{"工会（其下各工会列入“所属工会”下拉列表）",
                                "union; those below it are offered"}
                     : Sentence{"上级工会", "the parent"});
  }
}

}  // namespace mingce::cli
