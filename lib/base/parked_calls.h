// Calls that wait for something to become true, without a thread each.
//
// A worker that waits serves nobody else, and a class of calls has two: a handful of callers that
// ask for what is not there yet would stop everybody. Waiting calls are parked here instead, all on
// one thread, which goes on with each of them when its time has come.

#ifndef MINGCE_LIB_BASE_PARKED_CALLS_H_
#define MINGCE_LIB_BASE_PARKED_CALLS_H_

#include <chrono>
#include <functional>
#include <list>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/time/time.h"
#include "lib/base/mutex.h"

namespace mingce {

// Thread-safe. How many calls there can be is for the callers to bound.
class ParkedCalls {
 public:
  ParkedCalls();
  ~ParkedCalls() { Stop(); }
  ParkedCalls(const ParkedCalls&) = delete;
  ParkedCalls& operator=(const ParkedCalls&) = delete;

  // Calls `go_on` once, on the thread of the parked calls: when `ready` says so, when `at_most` has
  // passed, whatever the wall clock does, or when Stop is called. After Stop: before Park returns.
  // `ready` is asked every few milliseconds; it must be quick and must not call Park or Stop.
  // `go_on` is not told which it was, and looks for itself.
  void Park(std::function<bool()> ready, absl::Duration at_most, std::function<void()> go_on);

  // Goes on with all of them, then ends the thread. Idempotent.
  void Stop();

 private:
  struct Call {
    std::function<bool()> ready;
    std::chrono::steady_clock::time_point until;
    std::function<void()> go_on;
  };

  void Watch();

  Mutex mu_;
  CondVar changed_;
  std::list<Call> calls_ ABSL_GUARDED_BY(mu_);
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  std::thread thread_;
};

}  // namespace mingce

#endif  // MINGCE_LIB_BASE_PARKED_CALLS_H_
