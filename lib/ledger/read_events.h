// A page of the event log.

#ifndef MINGCE_LIB_LEDGER_READ_EVENTS_H_
#define MINGCE_LIB_LEDGER_READ_EVENTS_H_

#include <cstddef>
#include <cstdint>

#include "absl/status/statusor.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/ledger.h"

namespace mingce::ledger {

// Whether `cursor` stands on the very entry of the log `table` that it says it does: then its hash
// is the log's there. `head` is the log's. Errors as Ledger::ReadEvents.
absl::Status CheckPlace(const kv::Reader& store, std::uint8_t table, const Cursor& cursor,
                        const Cursor& head);

// Returns the events of `table` after `cursor` and up to `head`, the newest durable one; limits and
// errors as Ledger::ReadEvents. DATA_LOSS also for a gap or an unreadable row in the log.
absl::StatusOr<EventPage> ReadEventsAfter(const kv::Reader& store, std::uint8_t table,
                                          const Cursor& cursor, const Cursor& head,
                                          std::size_t max_events, std::size_t max_bytes);

}  // namespace mingce::ledger

#endif  // MINGCE_LIB_LEDGER_READ_EVENTS_H_
