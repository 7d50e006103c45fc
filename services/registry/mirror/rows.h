// A mirror's rows: one table of the follower's store, whose number the follower gives.
//
//   table  u64 kind, text subject, u64 day, u64 revision   feed.v1.Event: times and data
//
// The kinds are those of Place. A row is the event itself, so that a restart makes the state by the
// same steps as following does. On disk.

#ifndef MINGCE_SERVICES_REGISTRY_MIRROR_ROWS_H_
#define MINGCE_SERVICES_REGISTRY_MIRROR_ROWS_H_

#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/kv/kv_store.h"
#include "mingce/feed/v1/feed.pb.h"
#include "mingce/type/feed.pb.h"
#include "services/registry/mirror/facts.h"

namespace mingce::registry::mirror {

std::string RowKey(std::uint8_t table, const Place& place);
// The same bytes whether the event came by a snapshot or by the tail; only what is ordered by its
// sequence keeps it.
std::string RowValue(const Place& place, const feed::v1::Event& event);

// Gives each row's event to `visit`, until that fails. DATA_LOSS for a row that is not readable.
absl::Status VisitRows(const kv::Reader& reader, std::uint8_t table,
                       absl::FunctionRef<absl::Status(const feed::v1::Event&)> visit);

// The follower's place: type.Cursor under a key of the follower's. Empty before the first event.
absl::StatusOr<type::Cursor> ReadCursor(const kv::Reader& reader, absl::string_view key);

}  // namespace mingce::registry::mirror

#endif  // MINGCE_SERVICES_REGISTRY_MIRROR_ROWS_H_
