// One write of the ledger while it is decided: commands in, one batch and their outcomes out. No
// thread and no lock: the same commands over the same store and head give the same bytes.

#ifndef MINGCE_LIB_LEDGER_BATCH_BUILDER_H_
#define MINGCE_LIB_LEDGER_BATCH_BUILDER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "lib/audit/entry.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/ledger.h"
#include "lib/ledger/records.h"
#include "lib/ledger/transaction.h"

namespace mingce::ledger {

// Used on one thread, once.
class BatchBuilder {
 public:
  struct Outcome {
    std::function<void(absl::StatusOr<Receipt>)> done;
    absl::StatusOr<Receipt> result;
  };

  // Builds on `head`, the newest committed, of the stream `epoch` of `source` ("mingce/members").
  // Everything in the batch is recorded at `wall`; events are marked as recorded_time.h says, audit
  // entries when that lies before the newest time recorded at all. Stored answers are filed under
  // `answered`, for ForgetRequests. `listener` is told of each event. The pointers outlive the
  // builder.
  BatchBuilder(const kv::Reader* store, Tables tables, absl::string_view source,
               absl::string_view epoch, const HeadRecord& head, absl::Time wall,
               absl::Time answered, EventListener* listener = nullptr);

  // Decides `command` against the store and what was decided before it. A refusal is an outcome. An
  // error means that the store cannot be read or trusted: the batch must not be written.
  absl::Status Decide(Command command);

  // Takes out stored answers filed before `before`, oldest first, at most `most`. Errors as Decide.
  absl::Status ForgetRequests(absl::Time before, std::size_t most);

  // Whether there is anything to write.
  bool empty() const { return changes_.empty() && events_.empty() && audit_.empty(); }

  // The batch with the new head in it, which is what head() is from then on. Once, after all else.
  kv::Batch Assemble();
  const HeadRecord& head() const { return head_; }

  // One a command, in the order they were decided.
  std::vector<Outcome>& outcomes() { return outcomes_; }
  std::uint64_t refused() const { return refused_; }
  std::uint64_t replayed() const { return replayed_; }

 private:
  // Runs the command, or finds its first answer. `fatal` is set when the store failed.
  absl::StatusOr<Receipt> Run(Command& command, audit::Entry* audit, absl::Status* fatal);
  // The receipt of an earlier command with the same request id, if there was one.
  absl::StatusOr<std::optional<Receipt>> FirstAnswer(const Transaction& transaction,
                                                     const RequestKey& request,
                                                     absl::Status* fatal) const;
  void Keep(Transaction* transaction, const std::optional<RequestKey>& request,
            const std::string& answer);
  std::uint64_t newest_event() const { return head_.event_sequence + events_.size(); }

  const kv::Reader* const store_;
  const Tables tables_;
  const absl::string_view source_;
  const absl::string_view epoch_;
  HeadRecord head_;
  const bool time_suspect_;  // of audit entries: the clock has been ahead of this
  const RecordedTime now_;
  const absl::Time answered_;
  EventListener* const listener_;

  Changes changes_;
  std::vector<std::string> events_;  // in their envelopes
  std::vector<audit::Entry> audit_;
  std::vector<Outcome> outcomes_;
  std::uint64_t refused_ = 0;
  std::uint64_t replayed_ = 0;
};

}  // namespace mingce::ledger

#endif  // MINGCE_LIB_LEDGER_BATCH_BUILDER_H_
