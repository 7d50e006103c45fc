// A page of the event log.

#ifndef MINGCE_LIB_LEDGER_READ_EVENTS_H_
#define MINGCE_LIB_LEDGER_READ_EVENTS_H_

#include <cstddef>
#include <cstdint>

#include "absl/status/statusor.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/ledger.h"

namespace mingce::ledger {

// Returns the events of `table` after `cursor` and up to `head`, the newest durable one; limits and
// errors as Ledger::ReadEvents. DATA_LOSS also for a gap or an unreadable row in the log.
absl::StatusOr<EventPage> ReadEventsAfter(const kv::Reader& store, std::uint8_t table,
                                          const Cursor& cursor, const Cursor& head,
                                          std::size_t max_events, std::size_t max_bytes);

}  // namespace mingce::ledger

#endif  // MINGCE_LIB_LEDGER_READ_EVENTS_H_
