#include "lib/base/parked_calls.h"

#include <iterator>
#include <utility>

namespace mingce {
namespace {

using Steady = std::chrono::steady_clock;

constexpr absl::Duration kLook = absl::Milliseconds(5);
constexpr absl::Duration kIdle = absl::Seconds(60);

}  // namespace

ParkedCalls::ParkedCalls() : thread_([this] { Watch(); }) {}

void ParkedCalls::Park(std::function<bool()> ready, absl::Duration at_most,
                       std::function<void()> go_on) {
  {
    MutexLock lock(&mu_);
    if (!stopping_) {
      calls_.push_back({.ready = std::move(ready),
                        .until = Steady::now() + absl::ToChronoNanoseconds(at_most),
                        .go_on = std::move(go_on)});
      changed_.Signal();
      return;
    }
  }
  go_on();
}

void ParkedCalls::Stop() {
  {
    MutexLock lock(&mu_);
    stopping_ = true;
    changed_.Signal();
  }
  if (thread_.joinable()) thread_.join();
}

void ParkedCalls::Watch() {
  bool stopping = false;
  while (!stopping) {
    std::list<Call> due;
    {
      MutexLock lock(&mu_);
      if (!stopping_) changed_.WaitFor(&mu_, calls_.empty() ? kIdle : kLook);
      stopping = stopping_;
      const Steady::time_point now = Steady::now();
      for (auto call = calls_.begin(); call != calls_.end();) {
        const auto next = std::next(call);
        if (stopping || now >= call->until || call->ready()) due.splice(due.end(), calls_, call);
        call = next;
      }
    }
    for (const Call& call : due) call.go_on();
  }
}

}  // namespace mingce
