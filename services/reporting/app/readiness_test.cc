#include "services/reporting/app/readiness.h"

#include <gtest/gtest.h>

#include <string>

#include "lib/base/error.h"
#include "services/reporting/app/errors.h"
#include "services/reporting/app/projection_for_tests.h"

namespace mingce::reporting {
namespace {

TEST(ReadinessTest, ServesOnceBothFeedsWereCaughtUp) {
  FakeFeeds feeds;
  Readiness readiness;
  EXPECT_FALSE(readiness.Look(feeds));
  feeds.Set(Feed::kRegistry, {.head = {}, .caught_up = true, .broken = {}});
  EXPECT_FALSE(readiness.Look(feeds));
  feeds.Set(Feed::kRegistry, {.head = {}, .caught_up = false, .broken = {}});
  feeds.Set(Feed::kMembers, {.head = {}, .caught_up = true, .broken = {}});
  EXPECT_TRUE(readiness.Look(feeds));  // not at the same time: each once
  feeds.Set(Feed::kMembers, {.head = {}, .caught_up = false, .broken = {}});
  EXPECT_TRUE(readiness.Look(feeds));  // behind for a while is no reason to go
}

TEST(ReadinessTest, StopsWhenAFeedBreaks) {
  for (const Feed broken : kFeeds) {
    FakeFeeds feeds;
    Readiness readiness;
    for (const Feed feed : kFeeds) feeds.Set(feed, {.head = {}, .caught_up = true, .broken = {}});
    EXPECT_TRUE(readiness.Look(feeds));
    feeds.Set(broken, {.head = {}, .broken = absl::FailedPreconditionError("x")});
    EXPECT_FALSE(readiness.Look(feeds));
    EXPECT_FALSE(readiness.Look(feeds));
  }
}

absl::Status Broken(const std::string& reason) {
  return MakeError(absl::StatusCode::kDataLoss, "x",
                   {.reason = reason, .domain = "mingce.feed", .message_zh = "x"});
}

TEST(ReadinessTest, NamesTheRemedy) {
  EXPECT_EQ(RemedyFor(Broken("EVENT_TYPE_UNKNOWN")), Remedy::kUpgrade);
  EXPECT_EQ(RemedyFor(Broken("EVENT_UNREADABLE")), Remedy::kReport);
  EXPECT_EQ(RemedyFor(Broken("EVENTS_ALTERED")), Remedy::kRestore);
  EXPECT_EQ(RemedyFor(FeedGap(Feed::kMembers, 1, 3)), Remedy::kRebuild);
  EXPECT_EQ(RemedyFor(FeedEpochChanged(Feed::kMembers)), Remedy::kRebuild);
  EXPECT_EQ(RemedyFor(absl::OutOfRangeError("CURSOR_AHEAD")), Remedy::kRebuild);
}

}  // namespace
}  // namespace mingce::reporting
