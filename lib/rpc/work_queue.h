// Bounded queues of work, one for each class of calls, each with workers of its own: a flood of one
// class leaves the others served.

#ifndef MINGCE_LIB_RPC_WORK_QUEUE_H_
#define MINGCE_LIB_RPC_WORK_QUEUE_H_

#include <array>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "lib/base/mutex.h"
#include "mingce/policy/v1/policy.pb.h"

namespace mingce::rpc {

// Calls of one class, begun in the order they came. Thread-safe.
class WorkQueue {
 public:
  // `per_caller` of the `limit` places may be one caller's.
  WorkQueue(std::size_t limit, std::size_t per_caller, int workers);
  ~WorkQueue() { Drain(); }

  // Takes a place for `caller` and queues `work`; false, and nothing done, when all places, or all
  // that one caller may have, are taken, or after Drain. The place is held until Release: a worker
  // hands a write to the ledger and is free again, but request and answer stay in memory until the
  // answer has left, and that is what the limit bounds.
  [[nodiscard]] bool Add(const std::string& caller, std::function<void()> work);

  // Gives a place of `caller` back: once for each Add that returned true, when its call is over.
  void Release(const std::string& caller);

  // Places taken: calls waiting, running, waiting for the ledger or for their answer to leave.
  std::size_t taken() const;

  // Runs what waits, then stops the workers. Idempotent.
  void Drain();

 private:
  void Work();

  const std::size_t limit_;
  const std::size_t per_caller_;
  mutable Mutex mu_;
  CondVar changed_;
  std::deque<std::function<void()>> work_ ABSL_GUARDED_BY(mu_);
  std::size_t taken_ ABSL_GUARDED_BY(mu_) = 0;
  absl::flat_hash_map<std::string, std::size_t> taken_by_ ABSL_GUARDED_BY(mu_);
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  std::vector<std::thread> workers_;
};

// One queue a class. Limits: control 16, eligibility 256, interactive 256, batch 64, feed 32
// unanswered calls, of feed 3 a caller; beyond them a call is refused at once with QUEUE_FULL,
// which a client may retry.
class WorkQueues {
 public:
  WorkQueues();

  WorkQueue& of(policy::v1::QueueClass queue_class) {
    return *queues_[static_cast<std::size_t>(queue_class)];
  }
  void Drain();

 private:
  std::array<std::unique_ptr<WorkQueue>, policy::v1::QueueClass_ARRAYSIZE> queues_;
};

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_WORK_QUEUE_H_
