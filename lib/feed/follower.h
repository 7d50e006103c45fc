// The following side of a feed: reads one stream in order and hands each answer on, once.
//
// The follower's place is kept by whoever applies the events, in the same batch as what it derives
// from them, so a crash between fetch and apply repeats nothing and skips nothing. An answer that
// does not continue exactly at the cursor is never applied: the follower stops, says so, and the
// service goes NOT_SERVING; guessing over a gap would make every later figure wrong.
//
// One that has nothing yet begins with a snapshot of the present state and fetches from there.

#ifndef MINGCE_LIB_FEED_FOLLOWER_H_
#define MINGCE_LIB_FEED_FOLLOWER_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/support/status.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "lib/base/mutex.h"
#include "lib/feed/portion.h"
#include "mingce/type/feed.pb.h"

namespace mingce::feed {

// What is known of a followed stream.
struct FeedState {
  type::Cursor applied;  // durable here
  type::Head head;       // newest heard of
  bool heard = false;    // at least one answer since the start
  absl::Status broken;   // OK, or why following stopped for good
  // When the followed service last answered; before its first answer, when following was set up.
  std::chrono::steady_clock::time_point answered = std::chrono::steady_clock::now();

  bool caught_up() const { return heard && broken.ok() && applied.sequence() >= head.sequence(); }
};

// Thread-safe.
class Follower {
 public:
  // Applies a portion in one batch, durably; called on one thread. UNAVAILABLE and
  // RESOURCE_EXHAUSTED mean "not now": nothing was applied, and the same comes again after a pause.
  // Any other error stops the follower for good.
  using Apply = std::function<absl::Status(const Portion&)>;

  // `name` ("registry") is for the log. Follows from `start`; with a snapshot where that is empty.
  Follower(std::string name, std::shared_ptr<grpc::Channel> channel, type::Cursor start,
           Apply apply);
  ~Follower();

  void Start();
  void Stop();
  FeedState state() const;

 private:
  class Client;

  using Begin = std::function<void(grpc::ClientContext*, std::function<void(grpc::Status)>)>;

  void Follow();
  // Begins a call and waits for its end, which may be Stop.
  absl::Status Exchange(const Begin& begin);
  // Each does one exchange. Not OK: what the service or the transport said, or what applying said.
  absl::Status ReadSnapshot();
  absl::Status FetchOnce();
  // Applies, again and again while that is "not now". CANCELLED when stopping; any other error has
  // broken the feed.
  absl::Status ApplyPortion(const Portion& portion);
  void Heard(const type::Head& head);
  // Waits so long; false when stopping.
  bool Rest(absl::Duration pause);
  void Break(const absl::Status& status);

  const std::string name_;
  const std::unique_ptr<Client> client_;
  const Apply apply_;
  mutable Mutex mu_;
  CondVar stopped_;
  CondVar answered_;
  FeedState state_ ABSL_GUARDED_BY(mu_);
  grpc::ClientContext* context_ ABSL_GUARDED_BY(mu_) = nullptr;
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  std::thread thread_;
};

}  // namespace mingce::feed

#endif  // MINGCE_LIB_FEED_FOLLOWER_H_
