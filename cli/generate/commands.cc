#include "cli/commands.h"

#include "cli/generate/generate.h"

namespace mingce::cli {

void AddGenerateCommands(CLI::App* app, CommandLine* line) {
  using Options = GenerateOptions;
  Command<Options> generate(app, line, "generate", {"生成虚构的全县数据", "make up a county"},
                            Generate);
  generate.Add(
      "--members", &Options::members,
      {"会员人数（默认为各单位指标之和）", "number of members; default: the sum of the plan"});
  generate.Add("--seed", &Options::seed, {"随机种子", "seed"});
  generate.Add("--out", &Options::out, {"输出目录", "folder to write"})->required();
  generate
      .Add("--campaign-dir", &Options::campaign_dir,
           {"采集工作的文件目录", "folder of the campaign's files"})
      ->required();
}

}  // namespace mingce::cli
