// mingcectl store check: whether the store of a stopped service is whole. Offline.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "cli/commands.h"
#include "cli/files/held_heads.h"
#include "cli/show/errors.h"
#include "cli/show/table.h"
#include "cli/store/check.h"
#include "lib/base/status_macros.h"

namespace mingce::cli {
namespace {

struct StoreOptions {
  std::string directory;
  int most = 20;                   // findings shown
  std::vector<std::string> heads;  // files
};

using store::Finding;
using store::Report;

// A store to which nothing was written is nobody's yet.
std::string ServiceText(const Report& report, Language language) {
  static const auto& none = *new Sentence{"（空）", "(empty)"};
  return report.service.empty() ? none.In(language) : report.service;
}

Json FindingToJson(const Finding& finding, Language language) {
  return {{"reason", finding.reason},
          {"table", finding.table},
          {"key", absl::BytesToHexString(finding.key)},
          {"subject", finding.subject},
          {"right", finding.right.In(language)}};
}

Json ReportToJson(const Report& report, Language language) {
  Json findings = Json::array();
  for (const Finding& finding : report.findings.first()) {
    findings.push_back(FindingToJson(finding, language));
  }
  return {{"service", report.service},
          {"format", report.format},
          {"whole", report.findings.none()},
          {"rows", report.totals.rows},
          {"events", report.totals.events},
          {"audit_entries", report.totals.audit_entries},
          {"members", report.totals.members},
          {"organizations", report.totals.organizations},
          {"heads", report.heads},
          {"findings", std::move(findings)},
          {"finding_count", report.findings.count()},
          {"finding_count_exact", report.findings.is_exact()}};
}

std::string ReportText(const Report& report, Language language) {
  if (report.findings.none()) {
    const store::Totals& totals = report.totals;
    return absl::StrCat(
        Fill("数据完整：服务 $0，$1 行，事件 $2，审计 $3，会员 $4，组织 $5",
             "whole: service $0, $1 rows, events $2, audit entries $3, members $4, organisations "
             "$5",
             ServiceText(report, language), totals.rows, totals.events, totals.audit_entries,
             totals.members, totals.organizations)
            .In(language),
        "\n");
  }
  std::vector<std::vector<std::string>> rows;
  for (const Finding& finding : report.findings.first()) {
    rows.push_back({finding.reason, finding.table, finding.subject,
                    absl::BytesToHexString(finding.key), finding.right.In(language)});
  }
  return FormatTable(language,
                     {{{"问题", "finding"}},
                      {{"表", "table"}},
                      {{"对象", "about"}},
                      {{"键（十六进制）", "key (hex)"}},
                      {{"应有的情况", "what would be right"}}},
                     rows);
}

// "$0 findings, $1 shown", or that there is no more to say.
Sentence DamageNote(const Report& report) {
  const std::size_t shown = report.findings.first().size();
  const std::uint64_t more = report.findings.count() - shown;
  if (!report.findings.is_exact()) {
    return Fill("数据有损坏：列出 $0 处，另有至少 $1 处", "damaged: $0 findings, at least $1 more",
                shown, more);
  }
  if (more > 0) {
    return Fill("数据有损坏：列出 $0 处，另有 $1 处", "damaged: $0 findings, $1 more", shown, more);
  }
  return Fill("数据有损坏：$0 处", "damaged: $0 findings", shown);
}

absl::StatusOr<Answer> CheckStoreOf(const Session&, const StoreOptions& options) {
  if (options.most < 1) {
    return UsageError({"--most 应为正整数", "--most must be a positive number"});
  }
  MINGCE_ASSIGN_OR_RETURN(const HeadLines held, ReadHeads(options.heads));
  MINGCE_ASSIGN_OR_RETURN(
      Report checked, store::CheckStore(options.directory, static_cast<std::size_t>(options.most),
                                        options.heads.empty() ? nullptr : &held));
  const auto report = std::make_shared<const Report>(std::move(checked));
  View view;
  view.document = [report](Language language) { return ReportToJson(*report, language); };
  view.text = [report](Language language) { return ReportText(*report, language); };
  view.notes = held.notes;
  if (report->findings.none() && report->heads > 0) {
    view.notes.push_back(
        Fill("与库外保管的 $0 个链头一致", "agrees with $0 heads held outside", report->heads));
  }
  if (report->findings.none()) return view;
  view.notes.push_back(DamageNote(*report));
  return Answer(std::move(view), kRefused);
}

}  // namespace

void AddStoreCommands(CLI::App* app, CommandLine* line) {
  CLI::App* group = AddGroup(app, *line, "store", {"服务的数据目录", "data directories"});
  Command<StoreOptions> check(
      group, line, "check",
      {"检查已停止的服务的数据是否完整（只读，不需要密钥）",
       "check whether the store of a stopped service is whole (reads only, needs no key)"},
      CheckStoreOf);
  check.Require("dir", &StoreOptions::directory,
                {"数据目录（服务的 --data_dir）", "the service's --data_dir"});
  check.Add("--most", &StoreOptions::most, {"最多列出几处问题", "findings shown at most"});
  check.Add(kHeads, &StoreOptions::heads);
}

}  // namespace mingce::cli
