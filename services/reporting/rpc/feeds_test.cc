// Both feeds against sources in this process: events in, rows out, and what breaks a feed.

#include "services/reporting/rpc/feeds.h"

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/error.h"
#include "lib/base/mutex.h"
#include "lib/testing/status_matchers.h"
#include "services/reporting/app/errors.h"
#include "services/reporting/app/get_status.h"
#include "services/reporting/app/projection_for_tests.h"
#include "services/reporting/app/readiness.h"

namespace mingce::reporting {
namespace {

constexpr std::int64_t kSomeTime = 1575129599;  // 2019-11-30 in Beijing

// A stream kept in memory that answers three events at a time, so that it takes several answers.
template <typename Service, typename Event, typename Request, typename Response>
class Source final : public Service::Service {
 public:
  Source() {
    grpc::ServerBuilder builder;
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
  }
  ~Source() override { server_->Shutdown(); }

  std::shared_ptr<grpc::Channel> channel() { return server_->InProcessChannel({}); }

  void Add(Event event) {
    MutexLock lock(&mu_);
    event.set_sequence(events_.size() + 1);
    events_.push_back(std::move(event));
  }
  void BeginAnew() {
    MutexLock lock(&mu_);
    epoch_ = "second";
  }
  void LeaveOut(std::uint64_t sequence) {
    MutexLock lock(&mu_);
    left_out_ = sequence;
  }

  grpc::Status FetchEvents(grpc::ServerContext*, const Request* request,
                           Response* response) override {
    MutexLock lock(&mu_);
    const std::uint64_t from = request->cursor().sequence();
    if (from > 0 && request->cursor().epoch() != epoch_) {
      return rpc::ToGrpc(MakeError(absl::StatusCode::kFailedPrecondition, "the stream began anew",
                                   {.reason = "EPOCH_CHANGED",
                                    .domain = "mingce.ledger",
                                    .message_zh = "变更流已重新开始"}));
    }
    if (from >= events_.size()) never_.WaitFor(&mu_, absl::Milliseconds(5));  // a short long poll
    std::uint64_t last = from;
    for (; last < events_.size() && last < from + 3; ++last) {
      if (last + 1 != left_out_) *response->add_events() = events_[last];
    }
    response->mutable_cursor()->set_epoch(epoch_);
    response->mutable_cursor()->set_sequence(last);
    response->mutable_cursor()->set_hash(std::string(32, 'h'));
    response->mutable_head()->set_epoch(epoch_);
    response->mutable_head()->set_sequence(events_.size());
    return grpc::Status::OK;
  }

 private:
  Mutex mu_;
  CondVar never_;
  std::string epoch_ ABSL_GUARDED_BY(mu_) = "first";
  std::vector<Event> events_ ABSL_GUARDED_BY(mu_);
  std::uint64_t left_out_ ABSL_GUARDED_BY(mu_) = 0;
  std::unique_ptr<grpc::Server> server_;
};

using RegistrySource =
    Source<registry::events::v1::RegistryEvents, registry::events::v1::Event,
           registry::events::v1::FetchEventsRequest, registry::events::v1::FetchEventsResponse>;
using MembersSource =
    Source<members::events::v1::MembersEvents, members::events::v1::Event,
           members::events::v1::FetchEventsRequest, members::events::v1::FetchEventsResponse>;

registry::events::v1::Event Created(int number) {
  registry::events::v1::Event event;
  event.mutable_recorded_time()->set_seconds(kSomeTime);
  auto* organization = event.mutable_organization_created()->mutable_organization();
  organization->set_name(absl::StrCat("organizations/o", number));
  if (number > 0) organization->set_parent("organizations/o0");
  return event;
}

members::events::v1::Event Accepted(int number) {
  members::events::v1::Event event;
  event.mutable_recorded_time()->set_seconds(kSomeTime);
  auto* membership = event.mutable_member_accepted()->mutable_membership();
  membership->set_member(absl::StrCat("members/m", number));
  membership->set_organization(absl::StrCat("organizations/o", number % 4));
  membership->set_membership(members::events::v1::MembershipSnapshot::ACTIVE);
  membership->mutable_accepted_time()->set_seconds(kSomeTime);
  return event;
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
    for (int i = 0; i < 10; ++i) members_.Add(Accepted(i));
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
      return test.projection->applied(Feed::kRegistry).sequence == registry &&
             test.projection->applied(Feed::kMembers).sequence == members &&
             feeds.View(Feed::kRegistry).caught_up && feeds.View(Feed::kMembers).caught_up;
    });
  }

  RegistrySource registry_;
  MembersSource members_;
};

