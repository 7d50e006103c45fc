// What a command sees and stages while the writer decides it.

#ifndef MINGCE_LIB_LEDGER_TRANSACTION_H_
#define MINGCE_LIB_LEDGER_TRANSACTION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/time/time.h"
#include "lib/audit/entry.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/new_event.h"

namespace mingce::ledger {

using Changes = absl::btree_map<std::string, std::optional<std::string>>;  // nullopt: deleted

// Reads give the store, changed by the commands decided before in the same batch, changed by this
// command. Used on the writer's thread only, during one decision.
class Transaction final : public kv::Reader {
 public:
  // `base` and `decided` outlive the transaction.
  Transaction(const kv::Reader* base, const Changes* decided, std::uint64_t next_event,
              RecordedTime recorded)
      : base_(base), decided_(decided), next_event_(next_event), recorded_(recorded) {}

  absl::StatusOr<std::optional<std::string>> Get(absl::string_view key) const override;
  absl::Status ScanFrom(absl::string_view prefix, absl::string_view from,
                        kv::Visitor visit) const override;

  void Put(std::string key, std::string value) { own_[std::move(key)] = std::move(value); }
  void Delete(std::string key) { own_[std::move(key)] = std::nullopt; }

  // The sequence the next appended event will have.
  std::uint64_t next_event_sequence() const { return next_event_ + events_.size(); }

  // Appends an event; the ledger puts the envelope around it.
  void AppendEvent(NewEvent event) { events_.push_back(std::move(event)); }

  // Appends an audit entry beside the command's own; sequence and time are filled in by the ledger.
  void AppendAudit(audit::Entry entry) { audit_.push_back(std::move(entry)); }

  // The time at which everything in this batch is recorded. May run backwards when the clock was
  // corrected: what decides by order goes by sequence. Holding it at the newest time seen would
  // date everything after one wrong clock, and with it what is on time, by that clock.
  absl::Time now() const { return recorded_.time; }
  // The same with what is known against it.
  RecordedTime recorded() const { return recorded_; }

  // For the ledger.
  Changes& own() { return own_; }
  std::vector<NewEvent>& events() { return events_; }
  std::vector<audit::Entry>& audit() { return audit_; }

 private:
  const kv::Reader* const base_;
  const Changes* const decided_;
  const std::uint64_t next_event_;
  const RecordedTime recorded_;
  Changes own_;
  std::vector<NewEvent> events_;
  std::vector<audit::Entry> audit_;
};

}  // namespace mingce::ledger

#endif  // MINGCE_LIB_LEDGER_TRANSACTION_H_
