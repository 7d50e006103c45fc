#include "cli/audit/verify_view.h"

#include <algorithm>
#include <memory>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"

namespace mingce::cli {
namespace {

using Proofs = std::vector<ServiceProof>;

constexpr std::size_t kHashShown = 12;  // digits: enough to compare two by eye

Json LogToJson(const std::string& name, const LogReport& log, Language language) {
  Json findings = Json::array();
  for (const LogFinding& finding : log.findings) {
    findings.push_back({{"reason", finding.reason},
                        {"sequence", finding.sequence},
                        {"right", finding.right.In(language)}});
  }
  return {{"log", name},
          {"whole", log.findings.empty()},
          {"entries", log.entries},
          {"head",
           {{"epoch", log.head.epoch()},
            {"sequence", log.head.sequence()},
            {"hash", absl::BytesToHexString(log.head.hash())}}},
          {"heads", log.heads},
          {"findings", std::move(findings)}};
}

Json ProofsToJson(const Proofs& proofs, Language language) {
  Json services = Json::array();
  for (const ServiceProof& proof : proofs) {
    Json one = {{"service", proof.service}};
    one["logs"] = Json::array();
    for (const auto& [name, log] : proof.logs) {
      one["logs"].push_back(LogToJson(name.en, log, language));
    }
    if (!proof.status.ok()) one["error"] = ErrorToJson(proof.status, language);
    services.push_back(std::move(one));
  }
  return {{"whole", IsWhole(proofs)}, {"services", std::move(services)}};
}

std::string TitleOf(const ServiceProof& proof, Language language) {
  return language == Language::kEnglish ? proof.service : proof.title_zh;
}

// "whole", or where it is not, and why.
std::string WordOf(const LogReport& log, Language language) {
  if (log.findings.empty()) return Sentence{"完整", "whole"}.In(language);
  const LogFinding& first = log.findings.front();
  return Fill("不符：第 $0 条，$1", "wrong at entry $0: $1", first.sequence, first.reason)
      .In(language);
}

std::string FindingsText(const Proofs& proofs, Language language) {
  std::vector<std::vector<std::string>> rows;
  for (const ServiceProof& proof : proofs) {
    for (const auto& [name, log] : proof.logs) {
      const std::size_t shown = std::min(log.findings.size(), kMostShown);
      for (const LogFinding& finding : absl::MakeConstSpan(log.findings).subspan(0, shown)) {
        rows.push_back({TitleOf(proof, language), name.In(language), finding.reason,
                        absl::StrCat(finding.sequence), finding.right.In(language)});
      }
    }
  }
  if (rows.empty()) return "";
  return "\n" + FormatTable(language,
                            {{{"服务", "service"}},
                             {{"日志", "log"}},
                             {{"问题", "finding"}},
                             {{"序号", "entry"}, Align::kRight},
                             {{"应有的情况", "what would be right"}}},
                            rows);
}

std::string ProofsText(const Proofs& proofs, Language language) {
  std::vector<std::vector<std::string>> rows;
  for (const ServiceProof& proof : proofs) {
    for (const auto& [name, log] : proof.logs) {
      rows.push_back({TitleOf(proof, language), name.In(language), absl::StrCat(log.entries),
                      absl::BytesToHexString(log.head.hash()).substr(0, kHashShown),
                      absl::StrCat(log.heads), WordOf(log, language)});
    }
  }
  return FormatTable(language,
                     {{{"服务", "service"}},
                      {{"日志", "log"}},
                      {{"已核验条数", "entries verified"}, Align::kRight},
                      {{"末端哈希", "head hash"}},
                      {{"对照的链头", "held heads"}, Align::kRight},
                      {{"结果", "result"}}},
                     rows) +
         FindingsText(proofs, language);
}

// What people are told besides: who did not answer, and how much is not shown.
std::vector<Sentence> NotesOf(const Proofs& proofs) {
  std::vector<Sentence> notes;
  for (const ServiceProof& proof : proofs) {
    if (!proof.status.ok()) {
      notes.push_back(Fill("$0：$2", "$1: $3", proof.title_zh, proof.service,
                           ErrorText(proof.status, Language::kChinese),
                           ErrorText(proof.status, Language::kEnglish)));
    }
    for (const auto& [name, log] : proof.logs) {
      if (log.findings.size() <= kMostShown) continue;
      notes.push_back(Fill("$0的$2：另有 $4 处不符", "$1, $3: $4 findings more", proof.title_zh,
                           proof.service, name.zh, name.en, log.findings.size() - kMostShown));
    }
  }
  return notes;
}

}  // namespace

bool IsWhole(const std::vector<ServiceProof>& proofs) {
  return std::all_of(proofs.begin(), proofs.end(), [](const ServiceProof& proof) {
    return proof.status.ok() &&
           std::all_of(proof.logs.begin(), proof.logs.end(),
                       [](const auto& log) { return log.second.findings.empty(); });
  });
}

View ProofsView(std::vector<ServiceProof> proofs) {
  const auto all = std::make_shared<const Proofs>(std::move(proofs));
  return {.document = [all](Language language) { return ProofsToJson(*all, language); },
          .text = [all](Language language) { return ProofsText(*all, language); },
          .file = nullptr,
          .notes = NotesOf(*all)};
}

}  // namespace mingce::cli
