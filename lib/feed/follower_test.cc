// A follower against a source in this process.

#include "lib/feed/follower.h"

#include <gmock/gmock.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/rpc/grpc_status.h"
#include "lib/testing/status_matchers.h"
#include "mingce/feed/v1/feed.grpc.pb.h"

namespace mingce::feed {
namespace {

// A stream kept in memory: three events an answer, two states a page.
class Source final : public v1::Feed::Service {
 public:
  Source() {
    grpc::ServerBuilder builder;
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
  }
  ~Source() override { server_->Shutdown(); }

  std::shared_ptr<grpc::Channel> channel() { return server_->InProcessChannel({}); }

  void Add() {
    MutexLock lock(&mu_);
    v1::Event event;
    event.set_sequence(events_.size() + 1);
    event.set_subject(absl::StrCat("s", events_.size() % 5));
    event.set_correlation_id(absl::StrCat(events_.size()));
    events_.push_back(event);
  }
  void BeginAnew() {
    MutexLock lock(&mu_);
    epoch_ = "second";
  }
  void LeaveOut(std::uint64_t sequence) {
    MutexLock lock(&mu_);
    left_out_ = sequence;
  }
  void ExpireNextPage() {
    MutexLock lock(&mu_);
    expire_ = true;
  }

  grpc::Status Fetch(grpc::ServerContext*, const v1::FetchRequest* request,
                     v1::FetchResponse* response) override {
    MutexLock lock(&mu_);
    const std::uint64_t from = request->cursor().sequence();
    if (request->cursor().epoch() != epoch_) {
      return rpc::ToGrpc(MakeError(
          absl::StatusCode::kFailedPrecondition, "anew",
          {.reason = "EPOCH_CHANGED", .domain = "mingce.ledger", .message_zh = "已重新开始"}));
    }
    if (from >= events_.size()) never_.WaitFor(&mu_, absl::Milliseconds(5));  // a short long poll
    std::uint64_t last = from;
    for (; last < events_.size() && last < from + 3; ++last) {
      if (last + 1 != left_out_) *response->add_events() = events_[last];
    }
    SetCursor(last, response->mutable_cursor());
    response->mutable_head()->set_epoch(epoch_);
    response->mutable_head()->set_sequence(events_.size());
    return grpc::Status::OK;
  }

  grpc::Status Snapshot(grpc::ServerContext*, const v1::SnapshotRequest* request,
                        v1::SnapshotResponse* response) override {
    MutexLock lock(&mu_);
    if (request->page_token().empty()) {
      snapshot_ = 0;
      moment_.clear();
      for (const v1::Event& event : events_) moment_[event.subject()] = event;
      moment_sequence_ = events_.size();
    } else if (std::exchange(expire_, false)) {
      return {grpc::StatusCode::ABORTED, "expired"};
    }
    auto next = moment_.begin();
    std::advance(next, std::min(snapshot_, moment_.size()));
    for (int i = 0; i < 2 && next != moment_.end(); ++i, ++next, ++snapshot_) {
      v1::Event* state = response->add_events();
      *state = next->second;
      state->set_sequence(0);
    }
    if (next != moment_.end()) response->set_next_page_token("more");
    SetCursor(moment_sequence_, response->mutable_cursor());
    return grpc::Status::OK;
  }

 private:
  void SetCursor(std::uint64_t sequence, type::Cursor* cursor) const {
    cursor->set_epoch(epoch_);
    cursor->set_sequence(sequence);
    cursor->set_hash(std::string(32, 'h'));
  }

  Mutex mu_;
  CondVar never_;
  std::string epoch_ = "first";
  std::vector<v1::Event> events_;
  std::map<std::string, v1::Event> moment_;
  std::uint64_t moment_sequence_ = 0;
  std::size_t snapshot_ = 0;
  std::uint64_t left_out_ = 0;
  bool expire_ = false;
  std::unique_ptr<grpc::Server> server_;
};

// What a follower made of it: the newest of each subject, and the place.
struct Derived {
  Mutex mu;
  std::map<std::string, std::string> rows;
  type::Cursor cursor;
  int portions = 0;
  std::vector<absl::Status> refusals;  // the next answers of Apply

