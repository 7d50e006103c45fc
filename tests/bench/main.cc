// mingce-bench: what the services bear, measured from outside. For whoever changes or installs
// them; it is built with the tests and not installed.

#include "cli/run/command_line.h"
#include "tests/bench/check.h"
#include "tests/bench/growth.h"

namespace mingce::bench {
namespace {

void AddMeasurements(CLI::App* app, cli::CommandLine* line) {
  cli::Command<CheckOptions> check(app, line, "check",
                                   {"资格查询的速率，与空的双向TLS回声相比",
                                    "rate of eligibility checks beside a bare mutual-TLS echo"},
                                   MeasureCheck);
  check.Add("--clients", &CheckOptions::clients, {"并发数", "clients"})->check(CLI::Range(1, 4096));
  check.Add("--seconds", &CheckOptions::seconds, {"每段秒数", "seconds of each part"})
      ->check(CLI::Range(1, 600));
  check.Add("--persons", &CheckOptions::persons, {"人员文件（persons.jsonl）", "persons.jsonl"})
      ->required();
  check.Add("--benefit", &CheckOptions::benefit, {"服务项目", "benefit"});

  cli::Command<GrowthOptions> growth(
      app, line, "growth",
      {"以虚构的大县填满登记，再测各种查询", "fill a register with a large county, then ask it"},
      MeasureGrowth);
  growth
      .Add("--organizations", &GrowthOptions::organizations,
           {"工会组织（默认20000）", "organisations (default 20000)"})
      ->check(CLI::Range(110, 200'000));
  growth
      .Add("--members", &GrowthOptions::members,
           {"会员（默认1000000）", "members (default 1000000)"})
      ->check(CLI::Range(1'000, 10'000'000));
  growth.Add("--seed", &GrowthOptions::seed, {"随机种子", "seed of the random numbers"});
  growth
      .Add("--in-flight", &GrowthOptions::in_flight,
           {"同时导入的批数", "calls with members at a time"})
      ->check(CLI::Range(1, 64));
  growth.Add("--calls", &GrowthOptions::calls, {"每种查询的次数", "calls of each question"})
      ->check(CLI::Range(1, 1'000'000));
  growth.Add("--filled", &GrowthOptions::filled,
             {"已用同样的数量和种子填过，只查询",
              "only ask: an earlier run with this size and seed has filled it"});
  growth.Add("--campaign-dir", &GrowthOptions::campaign_dir,
             {"采集工作目录", "folder of the campaign"});
  growth.Add("--benefit", &GrowthOptions::benefit, {"服务项目", "benefit"});
  growth.Add("--out", &GrowthOptions::out, {"结果另存为JSON文件", "also write the JSON there"});
}

}  // namespace
}  // namespace mingce::bench

int main(int argc, char** argv) {
  return mingce::cli::RunCommandLine(
      argc, argv,
      {.name = "mingce-bench",
       .help = {"mingce-bench：测量各项服务", "mingce-bench: measures the services"},
       .folders = {mingce::bench::AddMeasurements}});
}
