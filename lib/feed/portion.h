// What a follower hands on at once.

#ifndef MINGCE_LIB_FEED_PORTION_H_
#define MINGCE_LIB_FEED_PORTION_H_

#include "absl/types/span.h"
#include "mingce/feed/v1/feed.pb.h"
#include "mingce/type/feed.pb.h"

namespace mingce::feed {

// A part of the stream: events and where they end.
struct Portion {
  absl::Span<const v1::Event* const> events;
  // The place after them, to be stored in the same batch. Absent for a page of a snapshot that is not
  // the last: a follower that dies meanwhile begins the snapshot anew, so applying a state again must
  // change nothing.
  const type::Cursor* cursor = nullptr;
};

}  // namespace mingce::feed

#endif  // MINGCE_LIB_FEED_PORTION_H_
