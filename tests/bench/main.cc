// mingce-bench: what the services bear, measured from outside. For whoever changes or installs them;
// it is built with the tests and not installed.

#include "cli/run/command_line.h"
#include "tests/bench/check.h"

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
