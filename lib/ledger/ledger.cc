#include "lib/ledger/ledger.h"

#include <chrono>
#include <deque>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/base/mutex.h"
#include "lib/base/status_macros.h"
#include "lib/ledger/records.h"
#include "lib/seal/chain.h"

namespace mingce::ledger {
namespace {

constexpr absl::Duration kForgetEvery = absl::Minutes(1);
constexpr std::size_t kForgetAtMost = 500;  // rows a batch, so that forgetting never delays a call

absl::Status Refuse(absl::StatusCode code, absl::string_view reason, absl::string_view en,
                    absl::string_view zh) {
  return MakeError(code, en,
                   {.reason = std::string(reason),
                    .domain = "mingce.ledger",
                    .message_zh = std::string(zh)});
}

class SingleWriterLedger final : public Ledger {
 public:
  SingleWriterLedger(kv::KvStore* store, const Clock* clock, Options options, std::string epoch,
              HeadRecord head)
      : store_(store),
        clock_(clock),
        options_(std::move(options)),
        epoch_(std::move(epoch)),
        head_(head),
        durable_(head),
        writer_([this] { Run(); }) {}
  ~SingleWriterLedger() override { Drain(); }

  void Submit(Command command) override {
    absl::Status refusal;
    {
      MutexLock lock(&mu_);
      if (draining_) {
        refusal = Refuse(absl::StatusCode::kUnavailable, "SHUTTING_DOWN",
                         "the service is shutting down; try again", "服务正在停止，请稍后重试");
      } else if (waiting_.size() >= options_.max_waiting) {
        refusal = Refuse(absl::StatusCode::kResourceExhausted, "QUEUE_FULL",
                         "too many writes are waiting; try again", "等待写入的请求过多，请稍后重试");
      } else {
        waiting_.push_back(std::move(command));
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

  std::uint64_t AuditEntries() const override {
    MutexLock lock(&mu_);
    return durable_.audit_sequence;
  }

  absl::StatusOr<EventPage> ReadEvents(const Cursor& cursor, std::size_t max_events,
                                       std::size_t max_bytes) const override;

  void WaitForEvents(std::uint64_t sequence, absl::Time deadline) const override {
    MutexLock lock(&mu_);
    while (!released_ && durable_.event_sequence <= sequence) {
      const absl::Duration left = deadline - clock_->Now();
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
  // One batch being built.
  struct Building {
    Changes decided;
    std::vector<std::string> events;
    std::vector<audit::Entry> audit;
    std::vector<std::pair<std::function<void(absl::StatusOr<Receipt>)>, absl::StatusOr<Receipt>>>
        outcomes;
    absl::Time now;
    bool time_suspect = false;
    std::uint64_t refused = 0;
    std::uint64_t replayed = 0;
  };

  void Run();
  void Process(std::vector<Command> commands);
  absl::StatusOr<Receipt> Decide(Command& command, audit::Entry* audit, Building* building);
  absl::Status ForgetOldRequests(Building* building);
  kv::Batch Assemble(Building* building);
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
  absl::Time next_forgetting_ = absl::InfinitePast();

  mutable Mutex mu_;
  CondVar arrived_;
  mutable CondVar published_;
  std::deque<Command> waiting_ ABSL_GUARDED_BY(mu_);
  HeadRecord durable_ ABSL_GUARDED_BY(mu_);  // what readers may see
  Statistics statistics_ ABSL_GUARDED_BY(mu_);
  bool draining_ ABSL_GUARDED_BY(mu_) = false;
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
      while (!waiting_.empty() && taken.size() < options_.max_batch) {
        taken.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
      }
    }
    Process(std::move(taken));
  }
}

void SingleWriterLedger::Process(std::vector<Command> commands) {
  Building building;
  const absl::Time wall = clock_->Now();
  const absl::Time last = absl::FromUnixMicros(head_.time_micros);
  building.now = std::max(wall, last);  // time recorded never runs backwards
  building.time_suspect = wall < last;
  for (Command& command : commands) {
    std::optional<audit::Entry> audit = std::move(command.audit);
    absl::StatusOr<Receipt> outcome =
        Decide(command, audit.has_value() ? &*audit : nullptr, &building);
    if (!outcome.ok()) ++building.refused;
    if (outcome.ok() && outcome->replayed) ++building.replayed;
    if (audit.has_value()) {
      if (!outcome.ok()) {
        const std::string reason = ReasonOf(outcome.status());
        audit->decision = reason.empty() ? absl::StatusCodeToString(outcome.status().code()) : reason;
      } else if (outcome->replayed) {
        audit->decision = "REPLAYED";
      } else if (audit->decision.empty()) {
        audit->decision = "OK";
      }
      if (command.validate_only) audit->detail = "validate_only";
      building.audit.push_back(*std::move(audit));
    }
    building.outcomes.emplace_back(std::move(command.done), std::move(outcome));
  }
  if (const absl::Status status = ForgetOldRequests(&building); !status.ok()) Die(status);

  const std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
  if (!building.decided.empty() || !building.events.empty() || !building.audit.empty()) {
    const absl::Status committed = store_->Commit(Assemble(&building));
    if (!committed.ok()) Die(committed);
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  {
    MutexLock lock(&mu_);
    durable_ = head_;
    statistics_.commands += building.outcomes.size();
    statistics_.batches += 1;
    statistics_.refused += building.refused;
    statistics_.replayed += building.replayed;
    statistics_.commit_seconds += took.count();
    published_.SignalAll();
  }
  for (auto& [done, outcome] : building.outcomes) done(std::move(outcome));
}

absl::StatusOr<Receipt> SingleWriterLedger::Decide(Command& command, audit::Entry* audit,
                                            Building* building) {
  Transaction transaction(store_, &building->decided,
                          head_.event_sequence + building->events.size() + 1, building->now,
                          epoch_);
  if (command.request.has_value()) {
    const absl::StatusOr<std::optional<std::string>> row =
        transaction.Get(RequestRowKey(options_.tables.request, *command.request));
    if (!row.ok()) Die(row.status());
    if (row->has_value()) {
      std::optional<RequestRecord> first = DecodeRequest(**row);
      if (!first.has_value()) Die(absl::DataLossError("a stored answer is not readable"));
      if (first->fingerprint != command.request->fingerprint) {
        return Refuse(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED",
                      "request_id was used for another request; make a new one",
                      "request_id 已用于另一个请求，请换一个新的");
      }
      return Receipt{.answer = std::move(first->answer),
                     .sequence = transaction.next_event_sequence() - 1,
                     .replayed = true};
    }
  }
  absl::StatusOr<std::string> answer = command.decide(transaction, audit);
  if (!answer.ok()) {
    // An error without a reason is none of a verb's: the store could not be read. It must not go on
    // deciding.
    const absl::Status& status = answer.status();
    if (ReasonOf(status).empty() && (absl::IsDataLoss(status) || absl::IsInternal(status))) {
      Die(status);
    }
    return answer.status();
  }
  if (command.validate_only) {
    return Receipt{.answer = *std::move(answer),
                   .sequence = head_.event_sequence + building->events.size()};
  }
  for (auto& [key, value] : transaction.own()) building->decided[key] = std::move(value);
  for (std::string& event : transaction.events()) building->events.push_back(std::move(event));
  for (audit::Entry& entry : transaction.audit()) building->audit.push_back(std::move(entry));
  if (command.request.has_value()) {
    const std::int64_t micros = absl::ToUnixMicros(building->now);
    building->decided[RequestRowKey(options_.tables.request, *command.request)] =
        EncodeRequest({.fingerprint = command.request->fingerprint,
                       .time_micros = micros,
                       .answer = *answer});
    building->decided[RequestAgeKey(options_.tables.request, micros, *command.request)] = "";
  }
  return Receipt{.answer = *std::move(answer),
                 .sequence = head_.event_sequence + building->events.size()};
}

absl::Status SingleWriterLedger::ForgetOldRequests(Building* building) {
  if (building->now < next_forgetting_) return absl::OkStatus();
  next_forgetting_ = building->now + kForgetEvery;
  const std::int64_t before = absl::ToUnixMicros(building->now - options_.request_ttl);
  std::vector<AgedRequest> old;
  MINGCE_RETURN_IF_ERROR(store_->Scan(RequestAgePrefix(options_.tables.request),
                                      [&](absl::string_view key, absl::string_view) {
                                        std::optional<AgedRequest> aged = AgedRequestOfKey(key);
                                        if (!aged.has_value() || aged->time_micros >= before ||
                                            old.size() == kForgetAtMost) {
                                          return false;
                                        }
                                        old.push_back(*std::move(aged));
                                        return true;
                                      }));
  for (const AgedRequest& aged : old) {
    building->decided[RequestRowKey(options_.tables.request, aged.request)] = std::nullopt;
    building->decided[RequestAgeKey(options_.tables.request, aged.time_micros, aged.request)] =
        std::nullopt;
  }
  return absl::OkStatus();
}

kv::Batch SingleWriterLedger::Assemble(Building* building) {
  kv::Batch batch;
  for (auto& [key, value] : building->decided) {
    if (value.has_value()) {
      batch.Put(key, *std::move(value));
    } else {
      batch.Delete(key);
    }
  }
  for (const std::string& event : building->events) {
    head_.event_hash = seal::ChainHash(head_.event_hash, event);
    batch.Put(SequenceKey(options_.tables.event, ++head_.event_sequence),
              EncodeChained(head_.event_hash, event));
  }
  for (audit::Entry& entry : building->audit) {
    entry.sequence = ++head_.audit_sequence;
    entry.time_micros = absl::ToUnixMicros(building->now);
    entry.time_suspect = building->time_suspect;
    const std::string encoded = audit::Encode(entry);
    head_.audit_hash = seal::ChainHash(head_.audit_hash, encoded);
    batch.Put(SequenceKey(options_.tables.audit, entry.sequence),
              EncodeChained(head_.audit_hash, encoded));
  }
  head_.time_micros = absl::ToUnixMicros(building->now);
  batch.Put(MetaKey(options_.tables.meta, "head"), EncodeHead(head_));
  return batch;
}

absl::StatusOr<EventPage> SingleWriterLedger::ReadEvents(const Cursor& cursor, std::size_t max_events,
                                                  std::size_t max_bytes) const {
  const Cursor head = Head();
  if (!cursor.epoch.empty() && cursor.epoch != epoch_) {
    return Refuse(absl::StatusCode::kFailedPrecondition, "EPOCH_CHANGED",
                  "the stream began anew; rebuild from its beginning",
                  "事件流已重新开始，请从头重建");
  }
  if (cursor.sequence > head.sequence) {
    return Refuse(absl::StatusCode::kOutOfRange, "CURSOR_AHEAD",
                  "the cursor is beyond the newest event; rebuild from the beginning",
                  "游标超过最新事件，请从头重建");
  }
  if (cursor.sequence > 0) {
    MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> row,
                            store_->Get(SequenceKey(options_.tables.event, cursor.sequence)));
    const std::optional<ChainedRecord> record =
        row.has_value() ? DecodeChained(*row) : std::nullopt;
    if (!record.has_value() || record->hash != cursor.hash) {
      return Refuse(absl::StatusCode::kDataLoss, "CURSOR_HASH_MISMATCH",
                    "the event at the cursor is another one; rebuild from the beginning",
                    "游标处的事件不一致，请从头重建");
    }
  }
  EventPage page{.payloads = {}, .cursor = cursor, .head = head};
  page.cursor.epoch = epoch_;
  std::size_t bytes = 0;
  const std::string prefix(1, static_cast<char>(options_.tables.event));
  absl::Status bad;
  MINGCE_RETURN_IF_ERROR(store_->ScanFrom(
      prefix, SequenceKey(options_.tables.event, cursor.sequence + 1),
      [&](absl::string_view key, absl::string_view value) {
        const std::optional<std::uint64_t> sequence = SequenceOfKey(key);
        const std::optional<ChainedRecord> record = DecodeChained(value);
        if (sequence != page.cursor.sequence + 1 || !record.has_value()) {
          bad = absl::DataLossError("the event log has a gap or an unreadable row");
          return false;
        }
        if (*sequence > head.sequence || page.payloads.size() == max_events ||
            (bytes + record->payload.size() > max_bytes && !page.payloads.empty())) {
          return false;
        }
        bytes += record->payload.size();
        page.payloads.emplace_back(record->payload);
        page.cursor.sequence = *sequence;
        page.cursor.hash = std::string(record->hash);
        return true;
      }));
  if (!bad.ok()) return bad;
  return page;
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
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> row,
                          store->Get(MetaKey(options.tables.meta, "head")));
  HeadRecord head;
  if (row.has_value()) {
    const std::optional<HeadRecord> stored = DecodeHead(*row);
    if (!stored.has_value()) return absl::DataLossError("the ledger's head is not readable");
    head = *stored;
  }
  return std::make_unique<SingleWriterLedger>(store, clock, std::move(options), *std::move(epoch), head);
}

}  // namespace mingce::ledger
