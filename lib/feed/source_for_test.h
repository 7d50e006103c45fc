// A source of events in this process, for tests of what follows one.

#ifndef MINGCE_LIB_FEED_SOURCE_FOR_TEST_H_
#define MINGCE_LIB_FEED_SOURCE_FOR_TEST_H_

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "lib/base/mutex.h"
#include "lib/feed/errors.h"
#include "lib/ledger/errors.h"
#include "lib/rpc/grpc_status.h"
#include "lib/seal/chain.h"
#include "mingce/feed/v1/feed.grpc.pb.h"

namespace mingce::feed {

// A stream kept in memory that answers three events at a time, so that it takes several answers.
class SourceForTest final : public v1::Feed::Service {
 public:
  SourceForTest() {
    grpc::ServerBuilder builder;
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
  }
  ~SourceForTest() override { server_->Shutdown(); }
  std::shared_ptr<grpc::Channel> channel() { return server_->InProcessChannel({}); }

  void Add(v1::Event event) {
    MutexLock lock(&mu_);
    event.set_sequence(events_.size() + 1);
    hashes_.push_back(seal::ChainHash(hashes_.back(), event.SerializeAsString()));
    events_.push_back(std::move(event));
  }
  // As a hand in the store would: the hashes stay.
  void Alter(std::uint64_t sequence) {
    MutexLock lock(&mu_);
    events_[sequence - 1].set_subject("somebody else");
  }
  void BeginAnew() {
    MutexLock lock(&mu_);
    epoch_ = "second";
  }
  void LeaveOut(std::uint64_t sequence) {
    MutexLock lock(&mu_);
    left_out_ = sequence;
  }
  // A page of the snapshot after `page` is not there any more, once.
  void ExpireAfter(int page) {
    MutexLock lock(&mu_);
    expire_after_ = page;
  }
  // Snapshots end at this event, so that there is a tail.
  void SnapshotOf(std::uint64_t sequence) {
    MutexLock lock(&mu_);
    snapshot_ = sequence;
  }

  grpc::Status Fetch(grpc::ServerContext*, const v1::FetchRequest* request,
                     v1::FetchResponse* response) override {
    MutexLock lock(&mu_);
    const std::uint64_t from = request->cursor().sequence();
    if (request->cursor().epoch() != epoch_) {
      return rpc::ToGrpc(ledger::EpochChanged());
    }
    if (from >= events_.size()) never_.WaitFor(&mu_, absl::Milliseconds(5));  // a short wait
    std::uint64_t last = from;
    for (; last < events_.size() && last < from + 3; ++last) {
      if (last + 1 != left_out_) *response->add_events() = events_[last];
    }
    SetCursor(last, response->mutable_cursor());
    response->mutable_head()->set_epoch(epoch_);
    response->mutable_head()->set_sequence(events_.size());
    return grpc::Status::OK;
  }

  // The token is the number of events given so far.
  grpc::Status Snapshot(grpc::ServerContext*, const v1::SnapshotRequest* request,
                        v1::SnapshotResponse* response) override {
    MutexLock lock(&mu_);
    std::uint64_t from = 0;
    (void)absl::SimpleAtoi(request->page_token(), &from);
    if (expire_after_ > 0 && from >= static_cast<std::uint64_t>(3 * expire_after_)) {
      expire_after_ = 0;
      return rpc::ToGrpc(SnapshotExpired());
    }
    const std::uint64_t end = std::min<std::uint64_t>(snapshot_, events_.size());
    std::uint64_t last = from;
    for (; last < end && last < from + 3; ++last) {
      v1::Event* event = response->add_events();
      *event = events_[last];
      event->clear_sequence();
      event->clear_id();
    }
    if (last < end) response->set_next_page_token(absl::StrCat(last));
    SetCursor(end, response->mutable_cursor());
    return grpc::Status::OK;
  }

 private:
  void SetCursor(std::uint64_t sequence, type::Cursor* cursor) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    cursor->set_epoch(epoch_);
    cursor->set_sequence(sequence);
    cursor->set_hash(sequence == 0 ? std::string() : std::string(seal::AsView(hashes_[sequence])));
  }

  Mutex mu_;
  CondVar never_;
  std::string epoch_ ABSL_GUARDED_BY(mu_) = "first";
  std::vector<v1::Event> events_ ABSL_GUARDED_BY(mu_);
  // After so many events.
  std::vector<seal::Digest> hashes_ ABSL_GUARDED_BY(mu_) = {seal::kChainStart};
  std::uint64_t left_out_ ABSL_GUARDED_BY(mu_) = 0;
  std::uint64_t snapshot_ ABSL_GUARDED_BY(mu_) = 0;
  int expire_after_ ABSL_GUARDED_BY(mu_) = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace mingce::feed

#endif  // MINGCE_LIB_FEED_SOURCE_FOR_TEST_H_
