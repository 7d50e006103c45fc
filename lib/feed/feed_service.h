// Serves a ledger's events: mingce.feed.v1.Feed, the same for every service that publishes.

#ifndef MINGCE_LIB_FEED_FEED_SERVICE_H_
#define MINGCE_LIB_FEED_FEED_SERVICE_H_

#include <functional>
#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "lib/call/call.h"
#include "lib/feed/audience.h"
#include "lib/feed/snapshot.h"
#include "lib/ledger/ledger.h"
#include "lib/rpc/service.h"
#include "mingce/feed/v1/feed.pb.h"

namespace mingce::feed {

inline constexpr std::size_t kMaxFetchEvents = 1000;
inline constexpr std::size_t kMaxFetchBytes = 1 << 20;  // an answer; far below gRPC's 4 MiB
inline constexpr int kMaxFetchWaitMs = 20'000;

// Called on a worker when a member of the audience proves that the ledger has lost events
// (lib/ledger/loss.h), with its cursor.
using OnLoss = std::function<void(const ledger::Cursor&)>;

// What `Fetch` answers; blocks as long as the request waits. An answer ends where a moment of
// recording ends, unless that moment alone is more than an answer holds. Errors: see feed.proto.
absl::StatusOr<v1::FetchResponse> FetchFrom(const ledger::Ledger& ledger, const Call& call,
                                            const v1::FetchRequest& request);

// Thread-safe. A fetch that waits holds its worker: the feed class has workers for that.
class FeedService {
 public:
  // `store`, `ledger` and `audience`, which is told of every fetch, outlive the service. Errors as
  // rpc::Service::Create.
  static absl::StatusOr<std::unique_ptr<FeedService>> Create(const rpc::Runtime& runtime,
                                                             const kv::KvStore* store,
                                                             const ledger::Ledger* ledger,
                                                             VisitState visit, Audience* audience,
                                                             OnLoss on_loss);

  // To be served, as long as this object is there.
  rpc::Service* wire() { return service_.get(); }

 private:
  FeedService(std::unique_ptr<rpc::Service> service, const kv::KvStore* store,
              const ledger::Ledger* ledger, VisitState visit)
      : service_(std::move(service)), snapshots_(store, ledger, std::move(visit)) {}

  const std::unique_ptr<rpc::Service> service_;
  Snapshots snapshots_;
};

}  // namespace mingce::feed

#endif  // MINGCE_LIB_FEED_FEED_SERVICE_H_
