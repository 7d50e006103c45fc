// Everything the ledger refuses, by name. Domain "mingce.ledger"; docs/api.md says what to do.

#ifndef MINGCE_LIB_LEDGER_ERRORS_H_
#define MINGCE_LIB_LEDGER_ERRORS_H_

#include <cstdint>

#include "absl/status/status.h"

namespace mingce::ledger {

absl::Status ShuttingDown();        // UNAVAILABLE, SHUTTING_DOWN
absl::Status QueueFull();           // RESOURCE_EXHAUSTED, QUEUE_FULL
absl::Status DiskNearlyFull();      // RESOURCE_EXHAUSTED, DISK_NEARLY_FULL
absl::Status RequestIdReused();     // INVALID_ARGUMENT, REQUEST_ID_REUSED
absl::Status EpochChanged();        // FAILED_PRECONDITION, EPOCH_CHANGED
absl::Status CursorAhead();         // OUT_OF_RANGE, CURSOR_AHEAD
absl::Status CursorHashMismatch();  // DATA_LOSS, CURSOR_HASH_MISMATCH
// DATA_LOSS, EVENTS_ALTERED: event `sequence` is not the one that was recorded.
absl::Status EventsAltered(std::uint64_t sequence);
// DATA_LOSS, STORE_BEHIND: a follower has applied event `sequence`, which the store does not hold.
absl::Status StoreBehind(std::uint64_t sequence);

// Whether a command was sent back undecided (ShuttingDown, QueueFull, DiskNearlyFull): then its
// audit entry was not written either.
bool WasSentBack(const absl::Status& refusal);

}  // namespace mingce::ledger

#endif  // MINGCE_LIB_LEDGER_ERRORS_H_
