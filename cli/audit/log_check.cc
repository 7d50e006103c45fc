#include "cli/audit/log_check.h"

#include <algorithm>
#include <utility>

#include "absl/strings/string_view.h"
#include "cli/show/errors.h"
#include "lib/base/status_macros.h"

namespace mingce::cli {
namespace {

using audit::v1::VerifyLogRequest;
using audit::v1::VerifyLogResponse;

// What a request may hold and ask for.
constexpr std::size_t kMostHashes = 1000;
constexpr std::uint64_t kMostEntries = 10'000;

Sentence RightOf(absl::string_view reason) {
  if (reason == "ROW_ALTERED") {
    return {"该行应与服务写入时一致；有人改动了数据目录",
            "the row is as the service wrote it; somebody else wrote to its store"};
  }
  if (reason == "CHAIN_GAP") {
    return {"此处应有一条记录：序号从 1 起连续", "the entry is there: sequences have no gaps"};
  }
  if (reason == "CHAIN_BROKEN") {
    return {"哈希应由前一条的哈希和本条内容算出；本条被改过，或前一条被换过",
            "its hash is that of the hash before and of this entry; this one was altered, or the "
            "one before replaced"};
  }
  if (reason == "CHAIN_HEAD_WRONG") {
    return {"末端记录应为最后一条", "the head names the last entry"};
  }
  if (reason == "ROW_MISPLACED") {
    return {"记录应在其内容所说的序号之下", "the entry stands at the sequence that it bears"};
  }
  return {"记录应能读出", "the entry can be read"};
}

// Asks for what comes next. A page ends where no more hashes fit into the request, so that no head
// is passed over.
void AskFor(const std::vector<std::uint64_t>& hashes, VerifyLogRequest* request) {
  request->mutable_hashes_at()->Assign(hashes.begin(), hashes.end());
  request->clear_max_entries();
  if (hashes.size() < kMostHashes) return;
  const std::uint64_t entries = hashes.back() - request->after().sequence();
  request->set_max_entries(static_cast<std::int32_t>(std::min(entries, kMostEntries)));
}

// Whether the answer goes on from `after`, so that asking on comes to an end.
bool GoesOn(const type::Cursor& after, const VerifyLogResponse& page) {
  const std::uint64_t verified = page.verified().sequence();
  if (verified < after.sequence() || verified > page.head().sequence()) return false;
  return verified > after.sequence() || page.has_broken() || verified == page.head().sequence();
}

void Add(std::vector<HeadFault> faults, std::vector<LogFinding>* findings) {
  for (HeadFault& fault : faults) {
    findings->push_back(
        {.reason = fault.reason, .sequence = fault.sequence, .right = std::move(fault.right)});
  }
}

}  // namespace

absl::StatusOr<LogReport> CheckLog(audit::v1::Log log, absl::Span<const HeldHead> heads,
                                   AskForPage ask) {
  LogReport report;
  HeadWalk walk(heads);
  VerifyLogRequest request;
  request.set_log(log);
  for (;;) {
    AskFor(walk.Next(kMostHashes), &request);
    MINGCE_ASSIGN_OR_RETURN(const VerifyLogResponse page, ask(request));
    if (!GoesOn(request.after(), page)) return ProofUnfit();
    for (const audit::v1::EntryHash& one : page.hashes()) {
      Add(walk.At(page.head().epoch(), one.sequence(), one.hash()), &report.findings);
    }
    // A hash that was asked for and not told would be a head that is not compared.
    const std::vector<std::uint64_t> next = walk.Next(1);
    if (!next.empty() && next.front() <= page.verified().sequence()) return ProofUnfit();
    *request.mutable_after() = page.verified();
    report.entries = page.verified().sequence();
    report.head = page.head();
    if (page.has_broken()) {
      report.findings.push_back({.reason = page.broken().reason(),
                                 .sequence = page.broken().sequence(),
                                 .right = RightOf(page.broken().reason())});
    }
    if (page.has_broken() || page.verified().sequence() == page.head().sequence()) break;
  }
  Add(walk.End(report.head.epoch(), report.head.sequence()), &report.findings);
  if (log == audit::v1::EVENTS) Add(OtherEpochs(heads, report.head.epoch()), &report.findings);
  report.heads = walk.compared();
  return report;
}

}  // namespace mingce::cli
