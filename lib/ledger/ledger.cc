#include "lib/ledger/ledger.h"

#include <chrono>
#include <thread>
#include <utility>

#include "lib/base/ids.h"
#include "lib/base/mutex.h"
#include "lib/base/status_macros.h"
#include "lib/ledger/answer_age.h"
#include "lib/ledger/batch_builder.h"
#include "lib/ledger/command_queue.h"
#include "lib/ledger/errors.h"
#include "lib/ledger/read_events.h"
#include "lib/ledger/records.h"
#include "lib/seal/digest.h"

namespace mingce::ledger {
namespace {

constexpr absl::Duration kForgetEvery = absl::Minutes(1);
constexpr std::size_t kForgetAtMost = 500;  // rows a batch, so that forgetting never delays a call

class SingleWriterLedger final : public Ledger {
 public:
  SingleWriterLedger(kv::KvStore* store, const Clock* clock, Options options, std::string epoch,
                     HeadRecord head)
      : store_(store),
        clock_(clock),
        options_(std::move(options)),
        epoch_(std::move(epoch)),
        head_(head),
        answer_age_(absl::FromUnixMicros(head.time_micros), clock->Now(), clock->SteadyNow()),
        waiting_(options_.max_batch, options_.max_batch_weight),
        durable_(head),
        writer_([this] { Run(); }) {}
  ~SingleWriterLedger() override { Drain(); }

  void Submit(Command command) override {
    absl::Status refusal;
    {
      MutexLock lock(&mu_);
      if (draining_) {
        refusal = ShuttingDown();
      } else if (waiting_.size() >= options_.max_waiting) {
        refusal = QueueFull();
      } else if (!has_room_ && !(has_room_ = store_->HasRoom())) {
        refusal = DiskNearlyFull();
      } else {
        waiting_.Push(std::move(command));
        arrived_.SignalAll();
        return;
      }
    }
    command.done(refusal);
  }

  Cursor Head() const override {
    MutexLock lock(&mu_);
    return ToCursor(durable_);
  }

  absl::StatusOr<Cursor> HeadIn(const kv::Reader& moment) const override {
    MINGCE_ASSIGN_OR_RETURN(const HeadRecord head, ReadHead(moment, options_.tables.meta));
    return ToCursor(head);
  }

  absl::string_view source() const override { return options_.source; }

  AuditHead NewestAudit() const override {
    MutexLock lock(&mu_);
    return {.sequence = durable_.audit_sequence, .hash = durable_.audit_hash};
  }

  absl::StatusOr<EventPage> ReadEvents(const Cursor& cursor, std::size_t max_events,
                                       std::size_t max_bytes) const override {
    return ReadEventsAfter(*store_, options_.tables.event, cursor, Head(), max_events, max_bytes);
  }

  void WaitForEvents(std::uint64_t sequence, absl::Time deadline) const override {
    // Once: a wall clock that is set back meanwhile must not prolong the wait.
    const absl::Duration end = clock_->SteadyNow() + (deadline - clock_->Now());
    MutexLock lock(&mu_);
    while (!released_ && durable_.event_sequence <= sequence) {
      const absl::Duration left = end - clock_->SteadyNow();
      if (left <= absl::ZeroDuration()) return;
      published_.WaitFor(&mu_, left);
    }
  }

  void ReleaseWaiters() override {
    MutexLock lock(&mu_);
    released_ = true;
    published_.SignalAll();
  }

  Statistics statistics() const override {
    MutexLock lock(&mu_);
    Statistics statistics = statistics_;
    statistics.waiting = waiting_.size();
    return statistics;
  }

  void Drain() override {
    {
      MutexLock lock(&mu_);
      draining_ = true;
      released_ = true;
      arrived_.SignalAll();
      published_.SignalAll();
    }
    if (writer_.joinable()) writer_.join();
  }

 private:
  void Run();
  void Process(std::vector<Command> commands);
  [[noreturn]] void Die(const absl::Status& status) {
    options_.on_fatal(status);
    std::abort();  // on_fatal must not return; going on could acknowledge what is not stored
  }

  Cursor ToCursor(const HeadRecord& head) const {
    return {.epoch = epoch_,
            .sequence = head.event_sequence,
            .hash = head.event_sequence == 0 ? std::string()
                                             : std::string(seal::AsView(head.event_hash))};
  }

  kv::KvStore* const store_;
  const Clock* const clock_;
  const Options options_;
  const std::string epoch_;

