// The two feeds that reporting follows, each on a thread of its own.

#ifndef MINGCE_SERVICES_REPORTING_RPC_FEEDS_H_
#define MINGCE_SERVICES_REPORTING_RPC_FEEDS_H_

#include <grpcpp/channel.h>

#include <memory>

#include "lib/feed/follower.h"
#include "services/reporting/app/feed_source.h"
#include "services/reporting/app/projection.h"

namespace mingce::reporting {

// Thread-safe, but for Start and Stop.
class Feeds final : public FeedSource {
 public:
  // Goes on where `projection`, which outlives it, stands, with a snapshot where nothing has been
  // applied.
  Feeds(Projection* projection, std::shared_ptr<grpc::Channel> registry,
        std::shared_ptr<grpc::Channel> members);

  // Begins to follow both; once.
  void Start();

  // Ends what is being fetched and waits for both threads. Idempotent.
  void Stop();

  FeedView View(Feed feed) const override;

 private:
  feed::Follower registry_;
  feed::Follower members_;
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_RPC_FEEDS_H_
