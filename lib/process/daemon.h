// What the three services' processes have in common once they are built: serving, and draining.

#ifndef MINGCE_LIB_PROCESS_DAEMON_H_
#define MINGCE_LIB_PROCESS_DAEMON_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lib/base/clock.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/ledger.h"
#include "lib/process/service_main.h"
#include "lib/rpc/authorizer.h"
#include "lib/rpc/ledger_audit.h"
#include "lib/rpc/metrics.h"
#include "lib/rpc/server.h"
#include "lib/rpc/service.h"
#include "lib/rpc/work_queue.h"

namespace mingce::process {

// The end of a process whose store failed: says so and exits with 70, so that the supervisor starts
// it again. Nothing may be acknowledged after a storage error; opening the store anew recovers
// everything that was.
[[noreturn]] void LeaveAfterStoreError(const absl::Status& status);

// What a service serves with. All outlive the call; absent parts are null.
struct Serving {
  absl::string_view service;  // "members"
  Config* config;
  std::string listen;          // host:port for calls
  std::string metrics_listen;  // host:port for Prometheus; "" for none
  std::vector<rpc::Service*> services;
  const rpc::Authorizer* authorizer;  // who is let in
  rpc::Metrics* metrics;
  rpc::WorkQueues* queues;
  const Clock* clock;
  const kv::KvStore* store;
  ledger::Ledger* ledger = nullptr;
  rpc::LedgerAudit* audit = nullptr;
  std::function<bool()> ready;            // what health says; asked about every 200 ms
  std::function<void()> start_following;  // begins with the feeds this service follows
  std::function<void()> stop_following;   // ends them
};

// Serves metrics, then calls, begins to follow, adds the certificates' metrics, and says that the
// service listens. Errors are of this start: those of rpc::Metrics::Serve and rpc::Server::Start.
//
// Serves until SIGTERM or SIGINT, then drains: health says NOT_SERVING, long polls end, running
// calls have 5 s, everything accepted is answered. A certificate that ends soon is warned of daily.
// A service that takes no connections any more (lib/process/self_probe.h) says so and leaves with
// 70, to be started again; everything it acknowledged is durable.
absl::Status ServeUntilStopped(const Serving& serving);

}  // namespace mingce::process

#endif  // MINGCE_LIB_PROCESS_DAEMON_H_
