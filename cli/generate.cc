#include "cli/generate.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "cli/campaign_files.h"
#include "cli/generate/county.h"
#include "cli/generate/write_county.h"
#include "lib/base/status_macros.h"

namespace mingce::cli {
namespace {

// A county as the notice has it has about this many base unions; smaller ones have fewer.
constexpr std::int64_t kBaseUnions = 900;
constexpr std::int64_t kMembersThen = 37'689;

// Ten workbooks of the largest union; more needs another tool.
constexpr std::int64_t kMostMembers = 1'000'000;

}  // namespace

absl::StatusOr<ExitCode> Generate(const Session& session, const GenerateOptions& options) {
  if (options.members < 1 || options.members > kMostMembers) {
    return UsageError(absl::StrCat("--members 应为1至", kMostMembers),
                      absl::StrCat("--members must be 1 to ", kMostMembers));
  }
  MINGCE_ASSIGN_OR_RETURN(const CampaignForms forms, ReadCampaignForms(options.campaign_dir));
  MINGCE_ASSIGN_OR_RETURN(const std::vector<QuotaRow> quotas,
                          ReadQuotas(absl::StrCat(options.campaign_dir, "/quotas.tsv")));
  const auto divisions = forms.lists.find("division_taoyuan-1");
  if (divisions == forms.lists.end()) {
    return InputDamaged(options.campaign_dir, 0, "缺少 codes/division_taoyuan.tsv",
                        "codes/division_taoyuan.tsv is missing");
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

  const auto federations = std::count_if(quotas.begin(), quotas.end(),
                                         [](const QuotaRow& row) { return row.kind != "41"; });
  CountyPlan plan{.quotas = quotas,
                  .county = forms.county,
                  .members = options.members,
                  .base_unions = std::clamp<std::int64_t>(
                      options.members * kBaseUnions / kMembersThen, federations, kBaseUnions)};
  Random random(options.seed);
  Numbers numbers(&random);
  const GeneratedCounty county = MakeCounty(plan, divisions->second, &random, &numbers);
  MINGCE_ASSIGN_OR_RETURN(const WrittenCounty written,
                          WriteCounty(options.out, forms, county, &random, &numbers));

  if (session.json()) {
    session.PrintJson({{"seed", options.seed},
                       {"out", options.out},
                       {"workbooks", written.workbooks},
                       {"units", county.units.size()},
                       {"unions", county.unions.size()},
                       {"members", written.members},
                       {"complete", written.complete},
                       {"retained", written.retained}});
    return kDone;
  }
  session.Print(absl::StrCat(session.Words("已生成虚构数据：种子 ", "made up a county: seed "),
                             options.seed, session.Words("，工作簿 ", ", workbooks "),
                             written.workbooks, session.Words("，指标单位 ", ", quota units "),
                             county.units.size(), session.Words("，工会组织 ", ", unions "),
                             county.unions.size(), session.Words("，会员 ", ", members "),
                             written.members, session.Words("（信息完整 ", " (complete "),
                             written.complete, session.Words("，保留会籍 ", ", retained "),
                             written.retained, session.Words("），目录 ", "), folder "),
                             options.out, "\n"));
  return kDone;
}

}  // namespace mingce::cli
