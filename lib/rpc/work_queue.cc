#include "lib/rpc/work_queue.h"

#include <utility>

namespace mingce::rpc {

WorkQueue::WorkQueue(std::size_t limit, std::size_t per_caller, int workers)
    : limit_(limit), per_caller_(per_caller) {
  for (int i = 0; i < workers; ++i) workers_.emplace_back([this] { Work(); });
}

bool WorkQueue::Add(const std::string& caller, std::function<void()> work) {
  MutexLock lock(&mu_);
  if (stopping_ || taken_ >= limit_) return false;
  std::size_t& own = taken_by_[caller];
  if (own >= per_caller_) return false;
  ++own;
  ++taken_;
  work_.push_back(std::move(work));
  changed_.Signal();
  return true;
}

void WorkQueue::Release(const std::string& caller) {
  MutexLock lock(&mu_);
  --taken_;
  const auto own = taken_by_.find(caller);
  if (--own->second == 0) taken_by_.erase(own);
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

void WorkQueue::Work() {
  for (;;) {
    std::function<void()> work;
    {
      MutexLock lock(&mu_);
      while (work_.empty() && !stopping_) changed_.WaitFor(&mu_, absl::Seconds(60));
      if (work_.empty()) return;
      work = std::move(work_.front());
      work_.pop_front();
    }
    work();
  }
}

WorkQueues::WorkQueues() {
  using policy::v1::QueueClass;
  const auto make = [this](QueueClass queue_class, std::size_t limit, std::size_t per_caller,
                           int workers) {
    queues_[static_cast<std::size_t>(queue_class)] =
        std::make_unique<WorkQueue>(limit, per_caller, workers);
  };
  make(policy::v1::CONTROL, 16, 16, 1);
  make(policy::v1::ELIGIBILITY, 256, 256, 2);
  make(policy::v1::INTERACTIVE, 256, 256, 2);
  make(policy::v1::BATCH, 64, 64, 2);
  // Long polls sit on their worker. A service has a handful of followers, and each needs one poll,
  // one more while it comes back from a cut connection, and one whose answer it has and we do not
  // know it: with more, one could keep the others out.
  make(policy::v1::FEED, 32, 3, 8);
}

void WorkQueues::Drain() {
  for (const std::unique_ptr<WorkQueue>& queue : queues_) {
    if (queue != nullptr) queue->Drain();
  }
}

}  // namespace mingce::rpc
