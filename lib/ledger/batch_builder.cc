#include "lib/ledger/batch_builder.h"

#include <algorithm>
#include <optional>

#include "lib/base/error.h"
#include "lib/base/status_macros.h"
#include "lib/ledger/envelope.h"
#include "lib/ledger/errors.h"
#include "lib/seal/chain.h"

namespace mingce::ledger {
namespace {

// What the audit log says of a command that was not refused, unless its decision said more.
std::string DecisionOf(const absl::StatusOr<Receipt>& result) {
  if (result.ok()) return result->replayed ? "REPLAYED" : "OK";
  const std::string reason = ReasonOf(result.status());
  return reason.empty() ? absl::StatusCodeToString(result.status().code()) : reason;
}

// An error without a reason is none of a verb's: the store could not be read.
bool IsOfTheStore(const absl::Status& status) {
  return ReasonOf(status).empty() && (absl::IsDataLoss(status) || absl::IsInternal(status));
}

}  // namespace

BatchBuilder::BatchBuilder(const kv::Reader* store, Tables tables, absl::string_view source,
                           absl::string_view epoch, const HeadRecord& head, absl::Time wall,
                           absl::Time answered, EventListener* listener)
    : store_(store),
      tables_(tables),
      source_(source),
      epoch_(epoch),
      head_(head),
      time_suspect_(absl::ToUnixMicros(wall) < head.time_micros),
      now_(RecordAt(wall, &head_)),
      answered_(answered),
      listener_(listener) {}

absl::Status BatchBuilder::Decide(Command command) {
  std::optional<audit::Entry> audit = std::move(command.audit);
  absl::Status fatal;
  absl::StatusOr<Receipt> result = Run(command, audit.has_value() ? &*audit : nullptr, &fatal);
  if (!fatal.ok()) return fatal;
  if (!result.ok()) ++refused_;
  if (result.ok() && result->replayed) ++replayed_;
  if (audit.has_value()) {
    const bool decided_itself = result.ok() && !result->replayed && !audit->decision.empty();
    if (!decided_itself) audit->decision = DecisionOf(result);
    if (command.validate_only) {
      audit->detail =
          absl::StrCat("validate_only", audit->detail.empty() ? "" : " ", audit->detail);
    }
    audit_.push_back(*std::move(audit));
  }
  outcomes_.push_back({.done = std::move(command.done), .result = std::move(result)});
  return absl::OkStatus();
}

absl::StatusOr<Receipt> BatchBuilder::Run(Command& command, audit::Entry* audit,
                                          absl::Status* fatal) {
  Transaction transaction(store_, &changes_, newest_event() + 1, now_);
  if (command.request.has_value()) {
    MINGCE_ASSIGN_OR_RETURN(const std::optional<Receipt> first,
                            FirstAnswer(transaction, *command.request, fatal));
    if (first.has_value()) return *first;
  }
  absl::StatusOr<std::string> answer = command.decide(transaction, audit);
  if (!answer.ok()) {
    if (IsOfTheStore(answer.status())) *fatal = answer.status();
    return answer.status();
  }
  if (!command.validate_only) Keep(&transaction, command.request, *answer);
  return Receipt{.answer = *std::move(answer), .sequence = newest_event()};
}

absl::StatusOr<std::optional<Receipt>> BatchBuilder::FirstAnswer(const Transaction& transaction,
                                                                 const RequestKey& request,
                                                                 absl::Status* fatal) const {
  absl::StatusOr<std::optional<std::string>> row =
      transaction.Get(RequestRowKey(tables_.request, request));
  if (!row.ok()) return *fatal = row.status();
  if (!row->has_value()) return std::nullopt;
  std::optional<RequestRecord> first = DecodeRequest(**row);
  if (!first.has_value()) return *fatal = absl::DataLossError("a stored answer is not readable");
  if (first->fingerprint != request.fingerprint) return RequestIdReused();
  return Receipt{.answer = std::move(first->answer), .sequence = newest_event(), .replayed = true};
}

void BatchBuilder::Keep(Transaction* transaction, const std::optional<RequestKey>& request,
                        const std::string& answer) {
  for (auto& [key, value] : transaction->own()) changes_[key] = std::move(value);
  const absl::string_view cause =
      request.has_value() ? absl::string_view(request->request_id) : absl::string_view();
  for (NewEvent& event : transaction->events()) {
    if (listener_ != nullptr) listener_->OnDecided(event, now_);
    events_.push_back(
        EncodeEvent(std::move(event), source_, now_, epoch_, newest_event() + 1, cause));
  }
  for (audit::Entry& entry : transaction->audit()) audit_.push_back(std::move(entry));
  if (!request.has_value()) return;
  const std::int64_t micros = absl::ToUnixMicros(now_.time);
  changes_[RequestRowKey(tables_.request, *request)] =
      EncodeRequest({.fingerprint = request->fingerprint, .time_micros = micros, .answer = answer});
  changes_[RequestAgeKey(tables_.request, absl::ToUnixMicros(answered_), *request)] = "";
}

absl::Status BatchBuilder::ForgetRequests(absl::Time before, std::size_t most) {
  const std::int64_t before_micros = absl::ToUnixMicros(before);
  std::vector<AgedRequest> old;
  MINGCE_RETURN_IF_ERROR(store_->Scan(
      RequestAgePrefix(tables_.request), [&](absl::string_view key, absl::string_view) {
        std::optional<AgedRequest> aged = AgedRequestOfKey(key);
        if (!aged.has_value() || aged->time_micros >= before_micros || old.size() == most)
          return false;
        old.push_back(*std::move(aged));
        return true;
      }));
  for (const AgedRequest& aged : old) {
    changes_[RequestRowKey(tables_.request, aged.request)] = std::nullopt;
    changes_[RequestAgeKey(tables_.request, aged.time_micros, aged.request)] = std::nullopt;
  }
  return absl::OkStatus();
}

kv::Batch BatchBuilder::Assemble() {
  kv::Batch batch;
  for (auto& [key, value] : changes_) {
    if (value.has_value()) {
      batch.Put(key, *std::move(value));
    } else {
      batch.Delete(key);
    }
  }
  for (const std::string& event : events_) {
    head_.event_hash = seal::ChainHash(head_.event_hash, event);
    batch.Put(SequenceKey(tables_.event, ++head_.event_sequence),
              EncodeChained(head_.event_hash, event));
  }
  for (audit::Entry& entry : audit_) {
    entry.sequence = ++head_.audit_sequence;
    entry.time_micros = absl::ToUnixMicros(now_.time);
    entry.time_suspect = time_suspect_;
    const std::string encoded = audit::Encode(entry);
    head_.audit_hash = seal::ChainHash(head_.audit_hash, encoded);
    batch.Put(SequenceKey(tables_.audit, entry.sequence), EncodeChained(head_.audit_hash, encoded));
  }
  batch.Put(MetaKey(tables_.meta, "head"), EncodeHead(head_));
  return batch;
}

}  // namespace mingce::ledger
