#ifndef MINGCE_LIB_RPC_DOORKEEPER_H_
#define MINGCE_LIB_RPC_DOORKEEPER_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/time/time.h"
#include "lib/base/clock.h"
#include "lib/base/mutex.h"
#include "lib/rpc/authorizer.h"
#include "lib/rpc/door.h"
#include "lib/rpc/metrics.h"
#include "lib/rpc/refusal_thinner.h"
#include "lib/rpc/service.h"
#include "lib/rpc/work_queue.h"

namespace mingce::rpc {

// The door of a service's process.
//
// A connection of somebody who is known to have no right at all is refused. So a stranger can send
// nothing, and costs a handshake.
//
// A call without the right to its method is refused as soon as its headers are there. Not the first
// few a minute of a caller: they go the whole way and are refused by the dispatcher
// (lib/rpc/service.h), with reason and Chinese sentence, which cannot be said here. Both refuse by
// the same rights, count the same metric and write the same entry in the audit log.
//
// So is a call of somebody who gives up most of what he begins (given_up_calls.h).
//
// Of all three the process's log names the identity, at most once an hour.
class Doorkeeper final : public Door {
 public:
  // Until Close. `metrics` may live longer than the door.
  struct Parts {
    const Clock* clock;
    const Authorizer* authorizer;
    WorkQueues* queues;
    std::vector<const Service*> services;
  };

  // Adds mingce_<service>_refused_connections_total to `metrics`.
  Doorkeeper(Parts parts, Metrics* metrics);

  bool LetsIn(absl::string_view identity) override;
  absl::Status CheckCall(absl::string_view identity, absl::string_view path) override;
  void Close() override;

 private:
  bool GoesTheWholeWay(absl::string_view identity) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  const std::shared_ptr<std::atomic<std::uint64_t>> refused_connections_;
  Mutex mu_;
  Parts parts_ ABSL_GUARDED_BY(mu_);
  bool closed_ ABSL_GUARDED_BY(mu_) = false;
  RareWarning no_role_ ABSL_GUARDED_BY(mu_){"connections refused: the identity has no role"};
  RareWarning no_right_ ABSL_GUARDED_BY(mu_){"calls refused: the identity has not the right"};
  RefusalThinner calls_ ABSL_GUARDED_BY(mu_);  // calls that go the whole way
  absl::Duration calls_swept_ ABSL_GUARDED_BY(mu_) = absl::ZeroDuration();
};

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_DOORKEEPER_H_
