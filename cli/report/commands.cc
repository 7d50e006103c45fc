#include "cli/commands.h"

#include "cli/report/attainment.h"

namespace mingce::cli {

void AddReportCommands(CLI::App* app, CommandLine* line) {
  using Options = ReportAttainmentOptions;
  CLI::App* group = AddGroup(app, *line, "report", {"报表", "reports"});
  Command<Options> attainment(group, line, "attainment", {"目标任务完成情况", "attainment"},
                              ReportAttainment);
  attainment.Add("--campaign", &Options::campaign, {"采集工作", "campaign"});
  attainment.Add("--as-of", &Options::as_of, {"截至日期", "day to look at"});
  attainment.Add("--known-at", &Options::known_at,
                 {"按当时已知的情况，如 2019-11-30T18:00", "as was known at this moment"});
  attainment
      .Add("--tree-basis", &Options::tree_basis,
           {"按哪一天的组织隶属关系归集：at-date 截至日期（默认）、current 目前、at-event "
            "会籍变动时",
            "whose tree: at-date (default), current, or at-event of each membership"})
      ->check(CLI::IsMember({"at-date", "current", "at-event"}));
  attainment.Add("--format", &Options::format, {"格式", "format"})
      ->check(CLI::IsMember({"table", "json", "csv", "xlsx"}));
  attainment.Add("--out", &Options::out, {"输出文件", "file to write"});
  attainment.Add("--min-registry", &Options::min_registry,
                 {"至少包含此组织事件", "at least this registry event"});
  attainment.Add("--min-members", &Options::min_members,
                 {"至少包含此会员事件", "at least this members event"});
  attainment.Add("--wait", &Options::wait,
                 {"等统计跟上两个服务的现状", "wait until figures have caught up"});
}

}  // namespace mingce::cli
