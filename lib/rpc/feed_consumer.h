// The following side of an event feed: pulls one stream in order and hands each answer on, once.
//
// The consumer's place is kept by whoever applies the events, in the same batch as what it derives
// from them, so a crash between fetch and apply repeats nothing and skips nothing. An answer that
// does not continue exactly at the cursor is never applied: the consumer stops, says so, and the
// service goes NOT_SERVING; guessing over a gap would make every later figure wrong.

#ifndef MINGCE_LIB_RPC_FEED_CONSUMER_H_
#define MINGCE_LIB_RPC_FEED_CONSUMER_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "lib/base/log.h"
#include "lib/base/mutex.h"
#include "lib/rpc/grpc_status.h"
#include "mingce/type/feed.pb.h"

namespace mingce::rpc {

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

// `Service` is the generated service (RegistryEvents), `Request` and `Response` its FetchEvents'.
template <typename Service, typename Request, typename Response>
class FeedConsumer {
 public:
  // Applies an answer's events and its cursor in one batch, durably; called on one thread.
  // UNAVAILABLE and RESOURCE_EXHAUSTED mean "not now": nothing was applied, and the same events come
  // again after a pause. Any other error stops the consumer for good.
  using Apply = std::function<absl::Status(const Response&)>;

  // `name` ("registry") is for the log. Follows from `start`.
  FeedConsumer(std::string name, std::shared_ptr<grpc::Channel> channel, type::Cursor start,
               Apply apply)
      : name_(std::move(name)), stub_(Service::NewStub(channel)), apply_(std::move(apply)) {
    MutexLock lock(&mu_);
    state_.applied = std::move(start);
  }
  ~FeedConsumer() { Stop(); }

  void Start() {
    thread_ = std::thread([this] { Follow(); });
  }

  void Stop() {
    {
      MutexLock lock(&mu_);
      stopping_ = true;
      if (context_ != nullptr) context_->TryCancel();
      stopped_.SignalAll();
    }
    if (thread_.joinable()) thread_.join();
  }

  FeedState state() const {
    MutexLock lock(&mu_);
    return state_;
  }

 private:
  void Follow() {
    bool reachable = true;
    for (;;) {
      Request request;
      grpc::ClientContext context;
      {
        MutexLock lock(&mu_);
        if (stopping_) return;
        *request.mutable_cursor() = state_.applied;
        // The first answer tells where the stream is, so it must not wait for something to happen.
        request.set_wait_ms(state_.heard ? 5000 : 0);
        context_ = &context;
      }
      request.set_max_events(1000);
      context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(15));
      Response response;
      const absl::Status status = FromGrpc(stub_->FetchEvents(&context, request, &response));
      {
        MutexLock lock(&mu_);
        context_ = nullptr;
        if (stopping_) return;
      }
      if (status.ok()) {
        reachable = true;
        if (!Take(request.cursor(), response)) return;
        continue;
      }
      if (absl::IsDataLoss(status) || absl::IsFailedPrecondition(status) ||
          absl::IsOutOfRange(status)) {
        Break(status);
        return;
      }
      if (reachable) {  // once for an outage, not once a try
        Log(LogLevel::kWarning, "feed not reachable, trying on",
            {{"feed", name_}, {"status", absl::StatusCodeToString(status.code())}});
      }
      reachable = false;
      Rest();
    }
  }

  // Applies one answer. False when following has to stop.
  bool Take(const type::Cursor& from, const Response& response) {
    std::uint64_t expected = from.sequence();
    for (const auto& event : response.events()) {
      if (event.sequence() != ++expected) {
        Break(absl::DataLossError("the feed left out an event"));
        return false;
      }
    }
    if (response.events_size() > 0) {
      const absl::Status applied = apply_(response);
      if (absl::IsUnavailable(applied) || absl::IsResourceExhausted(applied)) {
        Rest();
        return true;
      }
      if (!applied.ok()) {
        Break(applied);
        return false;
      }
    }
    MutexLock lock(&mu_);
    if (response.events_size() > 0) state_.applied = response.cursor();
    state_.head = response.head();
    state_.heard = true;
    state_.answered = std::chrono::steady_clock::now();
    return true;
  }

  void Rest() {
    MutexLock lock(&mu_);
    if (!stopping_) stopped_.WaitFor(&mu_, absl::Milliseconds(500));
  }

  void Break(const absl::Status& status) {
    Log(LogLevel::kError, "feed broken, not following it any more",
        {{"feed", name_},
         {"status", absl::StatusCodeToString(status.code())},
         {"reason", std::string(status.message())}});
    MutexLock lock(&mu_);
    state_.broken = status;
  }

  const std::string name_;
  const std::unique_ptr<typename Service::Stub> stub_;
  const Apply apply_;
  mutable Mutex mu_;
  CondVar stopped_;
  FeedState state_ ABSL_GUARDED_BY(mu_);
  grpc::ClientContext* context_ ABSL_GUARDED_BY(mu_) = nullptr;
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  std::thread thread_;
};

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_FEED_CONSUMER_H_
