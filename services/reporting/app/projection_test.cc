#include "services/reporting/app/projection.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "lib/base/error.h"
#include "lib/testing/fake_clock.h"
#include "lib/testing/status_matchers.h"
#include "services/reporting/app/projection_for_tests.h"
#include "services/reporting/storage/keys.h"
#include "services/reporting/storage/read_rows.h"

namespace mingce::reporting {
namespace {

const absl::CivilDay kDay(2019, 11, 20);

MembersEvent Accepted(std::uint64_t sequence, const std::string& member) {
  return {.sequence = sequence,
          .day = kDay,
          .member = MemberId(member),
          .membership = {.organization = Org(1)}};
}

Counts Total(const kv::Reader& reader) {
  Counts total;
  EXPECT_THAT(ScanDayCounts(reader, [&total](const OrganizationId&, absl::CivilDay,
                                             const Counts& counts) { total += counts; }),
              IsOk());
  return total;
}

TEST(ProjectionTest, EventsAndCursorAreOneBatch) {
  TestProjection test;
  const MembersEvent events[] = {Accepted(1, "a"), Accepted(2, "b")};
  EXPECT_THAT(test.projection->ApplyMembers(events, CursorAt("em", 2)), IsOk());
  EXPECT_EQ(test.projection->applied(Feed::kMembers), CursorAt("em", 2));
  EXPECT_EQ(ReadCursor(*test.store, Feed::kMembers).value(), CursorAt("em", 2));
  EXPECT_EQ(Total(*test.store), (Counts{.registered = 2, .counted = 2}));
  // A new start goes on where the store stands.
  const auto again = Projection::Open(test.store.get(), [](const absl::Status&) {});
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ((*again)->applied(Feed::kMembers), CursorAt("em", 2));
  EXPECT_EQ((*again)->applied(Feed::kRegistry), ledger::Cursor());
}

TEST(ProjectionTest, WhatWasAppliedIsPassedOver) {
  TestProjection test;
  const MembersEvent first[] = {Accepted(1, "a"), Accepted(2, "b")};
  ASSERT_THAT(test.projection->ApplyMembers(first, CursorAt("em", 2)), IsOk());
  EXPECT_THAT(test.projection->ApplyMembers(first, CursorAt("em", 2)), IsOk());
  const MembersEvent overlapping[] = {Accepted(2, "b"), Accepted(3, "c")};
  EXPECT_THAT(test.projection->ApplyMembers(overlapping, CursorAt("em", 3)), IsOk());
  EXPECT_EQ(Total(*test.store).registered, 3);
}

TEST(ProjectionTest, AGapChangesNothing) {
  TestProjection test;
  const MembersEvent first[] = {Accepted(1, "a")};
  ASSERT_THAT(test.projection->ApplyMembers(first, CursorAt("em", 1)), IsOk());
  const auto before = test.Contents();
  const MembersEvent gap[] = {Accepted(2, "b"), Accepted(4, "d")};
  EXPECT_EQ(ReasonOf(test.projection->ApplyMembers(gap, CursorAt("em", 4))), "FEED_GAP");
  const MembersEvent ahead[] = {Accepted(3, "c")};
  EXPECT_EQ(ReasonOf(test.projection->ApplyMembers(ahead, CursorAt("em", 3))), "FEED_GAP");
  const MembersEvent next[] = {Accepted(2, "b")};
  EXPECT_EQ(ReasonOf(test.projection->ApplyMembers(next, CursorAt("em", 5))), "FEED_GAP");
  EXPECT_EQ(ReasonOf(test.projection->ApplyMembers(next, CursorAt("other", 2))),
            "FEED_EPOCH_CHANGED");
  EXPECT_EQ(test.Contents(), before);
  EXPECT_EQ(test.fatal, 0);
}

TEST(ProjectionTest, TheNewestRevisionOfAPlanStands) {
  TestProjection test;
  const CampaignId campaign("c");
  ASSERT_THAT(test.Registry(QuotaPlanRevised{campaign, {.revision = 2, .quotas = {}}}), IsOk());
  ASSERT_THAT(test.Registry(QuotaPlanRevised{campaign, {.revision = 1, .quotas = {}}}), IsOk());
  EXPECT_EQ(FindQuotaPlan(*test.store, campaign).value()->revision, 2);
  ASSERT_THAT(test.Registry(QuotaPlanRevised{campaign, {.revision = 3, .quotas = {}}}), IsOk());
  EXPECT_EQ(FindQuotaPlan(*test.store, campaign).value()->revision, 3);
}

TEST(ProjectionTest, AFailingStoreIsFatal) {
  TestProjection test;
  ASSERT_THAT(test.Member(kDay, "a", {.organization = Org(1)}), IsOk());
  kv::Batch damage;
  damage.Put(MemberKey(MemberId("a")), "\xff");
  ASSERT_THAT(test.store->Commit(damage), IsOk());
  EXPECT_THAT(test.Member(kDay, "a", {.organization = Org(2)}),
              StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_EQ(test.fatal, 1);
  EXPECT_EQ(test.projection->applied(Feed::kMembers).sequence, 1u);
}

TEST(ProjectionTest, BothFeedsMayBeAppliedAtOnce) {
  TestProjection test;
  std::atomic<int> failed = 0;
  std::thread registry([&] {
    for (int i = 0; i < 200; ++i) failed += test.Registry(TestOrganization(i, 0)).ok() ? 0 : 1;
  });
  for (int i = 0; i < 200; ++i) {
    failed += test.Member(kDay, absl::StrCat("m", i), {.organization = Org(i % 7)}).ok() ? 0 : 1;
  }
  registry.join();
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(Total(*test.store).counted, 200);
  EXPECT_EQ(ReadOrganizations(*test.store).value().size(), 200u);
}

}  // namespace
}  // namespace mingce::reporting
