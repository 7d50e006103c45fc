#include <memory>

#include "cli/bench_check.h"
#include "cli/check.h"
#include "cli/command_line.h"
#include "cli/report_attainment.h"

namespace mingce::cli {
namespace {

void AddReport(CLI::App* app, CommandLine* line) {
  CLI::App* group = AddGroup(app, *line, "report", "报表", "reports");
  auto options = std::make_shared<ReportAttainmentOptions>();
  CLI::App* command = AddCommand(group, *line, "attainment", "目标任务完成情况", "attainment");
  command->add_option("--campaign", options->campaign, Help(*line, "采集工作", "campaign"));
  command->add_option("--as-of", options->as_of, Help(*line, "截至日期", "day to look at"));
  command->add_option("--format", options->format, Help(*line, "格式", "format"))
      ->check(CLI::IsMember({"table", "json", "csv", "xlsx"}));
  command->add_option("--out", options->out, Help(*line, "输出文件", "file to write"));
  command->add_option("--min-registry", options->min_registry,
                      Help(*line, "至少包含此组织事件", "at least this registry event"));
  command->add_option("--min-members", options->min_members,
                      Help(*line, "至少包含此会员事件", "at least this members event"));
  command->add_flag("--wait", options->wait,
                    Help(*line, "等统计跟上两个服务的现状", "wait until figures have caught up"));
  command->callback(
      [=] { line->work = [=](Session& session) { return ReportAttainment(session, *options); }; });
}

void AddCheck(CLI::App* app, CommandLine* line) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command =
      AddCommand(app, *line, "check", "查询能否享受一项工会服务（从标准输入读人员）",
                 "whether a person may receive a benefit (read from stdin)");
  command
      ->add_option("--benefit", options->benefit,
                   Help(*line, "服务项目，如 SERIOUS_ILLNESS_RELIEF 或 大病救助",
                        "benefit, such as SERIOUS_ILLNESS_RELIEF"))
      ->required();
  command->add_option("--purpose", options->purpose, Help(*line, "查询目的", "purpose"));
  command->add_option("--case", options->case_number, Help(*line, "案卷号", "case number"));
  command->add_option("--person", options->person,
                      Help(*line, "人员JSON文件，默认从标准输入读", "JSON file; default: stdin"));
  command->add_option("--min-sequence", options->min_sequence,
                      Help(*line, "至少包含此会员事件", "at least this members event"));
  command->callback(
      [=] { line->work = [=](Session& session) { return CheckEligibility(session, *options); }; });
}

void AddBench(CLI::App* app, CommandLine* line) {
  CLI::App* group = AddGroup(app, *line, "bench", "测量", "measurements");
  auto options = std::make_shared<BenchCheckOptions>();
  CLI::App* command = AddCommand(group, *line, "check", "资格查询的速率，与空的双向TLS回声相比",
                                 "rate of eligibility checks beside a bare mutual-TLS echo");
  command->add_option("--clients", options->clients, Help(*line, "并发数", "clients"))
      ->check(CLI::Range(1, 4096));
  command
      ->add_option("--seconds", options->seconds, Help(*line, "每段秒数", "seconds of each part"))
      ->check(CLI::Range(1, 600));
  command
      ->add_option("--persons", options->persons,
                   Help(*line, "人员文件（persons.jsonl）", "persons.jsonl"))
      ->required();
  command->add_option("--benefit", options->benefit, Help(*line, "服务项目", "benefit"));
  command->callback(
      [=] { line->work = [=](Session& session) { return BenchCheck(session, *options); }; });
}

}  // namespace

void AddAnswerCommands(CLI::App* app, CommandLine* line) {
  AddReport(app, line);
  AddCheck(app, line);
  AddBench(app, line);
}

}  // namespace mingce::cli
