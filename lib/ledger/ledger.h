// The one writer of a service's store.
//
// Commands arrive prepared: validated, authorised, sealed. A single thread takes a batch of waiting
// ones, small ones before large ones (command_queue.h), decides each against the store plus what
// the batch holds so far, numbers its events, and writes ONE batch with one fsync: rows, indexes,
// events, audit entries, the stored answers, the new head. Only then are the callbacks called. A
// refused command takes out only its own part (its audit entry stays: it says that it was refused,
// and why).
//
// This gives uniqueness without locks, a total order, a gapless event sequence, an outbox that
// cannot disagree with the rows, and one fsync for many writers.
//
// Any storage error ends the process (`Options::on_fatal`): nothing is acknowledged after it, and
// opening the store again recovers.

#ifndef MINGCE_LIB_LEDGER_LEDGER_H_
#define MINGCE_LIB_LEDGER_LEDGER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "lib/audit/entry.h"
#include "lib/base/clock.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/new_event.h"
#include "lib/ledger/transaction.h"
#include "lib/seal/digest.h"

namespace mingce::ledger {

// The ledger's own tables, as first bytes of keys; a service's keys.h assigns them. Their rows are
// described in records.h.
struct Tables {
  std::uint8_t meta;
  std::uint8_t request;
  std::uint8_t event;
  std::uint8_t audit;
};

// Which request a command carries out. With the same caller and id, the same fingerprint gets the
// stored first answer, another fingerprint REQUEST_ID_REUSED.
struct RequestKey {
  std::string caller;          // SPIFFE URI
  std::string request_id;      // a version 4 UUID
  seal::Digest fingerprint{};  // SHA-256 of the request without its id
};

struct Receipt {
  std::string answer;          // what the decision returned, now or the first time
  std::uint64_t sequence = 0;  // newest event after the command
  bool replayed = false;
};

struct Command {
  // Absent: not idempotent (a feed's batch, an audit-only entry).
  std::optional<RequestKey> request;
  // Written whatever the outcome; `decision` is filled in: as the decision left it, else "OK",
  // "REPLAYED" or the reason of the refusal. Absent: the command is not audited.
  std::optional<audit::Entry> audit;
  // How many rows it decides, about. Commands are decided in the order they were submitted among
  // small ones (up to 16) and among large ones; a small one may overtake a large one.
  std::uint32_t weight = 1;
  // Decide and answer, change nothing but the audit log.
  bool validate_only = false;
  // Runs once on the writer's thread; returns the answer to store, or why the command is refused.
  // May amend the audit entry it is given (null when the command is not audited).
  std::function<absl::StatusOr<std::string>(Transaction&, audit::Entry*)> decide;
  // Called once, from the writer's thread, after the batch is durable; must not block.
  std::function<void(absl::StatusOr<Receipt>)> done;
};

// A place in the event stream.
struct Cursor {
  std::string epoch;
  std::uint64_t sequence = 0;
  std::string hash;  // 32 bytes; empty at 0

  friend bool operator==(const Cursor&, const Cursor&) = default;
};

struct EventPage {
  std::vector<std::string> payloads;  // of sequence cursor.sequence + 1, + 2, …
  std::vector<seal::Digest> hashes;   // of the cursor after each of them
  Cursor cursor;                      // after the last of them
  Cursor head;                        // newest durable event

  // Leaves the first `count`, which is at least 1.
  void Shorten(std::size_t count);
};

struct AuditHead {
  std::uint64_t sequence = 0;
  seal::Digest hash{};
};

struct Statistics {
  std::uint64_t commands = 0;
  std::uint64_t batches = 0;
  std::uint64_t refused = 0;
  std::uint64_t replayed = 0;
  std::uint64_t waiting = 0;
  double commit_seconds = 0;  // total time in Commit
};

struct Options {
  Tables tables;
  std::string source;              // of the events: "mingce/members"
  std::size_t max_waiting = 4096;  // beyond it Submit refuses: the callers' queues are bounded too
  std::size_t max_batch = 256;     // small commands in one write
  // Of the small commands in one write together, and of the large ones: one import of full size.
  std::uint64_t max_batch_weight = 512;
  // How long a stored answer is kept at least, whatever is done to the wall clock (answer_age.h):
  // longer than any client retries.
  absl::Duration request_ttl = absl::Hours(7 * 24);
  // Told of every event that is decided and made durable; may be null. Outlives the ledger.
  EventListener* listener = nullptr;
  // Called after a storage error, before anything else is acknowledged. Must not return.
  std::function<void(const absl::Status&)> on_fatal;
};

// Thread-safe.
class Ledger {
 public:
  // Opens the ledger in `store` and begins a new stream if there is none. `store` and `clock`
  // outlive the ledger; nothing else commits to `store`.
  static absl::StatusOr<std::unique_ptr<Ledger>> Open(kv::KvStore* store, const Clock* clock,
                                                      Options options);
  virtual ~Ledger() = default;  // drains

  // Hands `command` to the writer. `done` is called at once with RESOURCE_EXHAUSTED when the queue
  // is full or the disk nearly so, with UNAVAILABLE after Drain.
  virtual void Submit(Command command) = 0;

  // Submit, and wait for the outcome. Not from the writer's thread.
  absl::StatusOr<Receipt> SubmitAndWait(Command command);

  // The newest durable event.
  virtual Cursor Head() const = 0;
  // The newest event in `moment`, a snapshot of the store.
  virtual absl::StatusOr<Cursor> HeadIn(const kv::Reader& moment) const = 0;
  // The source of the events, as in Options.
  virtual absl::string_view source() const = 0;
  // The newest durable entry of the audit log: as many as its sequence are there.
  virtual AuditHead NewestAudit() const = 0;

  // Returns events after `cursor`, at most `max_events` and about `max_bytes` (but one at least if
  // there is one). Errors: EPOCH_CHANGED, CURSOR_AHEAD, CURSOR_HASH_MISMATCH (see events.proto).
  virtual absl::StatusOr<EventPage> ReadEvents(const Cursor& cursor, std::size_t max_events,
                                               std::size_t max_bytes) const = 0;

  // Blocks until an event after `sequence` is durable, until `deadline`, or until ReleaseWaiters.
  // How long that is at most is settled when it is called; setting the wall clock does not change
  // it.
  virtual void WaitForEvents(std::uint64_t sequence, absl::Time deadline) const = 0;

  // Ends all waiting for events, now and later, so that a server can stop without sitting out its
  // followers' long polls. Writing goes on.
  virtual void ReleaseWaiters() = 0;

  virtual Statistics statistics() const = 0;

  // Finishes what waits, then refuses. Idempotent.
  virtual void Drain() = 0;
};

}  // namespace mingce::ledger

#endif  // MINGCE_LIB_LEDGER_LEDGER_H_
