#include "lib/rpc/work_queue.h"

#include <utility>

namespace mingce::rpc {

WorkQueue::WorkQueue(std::size_t limit, int workers) : limit_(limit) {
  for (int i = 0; i < workers; ++i) workers_.emplace_back([this] { Work(); });
}

bool WorkQueue::Add(std::function<void()> work) {
  MutexLock lock(&mu_);
  if (stopping_ || taken_ >= limit_) return false;
  ++taken_;
  work_.push_back(std::move(work));
  changed_.Signal();
  return true;
}

void WorkQueue::Release() {
  MutexLock lock(&mu_);
  --taken_;
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
  const auto make = [this](QueueClass queue_class, std::size_t limit, int workers) {
    queues_[static_cast<std::size_t>(queue_class)] = std::make_unique<WorkQueue>(limit, workers);
  };
  make(policy::v1::CONTROL, 16, 1);
  make(policy::v1::ELIGIBILITY, 256, 2);
  make(policy::v1::INTERACTIVE, 256, 2);
  make(policy::v1::BATCH, 64, 2);
  // Long polls sit on their worker; a service has a handful of followers.
  make(policy::v1::FEED, 32, 8);
}

void WorkQueues::Drain() {
  for (const std::unique_ptr<WorkQueue>& queue : queues_) {
    if (queue != nullptr) queue->Drain();
  }
}

}  // namespace mingce::rpc
