// A log proved from its own rows: the chain of events or of audit entries made anew, entry by
// entry, and where it first is not what was written.
//
// Breaks, in the words of `mingcectl store check`:
//   ROW_ALTERED       the row is not as the service wrote it (lib/kv/row_guard.h)
//   CHAIN_GAP         the entry is missing
//   CHAIN_BROKEN      its hash is not that of the hash before and of the entry
//   ROW_UNREADABLE    the disk does not read there, or the row is no entry of its log
//   ROW_MISPLACED     hashed rightly, and of another sequence by its own words
//   CHAIN_HEAD_WRONG  the head names another last entry than the log has
//
// Entries cut off the end, with the head set back by who has the key, do not show here: they show
// to who holds a later head and asks for the hash there.

#ifndef MINGCE_LIB_LEDGER_VERIFY_LOG_H_
#define MINGCE_LIB_LEDGER_VERIFY_LOG_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/ledger.h"
#include "lib/seal/digest.h"

namespace mingce::ledger {

enum class WhichLog { kEvents, kAudit };

// What is to be proved at once.
struct Stretch {
  WhichLog log = WhichLog::kEvents;
  Cursor after;  // the caller knows the log up to here; the audit log's are of the same epoch
  std::size_t max_entries = 0;
  std::size_t max_bytes = 0;             // of entries, about
  std::vector<std::uint64_t> hashes_at;  // rising
};

struct LogBreak {
  std::uint64_t sequence = 0;  // of the first entry that is not what it should be
  std::string reason;
};

struct LogProof {
  Cursor verified;  // the last entry that is sound; its hash was made anew
  Cursor head;      // the newest entry at that moment
  // Of those that were asked for, as far as was verified.
  std::vector<std::pair<std::uint64_t, seal::Digest>> hashes;
  std::optional<LogBreak> broken;
};

// Proves the stretch in `moment`, one moment of a ledger's store. Errors: EPOCH_CHANGED,
// CURSOR_AHEAD, CURSOR_HASH_MISMATCH, of `after`; ROW_ALTERED, of the rows that say where the log
// begins and ends; INTERNAL, where the disk does not read.
absl::StatusOr<LogProof> VerifyLog(const kv::Reader& moment, const Tables& tables,
                                   const Stretch& stretch);

}  // namespace mingce::ledger

#endif  // MINGCE_LIB_LEDGER_VERIFY_LOG_H_
