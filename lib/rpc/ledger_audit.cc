#include "lib/rpc/ledger_audit.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace mingce::rpc {
namespace {

constexpr char kRefusedCalls[] = "rpc.RefusedCalls";

}  // namespace

LedgerAudit::LedgerAudit(ledger::Ledger* ledger, const Clock* clock, Keyed keyed)
    : ledger_(ledger), clock_(clock), keyed_(std::move(keyed)) {}

void LedgerAudit::Record(std::vector<audit::Entry> entries,
                         std::function<void(absl::Status)> done) {
  const auto kept = std::make_shared<const std::vector<audit::Entry>>(std::move(entries));
  ledger::Command command;
  command.weight = static_cast<std::uint32_t>(kept->size());
  command.decide = [kept](ledger::Transaction& transaction,
                          audit::Entry*) -> absl::StatusOr<std::string> {
    for (const audit::Entry& entry : *kept) transaction.AppendAudit(entry);
    return std::string();
  };
  command.done = [this, kept,
                  done = std::move(done)](const absl::StatusOr<ledger::Receipt>& receipt) {
    if (!receipt.ok()) Count(*kept);
    done(receipt.status());
  };
  ledger_->Submit(std::move(command));
}

void LedgerAudit::RecordRefusal(audit::Entry entry, std::function<void(absl::Status)> done) {
  bool in_full;
  {
    MutexLock lock(&mu_);
    in_full = thinner_.StandsForItself(entry.actor, clock_->SteadyNow());
  }
  if (!in_full) return done(absl::OkStatus());
  Record({std::move(entry)}, std::move(done));
}

void LedgerAudit::Count(const std::vector<audit::Entry>& entries) {
  MutexLock lock(&mu_);
  for (const audit::Entry& entry : entries) {
    const bool summary = entry.action == kRefusedCalls;
    thinner_.Count(entry.actor, summary ? entry.count : 1, clock_->SteadyNow());
  }
}

void LedgerAudit::EnterCounted(bool everything) {
  std::vector<audit::Entry> entries;
  {
    MutexLock lock(&mu_);
    for (RefusalThinner::Counted& counted :
         thinner_.TakeCounted(everything ? absl::InfiniteDuration() : clock_->SteadyNow())) {
      entries.push_back({.actor = std::move(counted.actor),
                         .action = kRefusedCalls,
                         .decision = "REFUSED",
                         .count = counted.count});
    }
  }
  if (!entries.empty()) Record(std::move(entries), [](const absl::Status&) {});
}

}  // namespace mingce::rpc
