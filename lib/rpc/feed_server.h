// The serving side of an event feed: FetchEvents of any service's events/v1.

#ifndef MINGCE_LIB_RPC_FEED_SERVER_H_
#define MINGCE_LIB_RPC_FEED_SERVER_H_

#include <algorithm>
#include <cstddef>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "lib/base/call.h"
#include "lib/base/clock.h"
#include "lib/base/status_macros.h"
#include "lib/ledger/ledger.h"

namespace mingce::rpc {

inline constexpr std::size_t kMaxFeedEvents = 1000;
inline constexpr std::size_t kMaxFeedBytes = 1 << 20;  // an answer; far below gRPC's 4 MiB
inline constexpr int kMaxFeedWaitMs = 20'000;

// Request and Response are FetchEventsRequest and FetchEventsResponse of one events/v1 package.
// Blocks its worker while it waits: the feed class has workers for that.
template <typename Request, typename Response>
absl::StatusOr<Response> FetchEvents(const ledger::Ledger& ledger, const Call& call,
                                     const Request& request) {
  const std::size_t most =
      request.max_events() <= 0
          ? 500
          : std::min<std::size_t>(static_cast<std::size_t>(request.max_events()), kMaxFeedEvents);
  const ledger::Cursor cursor{.epoch = request.cursor().epoch(),
                              .sequence = request.cursor().sequence(),
                              .hash = request.cursor().hash()};
  MINGCE_ASSIGN_OR_RETURN(ledger::EventPage page, ledger.ReadEvents(cursor, most, kMaxFeedBytes));
  if (page.payloads.empty() && request.wait_ms() > 0) {
    const absl::Time until =
        std::min(call.now + absl::Milliseconds(std::min(request.wait_ms(), kMaxFeedWaitMs)),
                 call.deadline - absl::Milliseconds(200));  // leave time for the answer
    ledger.WaitForEvents(cursor.sequence, until);
    MINGCE_ASSIGN_OR_RETURN(page, ledger.ReadEvents(cursor, most, kMaxFeedBytes));
  }
  Response response;
  for (const std::string& payload : page.payloads) {
    if (!response.add_events()->ParseFromString(payload)) {
      return absl::DataLossError("an event in the store is not readable");
    }
  }
  response.mutable_cursor()->set_epoch(page.cursor.epoch);
  response.mutable_cursor()->set_sequence(page.cursor.sequence);
  response.mutable_cursor()->set_hash(page.cursor.hash);
  response.mutable_head()->set_epoch(page.head.epoch);
  response.mutable_head()->set_sequence(page.head.sequence);
  return response;
}

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_FEED_SERVER_H_