  HeadRecord head_;  // the writer's own: newest committed
  AnswerAge answer_age_;
  absl::Duration next_forgetting_ = -absl::InfiniteDuration();  // by the steady clock

  mutable Mutex mu_;
  CondVar arrived_;
  mutable CondVar published_;
  CommandQueue waiting_ ABSL_GUARDED_BY(mu_);
  HeadRecord durable_ ABSL_GUARDED_BY(mu_);  // what readers may see
  Statistics statistics_ ABSL_GUARDED_BY(mu_);
  bool draining_ ABSL_GUARDED_BY(mu_) = false;
  // After the last batch; looked at anew by each command while there is none.
  bool has_room_ ABSL_GUARDED_BY(mu_) = false;
  bool released_ ABSL_GUARDED_BY(mu_) = false;

  std::thread writer_;  // last: it uses everything above
};

void SingleWriterLedger::Run() {
  for (;;) {
    std::vector<Command> taken;
    {
      MutexLock lock(&mu_);
      while (waiting_.empty() && !draining_) arrived_.WaitFor(&mu_, absl::Seconds(60));
      if (waiting_.empty()) return;
      taken = waiting_.TakeBatch();
    }
    Process(std::move(taken));
  }
}

void SingleWriterLedger::Process(std::vector<Command> commands) {
  const absl::Time now = clock_->Now();
  const absl::Duration steady = clock_->SteadyNow();
  const AnswerAge::Times age = answer_age_.Look(now, steady);
  BatchBuilder batch(store_, options_.tables, options_.source, epoch_, head_, now, age.recorded,
                     options_.listener);
  for (Command& command : commands) {
    if (const absl::Status read = batch.Decide(std::move(command)); !read.ok()) Die(read);
  }
  if (age.oldest.has_value() && steady >= next_forgetting_) {
    next_forgetting_ = steady + kForgetEvery;
    const absl::Status read =
        batch.ForgetRequests(*age.oldest - options_.request_ttl, kForgetAtMost);
    if (!read.ok()) Die(read);
  }
  const std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
  if (!batch.empty()) {
    if (const absl::Status committed = store_->Commit(batch.Assemble()); !committed.ok()) {
      Die(committed);
    }
    head_ = batch.head();
  }
  if (options_.listener != nullptr) options_.listener->OnDurable();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  const bool has_room = store_->HasRoom();
  {
    MutexLock lock(&mu_);
    // An audit entry is no event: most batches need not wake the followers.
    if (durable_.event_sequence != head_.event_sequence) published_.SignalAll();
    durable_ = head_;
    has_room_ = has_room;
    statistics_.commands += batch.outcomes().size();
    statistics_.batches += 1;
    statistics_.refused += batch.refused();
    statistics_.replayed += batch.replayed();
    statistics_.commit_seconds += took.count();
  }
  for (BatchBuilder::Outcome& outcome : batch.outcomes()) outcome.done(std::move(outcome.result));
}

}  // namespace

absl::StatusOr<Receipt> Ledger::SubmitAndWait(Command command) {
  Mutex mu;
  CondVar finished;
  std::optional<absl::StatusOr<Receipt>> outcome;
  command.done = [&](absl::StatusOr<Receipt> result) {
    MutexLock lock(&mu);
    outcome = std::move(result);
    finished.SignalAll();
  };
  Submit(std::move(command));
  MutexLock lock(&mu);
  while (!outcome.has_value()) finished.WaitFor(&mu, absl::Seconds(60));
  return *std::move(outcome);
}

absl::StatusOr<std::unique_ptr<Ledger>> Ledger::Open(kv::KvStore* store, const Clock* clock,
                                                     Options options) {
  const std::string epoch_key = MetaKey(options.tables.meta, "epoch");
  MINGCE_ASSIGN_OR_RETURN(std::optional<std::string> epoch, store->Get(epoch_key));
  if (!epoch.has_value()) {
    epoch = NewOpaqueId();
    kv::Batch batch;
    batch.Put(epoch_key, *epoch);
    MINGCE_RETURN_IF_ERROR(store->Commit(batch));
  }
  MINGCE_ASSIGN_OR_RETURN(const HeadRecord head, ReadHead(*store, options.tables.meta));
  return std::make_unique<SingleWriterLedger>(store, clock, std::move(options), *std::move(epoch),
                                              head);
}

}  // namespace mingce::ledger
