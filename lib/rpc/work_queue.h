// Bounded queues of work, one for each class of calls, each with workers of its own: a flood of one
// class leaves the others served, and a flood of one caller leaves the other callers served.

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
#include "absl/container/node_hash_map.h"
#include "lib/base/mutex.h"
#include "lib/rpc/given_up_calls.h"
#include "lib/rpc/unread_answers.h"
#include "mingce/policy/v1/policy.pb.h"

namespace mingce::rpc {

// Calls of one class. Those of one caller begin in the order they came; callers take turns, so that
// who sends one call waits for one of each other caller, however many they sent. Thread-safe.
class WorkQueue {
 public:
  // A quarter of the `places` may be one caller's.
  WorkQueue(std::size_t places, int workers);
  WorkQueue(std::size_t places, std::size_t per_caller, int workers);
  ~WorkQueue() { Drain(); }

  // Takes a place for `caller` and queues `work`; false, and nothing done, when all places, or all
  // that one caller may have, are taken, or after Drain. The place is held until Release: a worker
  // hands a write to the ledger and is free again, but request and answer stay in memory until the
  // answer has left, and that is what the places bound.
  [[nodiscard]] bool Add(const std::string& caller, std::function<void()> work);

  // Gives a place of `caller` back: once for each Add that returned true, when its call is over.
  void Release(const std::string& caller);

  // Places taken: calls waiting, running, waiting for the ledger or for their answer to leave.
  std::size_t taken() const;

  // Runs what waits, then stops the workers. Idempotent.
  void Drain();

 private:
  struct Caller {
    std::size_t taken = 0;
    std::deque<std::function<void()>> waiting;
  };

  void Work();
  std::function<void()> TakeNext() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  const std::size_t places_;
  const std::size_t per_caller_;
  mutable Mutex mu_;
  CondVar changed_;
  std::size_t taken_ ABSL_GUARDED_BY(mu_) = 0;
  absl::node_hash_map<std::string, Caller> callers_ ABSL_GUARDED_BY(mu_);  // who have a place
  std::deque<Caller*> turns_ ABSL_GUARDED_BY(mu_);  // who wait, each once; whose turn it is first
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  std::vector<std::thread> workers_;
};

// One queue a class; docs/api.md has their places and workers. Beyond them a call is refused at
// once with QUEUE_FULL, which a client may retry.
class WorkQueues {
 public:
  WorkQueues();

  WorkQueue& of(policy::v1::QueueClass queue_class) {
    return *queues_[static_cast<std::size_t>(queue_class)];
  }

  // The calls that come to no queue, and the answers that have not left and hold places.
  GivenUpCalls& given_up_calls() { return given_up_calls_; }
  UnreadAnswers& unread_answers() { return unread_answers_; }

  void Drain();

 private:
  std::array<std::unique_ptr<WorkQueue>, policy::v1::QueueClass_ARRAYSIZE> queues_;
  GivenUpCalls given_up_calls_;
  UnreadAnswers unread_answers_;
};

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_WORK_QUEUE_H_
