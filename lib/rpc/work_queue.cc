#include "lib/rpc/work_queue.h"

#include <utility>

namespace mingce::rpc {

WorkQueue::WorkQueue(std::size_t places, int workers) : WorkQueue(places, places / 4, workers) {}

WorkQueue::WorkQueue(std::size_t places, std::size_t per_caller, int workers)
    : places_(places), per_caller_(per_caller) {
  for (int i = 0; i < workers; ++i) workers_.emplace_back([this] { Work(); });
}

bool WorkQueue::Add(const std::string& caller, std::function<void()> work) {
  MutexLock lock(&mu_);
  if (stopping_ || taken_ >= places_) return false;
  Caller& own = callers_[caller];
  if (own.taken >= per_caller_) return false;
  ++own.taken;
  ++taken_;
  if (own.waiting.empty()) turns_.push_back(&own);
  own.waiting.push_back(std::move(work));
  changed_.Signal();
  return true;
}

void WorkQueue::Release(const std::string& caller) {
  MutexLock lock(&mu_);
  --taken_;
  const auto own = callers_.find(caller);
  // What waits has a place, so who has none does not wait.
  if (--own->second.taken == 0) callers_.erase(own);
}

std::size_t WorkQueue::taken() const {
  MutexLock lock(&mu_);
  return taken_;
}

void WorkQueue::Drain() {
  {
    MutexLock lock(&mu_);
    stopping_ = true;
    changed_.SignalAll();
  }
  for (std::thread& worker : workers_) {
    if (worker.joinable()) worker.join();
  }
}

std::function<void()> WorkQueue::TakeNext() {
  Caller* const caller = turns_.front();
  turns_.pop_front();
  std::function<void()> work = std::move(caller->waiting.front());
  caller->waiting.pop_front();
  if (!caller->waiting.empty()) turns_.push_back(caller);
  return work;
}

void WorkQueue::Work() {
  for (;;) {
    std::function<void()> work;
    {
      MutexLock lock(&mu_);
      while (turns_.empty() && !stopping_) changed_.WaitFor(&mu_, absl::Seconds(60));
      if (turns_.empty()) return;
      work = TakeNext();
    }
    work();
  }
}

WorkQueues::WorkQueues() {
  using policy::v1::QueueClass;
  const auto queue = [this](QueueClass queue_class) -> std::unique_ptr<WorkQueue>& {
    return queues_[static_cast<std::size_t>(queue_class)];
  };
  queue(policy::v1::CONTROL) = std::make_unique<WorkQueue>(16, 1);
  queue(policy::v1::ELIGIBILITY) = std::make_unique<WorkQueue>(1024, 2);
  queue(policy::v1::INTERACTIVE) = std::make_unique<WorkQueue>(256, 2);
  queue(policy::v1::IMPORT) = std::make_unique<WorkQueue>(64, 2);
  queue(policy::v1::ELIGIBILITY_BATCH) = std::make_unique<WorkQueue>(64, 2);
  // Long polls sit on their worker. A service has a handful of followers, and each needs one poll,
  // one more while it comes back from a cut connection, and one whose answer it has and we do not
  // know it: with more, one could keep the others out.
  queue(policy::v1::FEED) = std::make_unique<WorkQueue>(32, /*per_caller=*/3, 8);
}

void WorkQueues::Drain() {
  for (const std::unique_ptr<WorkQueue>& queue : queues_) {
    if (queue != nullptr) queue->Drain();
  }
}

}  // namespace mingce::rpc
