#include "lib/rpc/ledger_metrics.h"

namespace mingce::rpc {

void AddLedgerReadings(const ledger::Ledger& ledger, Metrics* metrics) {
  const auto add = [&](const char* name, const char* help, auto read) {
    metrics->AddReading(name, help, "",
                        [&ledger, read] { return static_cast<double>(read(ledger)); });
  };
  using ledger::Ledger;
  add("ledger_commands_total", "Commands decided",
      [](const Ledger& l) { return l.statistics().commands; });
  add("ledger_batches_total", "Batches written, one fsync each",
      [](const Ledger& l) { return l.statistics().batches; });
  add("ledger_refused_total", "Commands refused",
      [](const Ledger& l) { return l.statistics().refused; });
  add("ledger_replayed_total", "Requests answered with their first answer",
      [](const Ledger& l) { return l.statistics().replayed; });
  add("ledger_commit_seconds_total", "Time spent in durable writes",
      [](const Ledger& l) { return l.statistics().commit_seconds; });
  add("ledger_waiting_commands", "Commands waiting for the writer",
      [](const Ledger& l) { return l.statistics().waiting; });
  add("ledger_head_sequence", "Newest durable event",
      [](const Ledger& l) { return l.Head().sequence; });
  add("audit_entries", "Entries in the audit log",
      [](const Ledger& l) { return l.NewestAudit().sequence; });
}

}  // namespace mingce::rpc
