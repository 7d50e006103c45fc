// The refusals of a feed. Domain "mingce.feed".

#ifndef MINGCE_LIB_FEED_ERRORS_H_
#define MINGCE_LIB_FEED_ERRORS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace mingce::feed {

absl::Status SnapshotExpired();   // ABORTED, SNAPSHOT_EXPIRED
absl::Status TooManySnapshots();  // RESOURCE_EXHAUSTED, TOO_MANY_SNAPSHOTS
// DATA_LOSS, FEED_GAP: after event `applied` came `arrived`.
absl::Status FeedGap(std::uint64_t applied, std::uint64_t arrived);
// DATA_LOSS, EVENT_TYPE_UNKNOWN: a follower met an event it does not know and may not pass over.
absl::Status EventTypeUnknown(absl::string_view type);
// DATA_LOSS, EVENT_UNREADABLE: the data is not what its type says, or says what cannot be.
absl::Status EventUnreadable(absl::string_view type);

}  // namespace mingce::feed

#endif  // MINGCE_LIB_FEED_ERRORS_H_
