#include "services/members/app/record_audit.h"

#include <cstdint>
#include <memory>
#include <utility>

#include "services/members/app/errors.h"

namespace mingce::members {

audit::Entry EntryFor(const Call& call) { return {.actor = call.identity, .action = call.action}; }

void RecordAudit(ledger::Ledger* ledger, std::vector<audit::Entry> entries,
                 std::function<void(absl::Status)> done) {
  ledger::Command command;
  command.weight = static_cast<std::uint32_t>(entries.size());
  command.decide = [entries = std::move(entries)](
                       ledger::Transaction& transaction,
                       audit::Entry*) mutable -> absl::StatusOr<std::string> {
    for (audit::Entry& entry : entries) transaction.AppendAudit(std::move(entry));
    return std::string();
  };
  command.done = [done = std::move(done)](const absl::StatusOr<ledger::Receipt>& receipt) {
    done(receipt.ok() ? absl::OkStatus() : AuditUnavailable());
  };
  ledger->Submit(std::move(command));
}

}  // namespace mingce::members
