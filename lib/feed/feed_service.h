// Serves a ledger's events: mingce.feed.v1.Feed, the same for every service that publishes.

#ifndef MINGCE_LIB_FEED_FEED_SERVICE_H_
#define MINGCE_LIB_FEED_FEED_SERVICE_H_

#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "lib/base/call.h"
#include "lib/feed/snapshot.h"
#include "lib/ledger/ledger.h"
#include "lib/rpc/dispatcher.h"
#include "mingce/feed/v1/feed.grpc.pb.h"

namespace mingce::feed {

inline constexpr std::size_t kMaxFetchEvents = 1000;
inline constexpr std::size_t kMaxFetchBytes = 1 << 20;  // an answer; far below gRPC's 4 MiB
inline constexpr int kMaxFetchWaitMs = 20'000;

// What `Fetch` answers; blocks as long as the request waits. An answer ends where a moment of
// recording ends, unless that moment alone is more than an answer holds. Errors: see feed.proto.
absl::StatusOr<v1::FetchResponse> FetchFrom(const ledger::Ledger& ledger, const Call& call,
                                            const v1::FetchRequest& request);

// Thread-safe. A fetch that waits holds its worker: the feed class has workers for that.
class FeedService final : public v1::Feed::CallbackService {
 public:
  // `store` and `ledger` outlive the service. Errors as Dispatcher::Create.
  static absl::StatusOr<std::unique_ptr<FeedService>> Create(const rpc::Runtime& runtime,
                                                             const kv::KvStore* store,
                                                             const ledger::Ledger* ledger,
                                                             VisitState visit);

  grpc::ServerUnaryReactor* Fetch(grpc::CallbackServerContext* context,
                                  const v1::FetchRequest* request,
                                  v1::FetchResponse* response) override;
  grpc::ServerUnaryReactor* Snapshot(grpc::CallbackServerContext* context,
                                     const v1::SnapshotRequest* request,
                                     v1::SnapshotResponse* response) override;

 private:
  FeedService(std::unique_ptr<rpc::Dispatcher> dispatcher, const kv::KvStore* store,
              const ledger::Ledger* ledger, VisitState visit)
      : dispatcher_(std::move(dispatcher)),
        ledger_(ledger),
        snapshots_(store, ledger, std::move(visit)) {}

  const std::unique_ptr<rpc::Dispatcher> dispatcher_;
  const ledger::Ledger* const ledger_;
  Snapshots snapshots_;
};

}  // namespace mingce::feed

#endif  // MINGCE_LIB_FEED_FEED_SERVICE_H_