TEST_F(FeedsTest, FollowsBothToTheHeadAndOn) {
  TestProjection test;
  Readiness readiness;
  const std::unique_ptr<Feeds> feeds = Follow(&test);
  ASSERT_TRUE(CaughtUp(*feeds, test, 7, 10));
  EXPECT_TRUE(readiness.Look(*feeds));
  EXPECT_EQ(GetStatus(*test.projection, *feeds).value().members, 10);
  EXPECT_EQ(GetStatus(*test.projection, *feeds).value().organizations, 7);
  members_.Add(Accepted(10));
  ASSERT_TRUE(CaughtUp(*feeds, test, 7, 11));
  const FeedView view = feeds->View(Feed::kMembers);
  EXPECT_EQ(view.head, (StreamHead{.epoch = "first", .sequence = 11}));
}

TEST_F(FeedsTest, GoesOnWhereTheStoreStands) {
  TestProjection test;
  ASSERT_TRUE(CaughtUp(*Follow(&test), test, 7, 10));
  members_.Add(Accepted(10));
  test.projection = Projection::Open(test.store.get(), [](const absl::Status&) {}).value();
  const std::unique_ptr<Feeds> feeds = Follow(&test);
  ASSERT_TRUE(CaughtUp(*feeds, test, 7, 11));
  EXPECT_EQ(GetStatus(*test.projection, *feeds).value().members, 11);
}

TEST_F(FeedsTest, AnEmptyStoreIsFilledAgainWithTheSameRows) {
  TestProjection test;
  ASSERT_TRUE(CaughtUp(*Follow(&test), test, 7, 10));
  TestProjection rebuilt;
  ASSERT_TRUE(CaughtUp(*Follow(&rebuilt), rebuilt, 7, 10));
  EXPECT_GT(test.Contents().size(), 10u);
  EXPECT_EQ(rebuilt.Contents(), test.Contents());
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
  members_.Add(Accepted(10));
  EXPECT_TRUE(Eventually([&] { return test.projection->applied(Feed::kMembers).sequence == 11; }));
}

TEST_F(FeedsTest, AMissingEventBreaksTheFeedBeforeAnythingIsApplied) {
  TestProjection test;
  members_.LeaveOut(2);
  const std::unique_ptr<Feeds> feeds = Follow(&test);
  ASSERT_TRUE(Eventually([&] { return !feeds->View(Feed::kMembers).broken.ok(); }));
  EXPECT_THAT(feeds->View(Feed::kMembers).broken, StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_EQ(test.projection->applied(Feed::kMembers).sequence, 0u);
}

TEST_F(FeedsTest, AMissingLastEventIsNoticedByTheCursor) {
  TestProjection test;
  members_.LeaveOut(3);
  const std::unique_ptr<Feeds> feeds = Follow(&test);
  ASSERT_TRUE(Eventually([&] { return !feeds->View(Feed::kMembers).broken.ok(); }));
  EXPECT_EQ(ReasonOf(feeds->View(Feed::kMembers).broken), "FEED_GAP");
  EXPECT_EQ(test.projection->applied(Feed::kMembers).sequence, 0u);
}

TEST_F(FeedsTest, AnUnknownEventStopsTheFeed) {
  registry_.Add(registry::events::v1::Event());
  TestProjection test;
  const std::unique_ptr<Feeds> feeds = Follow(&test);
  ASSERT_TRUE(Eventually([&] { return !feeds->View(Feed::kRegistry).broken.ok(); }));
  EXPECT_EQ(ReasonOf(feeds->View(Feed::kRegistry).broken), "EVENT_UNKNOWN");
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
