// mingcectl generate: an invented county, for demonstrations, tests and measurements.

#include <sys/stat.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/commands.h"
#include "cli/files/campaign_files.h"
#include "cli/generate/county.h"
#include "cli/generate/write_county.h"
#include "cli/show/errors.h"
#include "lib/base/status_macros.h"

namespace mingce::cli {
namespace {

// A county of so many members has about so many base unions; smaller ones have fewer.
constexpr std::int64_t kBaseUnions = 900;
constexpr std::int64_t kTheirMembers = 37'689;

// Ten workbooks of the largest union; more needs another tool.
constexpr std::int64_t kMembersLimit = 1'000'000;

struct GenerateOptions {
  std::int64_t members = 0;  // 0: as many as the plan has
  std::uint64_t seed = 20'190'925;
  std::string out;
  std::string campaign_dir;
};

// Offline. Errors: USAGE, INPUT_UNREADABLE, INPUT_DAMAGED, OUTPUT_NOT_WRITTEN, those of lib/sheet.
absl::StatusOr<Answer> Generate(const Session&, const GenerateOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const CampaignForms forms, ReadCampaignForms(options.campaign_dir));
  MINGCE_ASSIGN_OR_RETURN(const std::vector<QuotaRow> quotas,
                          ReadQuotas(absl::StrCat(options.campaign_dir, "/quotas.tsv")));
  MINGCE_ASSIGN_OR_RETURN(const std::vector<Trade> trades,
                          ReadTrades(absl::StrCat(options.campaign_dir, "/trades.tsv")));
  std::int64_t members = options.members;
  if (members == 0) {
    for (const QuotaRow& row : quotas) members += row.quota;
  }
  if (members < 1 || members > kMembersLimit) {
    return UsageError(Fill("--members 应为1至$0", "--members must be 1 to $0", kMembersLimit));
  }
  // The files hold names and numbers, invented as they are: nobody else needs to read them.
  umask(077);
  std::error_code failure;
  std::filesystem::create_directories(options.out, failure);
  if (failure) return OutputNotWritten(options.out);
  // Workbooks of people, or another county whose files would mix with these.
  const bool empty = std::filesystem::is_empty(options.out, failure);
  if (failure) return OutputNotWritten(options.out);
  if (!empty) return OutputExists(options.out);

  const Setting setting = SettingOf(forms);
  const auto federations = std::count_if(
      quotas.begin(), quotas.end(), [&](const QuotaRow& row) { return !setting.IsBase(row.kind); });
  const std::int64_t base_unions =
      federations == 0
          ? 0
          : std::max<std::int64_t>(federations,
                                   std::min(members * kBaseUnions / kTheirMembers, kBaseUnions));
  const CountyPlan plan{
      .quotas = quotas, .trades = trades, .members = members, .base_unions = base_unions};
  Random random(options.seed);
  Numbers numbers(&random);
  const GeneratedCounty county = MakeCounty(setting, plan, &random, &numbers);
  MINGCE_ASSIGN_OR_RETURN(const WrittenCounty written,
                          WriteCounty(options.out, setting, county, &random, &numbers));

  return SentenceView(
      {{"seed", options.seed},
       {"out", options.out},
       {"workbooks", written.workbooks},
       {"units", county.units.size()},
       {"unions", county.unions.size()},
       {"members", written.members},
       {"complete", written.complete},
       {"retained", written.retained}},
      Fill("已生成虚构数据：种子 $0，工作簿 $1，指标单位 $2，工会组织 $3，会员 $4（信息完整 $5，"
           "保留会籍 $6），目录 $7",
           "made up a county: seed $0, workbooks $1, quota units $2, unions $3, members $4 "
           "(complete $5, retained $6), folder $7",
           options.seed, written.workbooks, county.units.size(), county.unions.size(),
           written.members, written.complete, written.retained, options.out));
}

}  // namespace

void AddGenerateCommand(CLI::App* app, CommandLine* line) {
  using Options = GenerateOptions;
  Command<Options> generate(app, line, "generate", {"生成虚构的全县数据", "make up a county"},
                            Generate);
  generate.Add(
      "--members", &Options::members,
      {"会员人数（默认为各单位指标之和）", "number of members; default: the sum of the plan"});
  generate.Add("--seed", &Options::seed, {"随机种子", "seed"});
  generate.Require("--out", &Options::out, {"输出目录", "folder to write"});
  generate.Require("--campaign-dir", &Options::campaign_dir,
                   {"采集工作的文件目录", "folder of the campaign's files"});
}

}  // namespace mingce::cli
