// What the three services' processes have in common once they are built: serving, and draining.

#ifndef MINGCE_LIB_PROCESS_DAEMON_H_
#define MINGCE_LIB_PROCESS_DAEMON_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lib/base/clock.h"
#include "lib/ledger/ledger.h"
#include "lib/process/certificate_watch.h"
#include "lib/rpc/ledger_audit.h"
#include "lib/rpc/metrics.h"
#include "lib/rpc/server.h"
#include "lib/rpc/work_queue.h"

namespace mingce::process {

// The end of a process whose store failed: says so and exits with 70, so that the supervisor starts
// it again. Nothing may be acknowledged after a storage error; opening the store anew recovers
// everything that was.
[[noreturn]] void LeaveAfterStoreError(const absl::Status& status);

// What a service serves with. All outlive the call; absent parts are null.
struct Serving {
  absl::string_view service;  // "members"
  rpc::Server* server;
  std::string listen;  // what `server` was told to listen on
  rpc::Metrics* metrics;
  rpc::WorkQueues* queues;
  const Clock* clock;
  CertificateWatch* certificates;
  ledger::Ledger* ledger = nullptr;
  rpc::LedgerAudit* audit = nullptr;
  std::function<bool()> ready;           // what health says; asked about every 200 ms
  std::function<void()> stop_following;  // ends the feeds this service follows
};

// Adds the certificates' metrics, says that the service listens, serves until SIGTERM or SIGINT,
// then drains: health says NOT_SERVING, long polls end, running calls have 5 s, everything accepted
// is answered. A certificate that ends soon is warned of daily. A service that takes no connections
// any more (lib/process/self_probe.h) says so and leaves with 70, to be started again; everything
// it acknowledged is durable.
void ServeUntilStopped(const Serving& serving);

}  // namespace mingce::process

#endif  // MINGCE_LIB_PROCESS_DAEMON_H_
