// What every service with a ledger tells Prometheus about it.

#ifndef MINGCE_LIB_RPC_LEDGER_METRICS_H_
#define MINGCE_LIB_RPC_LEDGER_METRICS_H_

#include "lib/ledger/ledger.h"
#include "lib/rpc/metrics.h"

namespace mingce::rpc {

// ledger_commands_total, ledger_batches_total, ledger_refused_total, ledger_replayed_total,
// ledger_commit_seconds_total, ledger_waiting_commands, ledger_head_sequence, audit_entries.
// `ledger` outlives `metrics`.
void AddLedgerReadings(const ledger::Ledger& ledger, Metrics* metrics);

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_LEDGER_METRICS_H_
