// Both feeds against sources in this process: events in, rows out, and what breaks a feed.

#include "services/reporting/rpc/feeds.h"

#include <google/protobuf/message.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "lib/base/error.h"
#include "lib/base/time_proto.h"
#include "lib/feed/source_for_test.h"
#include "lib/testing/status_matchers.h"
#include "mingce/members/events/v1/events.pb.h"
#include "mingce/registry/events/v1/events.pb.h"
#include "services/reporting/app/errors.h"
#include "services/reporting/app/figures.h"
#include "services/reporting/app/projection_for_tests.h"
#include "services/reporting/app/readiness.h"

namespace mingce::reporting {
namespace {

constexpr std::int64_t kSomeTime = 1575129599;  // 2019-11-30 in Beijing

using Source = feed::SourceForTest;

feed::v1::Event EventOf(const google::protobuf::Message& data) {
  feed::v1::Event event;
  event.set_type(data.GetTypeName());
  event.mutable_recorded_time()->set_seconds(kSomeTime);
  event.mutable_data()->PackFrom(data);
  return event;
}

std::string Name(int organization) { return absl::StrFormat("organizations/%026d", organization); }

feed::v1::Event Created(int number) {
  registry::events::v1::OrganizationCreated data;
  auto* organization = data.mutable_organization();
  organization->set_name(Name(number));
  if (number > 0) organization->set_parent(Name(0));
  SetDate(absl::CivilDay(2019, 11, 30), organization->mutable_effective_on());
  organization->set_revision(1);
  return EventOf(data);
}

feed::v1::Event Began(int number) {
  members::events::v1::MembershipBegan data;
  auto* membership = data.mutable_membership();
  membership->set_member(absl::StrCat("members/m", number));
  membership->set_organization(Name(number % 4));
  membership->set_state(members::events::v1::MembershipVersion::ACTIVE);
  SetDate(absl::CivilDay(2019, 11, 30), membership->mutable_effective_on());
  membership->set_revision(1);
  return EventOf(data);
}

// Whether `holds` comes true within ten seconds.
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

class FeedsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    for (int i = 0; i < 7; ++i) registry_.Add(Created(i));
    for (int i = 0; i < 10; ++i) members_.Add(Began(i));
  }
  std::unique_ptr<Feeds> Follow(TestProjection* test) {
    auto feeds =
        std::make_unique<Feeds>(test->projection.get(), registry_.channel(), members_.channel());
    feeds->Start();
    return feeds;
  }
  static bool CaughtUp(const Feeds& feeds, const TestProjection& test, std::uint64_t registry,
                       std::uint64_t members) {
    return Eventually([&] {
      return test.projection->applied(Feed::kRegistry).sequence() == registry &&
             test.projection->applied(Feed::kMembers).sequence() == members &&
             feeds.View(Feed::kRegistry).caught_up && feeds.View(Feed::kMembers).caught_up;
    });
  }

  Source registry_;
  Source members_;
};

TEST_F(FeedsTest, FollowsBothToTheHeadAndOn) {
  TestProjection test;
  Readiness readiness;
  const std::unique_ptr<Feeds> feeds = Follow(&test);
  ASSERT_TRUE(CaughtUp(*feeds, test, 7, 10));
  EXPECT_TRUE(readiness.Look(*feeds));
  EXPECT_EQ(GetStatus(*test.projection, *feeds, Noon(12, 1)).members, 10);
  EXPECT_EQ(GetStatus(*test.projection, *feeds, Noon(12, 1)).organizations, 7);
  members_.Add(Began(10));
  ASSERT_TRUE(CaughtUp(*feeds, test, 7, 11));
  const FeedView view = feeds->View(Feed::kMembers);
  EXPECT_EQ(view.head, HeadAt("first", 11));
}

TEST_F(FeedsTest, GoesOnWhereTheStoreStands) {
  TestProjection test;
  ASSERT_TRUE(CaughtUp(*Follow(&test), test, 7, 10));
  members_.Add(Began(10));
  test.projection = test.Open();
  const std::unique_ptr<Feeds> feeds = Follow(&test);
  ASSERT_TRUE(CaughtUp(*feeds, test, 7, 11));
  EXPECT_EQ(GetStatus(*test.projection, *feeds, Noon(12, 1)).members, 11);
}

