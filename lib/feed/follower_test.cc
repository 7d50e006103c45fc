// A follower against a source in this process.

#include "lib/feed/follower.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/feed/source_for_test.h"
#include "lib/testing/status_matchers.h"

namespace mingce::feed {
namespace {

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
    for (int i = 0; i < 20; ++i) Add();
    source_.SnapshotOf(20);
  }
  void Add() {
    v1::Event event;
    event.set_subject(absl::StrCat("s", added_ % 5));
    event.set_correlation_id(absl::StrCat(added_));
    source_.Add(event);
    ++added_;
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
  SourceForTest source_;
  int added_ = 0;
};

TEST_F(FollowerTest, ANewOneBeginsWithASnapshotAndGoesOnFromThere) {
  Derived derived;
  const auto follower = Follow(&derived);
  ASSERT_TRUE(CaughtUp(*follower, 20));
  EXPECT_EQ(derived.portions, 7) << "twenty states in pages of three, and nothing from 1 on";
  Add();
  ASSERT_TRUE(CaughtUp(*follower, 21));
  EXPECT_EQ(derived.rows,
            (std::map<std::string, std::string>{
                {"s0", "20"}, {"s1", "16"}, {"s2", "17"}, {"s3", "18"}, {"s4", "19"}}));
}

TEST_F(FollowerTest, GoesOnWhereItStands) {
  Derived derived;
  { ASSERT_TRUE(CaughtUp(*Follow(&derived), 20)); }
  for (int i = 0; i < 7; ++i) Add();
  const auto follower = Follow(&derived);
  ASSERT_TRUE(CaughtUp(*follower, 27));
  EXPECT_EQ(derived.portions, 7 + 3) << "seven events in answers of three";
}

TEST_F(FollowerTest, ASnapshotThatExpiresIsBegunAnew) {
  Derived derived;
  source_.ExpireAfter(2);
  const auto follower = Follow(&derived);
  ASSERT_TRUE(CaughtUp(*follower, 20));
  EXPECT_EQ(derived.portions, 2 + 7);
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
  for (int i = 0; i < 3; ++i) Add();
  ASSERT_TRUE(Eventually([&] { return !follower->state().broken.ok(); }));
  EXPECT_THAT(follower->state().broken, StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_LE(derived.portions, portions + 1) << "an answer before it may have come";
  EXPECT_LT(derived.cursor.sequence(), 22u);
}

TEST_F(FollowerTest, AnAlteredEventBreaksTheFeedBeforeAnythingIsApplied) {
  Derived derived;
  const auto follower = Follow(&derived);
  ASSERT_TRUE(CaughtUp(*follower, 20));
  const int portions = derived.portions;
  follower->Stop();
  Add();
  source_.Alter(21);
  const auto next = Follow(&derived);
  ASSERT_TRUE(Eventually([&] { return !next->state().broken.ok(); }));
  EXPECT_EQ(ReasonOf(next->state().broken), "EVENTS_ALTERED");
  EXPECT_EQ(derived.portions, portions);
  EXPECT_EQ(derived.cursor.sequence(), 20u);
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
