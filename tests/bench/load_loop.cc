#include "tests/bench/load_loop.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "lib/base/mutex.h"

namespace mingce::bench {
namespace {

constexpr absl::Duration kCallDeadline = absl::Seconds(10);

// Counts clients down to none.
class Latch {
 public:
  explicit Latch(std::size_t count) : count_(count) {}
  void Arrive() {
    MutexLock lock(&mu_);
    if (--count_ == 0) none_left_.SignalAll();
  }
  void Wait() {
    MutexLock lock(&mu_);
    while (count_ > 0) none_left_.WaitFor(&mu_, absl::Seconds(1));
  }

 private:
  Mutex mu_;
  CondVar none_left_;
  std::size_t count_ ABSL_GUARDED_BY(mu_);
};

struct Client {
  std::size_t index = 0;
  std::unique_ptr<grpc::ClientContext> context;
  absl::Time begun;
  std::vector<absl::Duration> latencies;
  std::int64_t failed = 0;
  std::string first_failure;
};

// Each client is used by one callback at a time, so needs no lock.
class Load {
 public:
  Load(std::size_t clients, const Clock& clock, const BeginCall& begin, absl::Time end)
      : clock_(clock), begin_(begin), end_(end), clients_(clients), latch_(clients) {
    for (std::size_t i = 0; i < clients; ++i) clients_[i].index = i;
  }

  void Run() {
    for (Client& client : clients_) Ask(&client);
    latch_.Wait();
  }

  std::vector<Client>& clients() { return clients_; }

 private:
  void Ask(Client* client) {
    client->context = std::make_unique<grpc::ClientContext>();
    client->begun = clock_.Now();
    client->context->set_deadline(absl::ToChronoTime(client->begun + kCallDeadline));
    begin_(client->index, client->context.get(),
           [this, client](const grpc::Status& status) { Answered(client, status); });
  }

  void Answered(Client* client, const grpc::Status& status) {
    const absl::Time now = clock_.Now();
    if (status.ok()) {
      client->latencies.push_back(now - client->begun);
    } else {
      ++client->failed;
      if (client->first_failure.empty()) client->first_failure = status.error_message();
    }
    if (now < end_) {
      Ask(client);
    } else {
      latch_.Arrive();
    }
  }

  const Clock& clock_;
  const BeginCall& begin_;
  const absl::Time end_;
  std::vector<Client> clients_;
  Latch latch_;
};

}  // namespace

LoadResult RunLoad(std::size_t clients, absl::Duration duration, const Clock& clock,
                   const BeginCall& begin) {
  const absl::Time start = clock.Now();
  Load load(clients, clock, begin, start + duration);
  load.Run();
  LoadResult result;
  result.seconds = absl::ToDoubleSeconds(clock.Now() - start);
  std::vector<absl::Duration> all;
  for (Client& client : load.clients()) {
    all.insert(all.end(), client.latencies.begin(), client.latencies.end());
    result.failed += client.failed;
    if (result.first_failure.empty()) result.first_failure = client.first_failure;
  }
  std::sort(all.begin(), all.end());
  result.answered = static_cast<std::int64_t>(all.size());
  result.p50 = Percentile(all, 0.50);
  result.p99 = Percentile(all, 0.99);
  return result;
}

absl::Duration Percentile(const std::vector<absl::Duration>& sorted, double share) {
  if (sorted.empty()) return absl::ZeroDuration();
  const auto index = static_cast<std::size_t>(share * static_cast<double>(sorted.size()));
  return sorted[std::min(index, sorted.size() - 1)];
}

}  // namespace mingce::bench