TEST_F(FeedsTest, AnEmptyStoreIsFilledAgainWithTheSameRows) {
  TestProjection test;
  ASSERT_TRUE(CaughtUp(*Follow(&test), test, 7, 10));
  TestProjection rebuilt;
  ASSERT_TRUE(CaughtUp(*Follow(&rebuilt), rebuilt, 7, 10));
  EXPECT_GT(test.Contents().size(), 10u);
  EXPECT_EQ(rebuilt.Contents(), test.Contents());
}

TEST_F(FeedsTest, ASnapshotThatBreaksOffIsReadAgainAndTheTailAfterIt) {
  TestProjection whole;
  ASSERT_TRUE(CaughtUp(*Follow(&whole), whole, 7, 10));  // all of it as the tail
  TestProjection test;
  members_.SnapshotOf(8);
  members_.ExpireAfter(2);
  registry_.SnapshotOf(7);
  const std::unique_ptr<Feeds> feeds = Follow(&test);
  ASSERT_TRUE(CaughtUp(*feeds, test, 7, 10));
  EXPECT_EQ(test.members(), 10);
  EXPECT_EQ(test.Contents(), whole.Contents());
}

TEST_F(FeedsTest, AStreamThatBeganAnewBreaksTheFeed) {
  TestProjection test;
  Readiness readiness;
  const std::unique_ptr<Feeds> feeds = Follow(&test);
  ASSERT_TRUE(CaughtUp(*feeds, test, 7, 10));
  ASSERT_TRUE(readiness.Look(*feeds));
  registry_.BeginAnew();
  ASSERT_TRUE(Eventually([&] { return !feeds->View(Feed::kRegistry).broken.ok(); }));
  EXPECT_EQ(ReasonOf(feeds->View(Feed::kRegistry).broken), "EPOCH_CHANGED");
  EXPECT_EQ(RemedyFor(feeds->View(Feed::kRegistry).broken), Remedy::kRebuild);
  EXPECT_FALSE(readiness.Look(*feeds));
  // The other feed is still followed; figures are refused as long as one is not.
  members_.Add(Began(10));
  EXPECT_TRUE(
      Eventually([&] { return test.projection->applied(Feed::kMembers).sequence() == 11; }));
}

TEST_F(FeedsTest, AMissingEventBreaksTheFeedBeforeAnythingIsApplied) {
  TestProjection test;
  members_.LeaveOut(2);
  const std::unique_ptr<Feeds> feeds = Follow(&test);
  ASSERT_TRUE(Eventually([&] { return !feeds->View(Feed::kMembers).broken.ok(); }));
  EXPECT_THAT(feeds->View(Feed::kMembers).broken, StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_EQ(test.projection->applied(Feed::kMembers).sequence(), 0u);
}

TEST_F(FeedsTest, AMissingLastEventIsNoticedByTheCursor) {
  TestProjection test;
  members_.LeaveOut(3);
  const std::unique_ptr<Feeds> feeds = Follow(&test);
  ASSERT_TRUE(Eventually([&] { return !feeds->View(Feed::kMembers).broken.ok(); }));
  EXPECT_EQ(ReasonOf(feeds->View(Feed::kMembers).broken), "FEED_GAP");
  EXPECT_EQ(test.projection->applied(Feed::kMembers).sequence(), 0u);
}

TEST_F(FeedsTest, AnUnknownEventStopsTheFeed) {
  registry_.Add(EventOf(type::Date()));
  TestProjection test;
  const std::unique_ptr<Feeds> feeds = Follow(&test);
  ASSERT_TRUE(Eventually([&] { return !feeds->View(Feed::kRegistry).broken.ok(); }));
  EXPECT_EQ(ReasonOf(feeds->View(Feed::kRegistry).broken), "EVENT_TYPE_UNKNOWN");
  EXPECT_EQ(RemedyFor(feeds->View(Feed::kRegistry).broken), Remedy::kUpgrade);
}

TEST_F(FeedsTest, StopIsIdempotentAndMayComeBeforeStart) {
  TestProjection test;
  Feeds feeds(test.projection.get(), registry_.channel(), members_.channel());
  feeds.Stop();
  feeds.Stop();
  EXPECT_FALSE(feeds.View(Feed::kRegistry).caught_up);
}

}  // namespace
}  // namespace mingce::reporting