  Follower::Apply apply() {
    return [this](const Portion& portion) {
      MutexLock lock(&mu);
      if (!refusals.empty()) {
        const absl::Status refusal = refusals.back();
        refusals.pop_back();
        return refusal;
      }
      for (const v1::Event* event : portion.events)
        rows[event->subject()] = event->correlation_id();
      if (portion.cursor != nullptr) cursor = *portion.cursor;
      ++portions;
      return absl::OkStatus();
    };
  }
};

bool Eventually(const std::function<bool()>& holds) {
  Mutex mu;
  CondVar never;
  MutexLock lock(&mu);
  for (int i = 0; i < 2000; ++i) {
    if (holds()) return true;
    never.WaitFor(&mu, absl::Milliseconds(5));
  }
  return false;
}

class FollowerTest : public testing::Test {
 protected:
  FollowerTest() {
    for (int i = 0; i < 20; ++i) source_.Add();
  }
  std::unique_ptr<Follower> Follow(Derived* derived) {
    auto follower =
        std::make_unique<Follower>("test", source_.channel(), derived->cursor, derived->apply());
    follower->Start();
    return follower;
  }
  static bool CaughtUp(const Follower& follower, std::uint64_t sequence) {
    return Eventually([&] {
      const FeedState state = follower.state();
      return state.caught_up() && state.applied.sequence() == sequence;
    });
  }
  Source source_;
};

TEST_F(FollowerTest, ANewOneBeginsWithASnapshotAndGoesOnFromThere) {
  Derived derived;
  const auto follower = Follow(&derived);
  ASSERT_TRUE(CaughtUp(*follower, 20));
  EXPECT_EQ(derived.portions, 3) << "five subjects in pages of two, and nothing from 1 on";
  source_.Add();
  ASSERT_TRUE(CaughtUp(*follower, 21));
  EXPECT_EQ(derived.rows,
            (std::map<std::string, std::string>{
                {"s0", "20"}, {"s1", "16"}, {"s2", "17"}, {"s3", "18"}, {"s4", "19"}}));
}

TEST_F(FollowerTest, GoesOnWhereItStands) {
  Derived derived;
  { ASSERT_TRUE(CaughtUp(*Follow(&derived), 20)); }
  for (int i = 0; i < 7; ++i) source_.Add();
  const auto follower = Follow(&derived);
  ASSERT_TRUE(CaughtUp(*follower, 27));
  EXPECT_EQ(derived.portions, 6) << "seven events in answers of three";
}

TEST_F(FollowerTest, ASnapshotThatExpiresIsBegunAnew) {
  Derived derived;
  source_.ExpireNextPage();
  const auto follower = Follow(&derived);
  ASSERT_TRUE(CaughtUp(*follower, 20));
  EXPECT_EQ(derived.portions, 4);
  EXPECT_EQ(derived.rows.size(), 5u);
}

TEST_F(FollowerTest, WhatIsNotNowComesAgain) {
  Derived derived;
  derived.refusals = {absl::UnavailableError("x"), absl::ResourceExhaustedError("x")};
  const auto follower = Follow(&derived);
  ASSERT_TRUE(CaughtUp(*follower, 20));
  EXPECT_EQ(derived.rows.size(), 5u);
}

TEST_F(FollowerTest, WhatCannotBeAppliedBreaksTheFeed) {
  Derived derived;
  derived.refusals = {absl::InternalError("x")};
  const auto follower = Follow(&derived);
  ASSERT_TRUE(Eventually([&] { return !follower->state().broken.ok(); }));
  EXPECT_EQ(derived.portions, 0);
}

TEST_F(FollowerTest, AnotherStreamBreaksTheFeed) {
  Derived derived;
  const auto follower = Follow(&derived);
  ASSERT_TRUE(CaughtUp(*follower, 20));
  source_.BeginAnew();
  ASSERT_TRUE(Eventually([&] { return !follower->state().broken.ok(); }));
  EXPECT_EQ(ReasonOf(follower->state().broken), "EPOCH_CHANGED");
}

TEST_F(FollowerTest, AMissingEventBreaksTheFeedBeforeAnythingIsApplied) {
  Derived derived;
  const auto follower = Follow(&derived);
  ASSERT_TRUE(CaughtUp(*follower, 20));
  const int portions = derived.portions;
  source_.LeaveOut(22);
  for (int i = 0; i < 3; ++i) source_.Add();
  ASSERT_TRUE(Eventually([&] { return !follower->state().broken.ok(); }));
  EXPECT_THAT(follower->state().broken, StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_LE(derived.portions, portions + 1) << "an answer before it may have come";
  EXPECT_LT(derived.cursor.sequence(), 22u);
}

TEST_F(FollowerTest, StopIsIdempotentAndMayComeBeforeStart) {
  Derived derived;
  Follower follower("test", source_.channel(), {}, derived.apply());
  follower.Stop();
  follower.Stop();
  EXPECT_FALSE(follower.state().caught_up());
}

}  // namespace
}  // namespace mingce::feed
