// Bounded queues of work, one for each class of calls, each with workers of its own: a flood of one
// class leaves the others served.

#ifndef MINGCE_LIB_RPC_WORK_QUEUE_H_
#define MINGCE_LIB_RPC_WORK_QUEUE_H_

#include <array>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "lib/base/mutex.h"
#include "mingce/policy/v1/policy.pb.h"

namespace mingce::rpc {

// Work that waits in order. Thread-safe.
class WorkQueue {
 public:
  WorkQueue(std::size_t limit, int workers);
  ~WorkQueue() { Drain(); }

  // Queues `work`; false, and nothing done, when `limit` pieces wait already or after Drain.
  [[nodiscard]] bool Add(std::function<void()> work);

  // Pieces waiting, not counting those running.
  std::size_t waiting() const;

  // Runs what waits, then stops the workers. Idempotent.
  void Drain();

 private:
  void Work();

  const std::size_t limit_;
  mutable Mutex mu_;
  CondVar changed_;
  std::deque<std::function<void()>> work_ ABSL_GUARDED_BY(mu_);
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  std::vector<std::thread> workers_;
};

// One queue a class. Limits: control 16, eligibility 256, interactive 256, batch 64, feed 32
// waiting calls; beyond them a call is refused at once with QUEUE_FULL, which a client may retry.
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
