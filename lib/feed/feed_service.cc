#include "lib/feed/feed_service.h"

#include <algorithm>
#include <string>

#include "absl/memory/memory.h"
#include "lib/base/status_macros.h"
#include "lib/ledger/loss.h"

namespace mingce::feed {
namespace {

// How many of the events come before the last moment among them. What one write of the ledger
// recorded has one moment: a follower that took half of it would answer for that moment now, and
// otherwise later. 0 where all are of one moment.
int WholeMoments(const v1::FetchResponse& response) {
  int whole = response.events_size();
  if (whole == 0) return 0;
  const auto& last = response.events(whole - 1).recorded_time();
  while (whole > 0 && response.events(whole - 1).recorded_time().seconds() == last.seconds() &&
         response.events(whole - 1).recorded_time().nanos() == last.nanos()) {
    --whole;
  }
  return whole;
}

ledger::Cursor CursorOf(const v1::FetchRequest& request) {
  return {.epoch = request.cursor().epoch(),
          .sequence = request.cursor().sequence(),
          .hash = request.cursor().hash()};
}

}  // namespace

absl::StatusOr<v1::FetchResponse> FetchFrom(const ledger::Ledger& ledger, const Call& call,
                                            const v1::FetchRequest& request) {
  const std::size_t limit =
      request.max_events() <= 0
          ? 500
          : std::min<std::size_t>(static_cast<std::size_t>(request.max_events()), kMaxFetchEvents);
  const ledger::Cursor cursor = CursorOf(request);
  MINGCE_ASSIGN_OR_RETURN(ledger::EventPage page, ledger.ReadEvents(cursor, limit, kMaxFetchBytes));
  if (page.payloads.empty() && request.wait_ms() > 0) {
    const absl::Time until =
        std::min(call.now + absl::Milliseconds(std::min(request.wait_ms(), kMaxFetchWaitMs)),
                 call.deadline - absl::Milliseconds(200));  // leave time for the answer
    ledger.WaitForEvents(cursor.sequence, until);
    MINGCE_ASSIGN_OR_RETURN(page, ledger.ReadEvents(cursor, limit, kMaxFetchBytes));
  }
  v1::FetchResponse response;
  for (const std::string& payload : page.payloads) {
    if (!response.add_events()->ParseFromString(payload)) {
      return absl::DataLossError("an event in the store is not readable");
    }
  }
  if (page.cursor.sequence < page.head.sequence) {
    if (const int whole = WholeMoments(response); whole > 0 && whole < response.events_size()) {
      page.Shorten(static_cast<std::size_t>(whole));
      response.mutable_events()->DeleteSubrange(whole, response.events_size() - whole);
    }
  }
  response.mutable_cursor()->set_epoch(page.cursor.epoch);
  response.mutable_cursor()->set_sequence(page.cursor.sequence);
  response.mutable_cursor()->set_hash(page.cursor.hash);
  response.mutable_head()->set_epoch(page.head.epoch);
  response.mutable_head()->set_sequence(page.head.sequence);
  return response;
}

absl::StatusOr<std::unique_ptr<FeedService>> FeedService::Create(
    const rpc::Runtime& runtime, const kv::KvStore* store, const ledger::Ledger* ledger,
    VisitState visit, Audience* audience, OnLoss on_loss) {
  MINGCE_ASSIGN_OR_RETURN(
      std::unique_ptr<rpc::Service> wire,
      rpc::Service::Create(runtime,
                           v1::FetchRequest::descriptor()->file()->FindServiceByName("Feed"), {}));
  rpc::Service* methods = wire.get();
  auto service =
      absl::WrapUnique(new FeedService(std::move(wire), store, ledger, std::move(visit)));
  methods->Serve<v1::FetchRequest, v1::FetchResponse>(
      "Fetch", [ledger, audience, on_loss = std::move(on_loss)](const Call& call,
                                                                const v1::FetchRequest& request) {
        const Audience::Fetch heard(audience, call.identity, request.cursor().sequence());
        absl::StatusOr<v1::FetchResponse> response = FetchFrom(*ledger, call, request);
        const ledger::Cursor cursor = CursorOf(request);
        if (heard.is_member() && ledger::ProvesLoss(response.status(), cursor)) on_loss(cursor);
        return response;
      });
  methods->Serve<v1::SnapshotRequest, v1::SnapshotResponse>(
      "Snapshot",
      [snapshots = &service->snapshots_](const Call& call, const v1::SnapshotRequest& request) {
        return snapshots->Page(call.identity, request.page_token());
      });
  MINGCE_RETURN_IF_ERROR(methods->CheckBound());
  return service;
}

}  // namespace mingce::feed
