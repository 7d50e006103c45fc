#include "services/reporting/app/projection.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "services/registry/mirror/rows.h"
#include "services/reporting/app/projection_for_tests.h"
#include "services/reporting/storage/keys.h"

namespace mingce::reporting {
namespace {

MembersEvent Began(std::uint64_t sequence, const std::string& member) {
  return {
      .sequence = sequence, .begins = true, .version = TestMember(member, 1, RecordedOn(11, 20))};
}

absl::Status Apply(const TestProjection& test, absl::Span<const MembersEvent> events,
                   const type::Cursor& after) {
  return test.projection->ApplyMembers(events, &after);
}

TEST(ProjectionTest, EventsAndCursorAreOneBatch) {
  TestProjection test;
  const MembersEvent events[] = {Began(1, "a"), Began(2, "b")};
  EXPECT_THAT(Apply(test, events, CursorAt("em", 2)), IsOk());
  EXPECT_EQ(test.projection->applied(Feed::kMembers), CursorAt("em", 2));
  EXPECT_EQ(registry::mirror::ReadCursor(*test.store, FeedCursorKey(Feed::kMembers)).value(),
            CursorAt("em", 2));
  EXPECT_EQ(test.members(), 2);
  // A new start goes on where the store stands.
  test.projection = test.Open();
  EXPECT_EQ(test.projection->applied(Feed::kMembers), CursorAt("em", 2));
  EXPECT_EQ(test.projection->applied(Feed::kRegistry), type::Cursor());
  EXPECT_EQ(test.members(), 2);
}

TEST(ProjectionTest, WhatWasAppliedIsPassedOver) {
  TestProjection test;
  const MembersEvent first[] = {Began(1, "a"), Began(2, "b")};
  ASSERT_THAT(Apply(test, first, CursorAt("em", 2)), IsOk());
  EXPECT_THAT(Apply(test, first, CursorAt("em", 2)), IsOk());
  const MembersEvent overlapping[] = {Began(2, "b"), Began(3, "c")};
  EXPECT_THAT(Apply(test, overlapping, CursorAt("em", 3)), IsOk());
  EXPECT_EQ(test.members(), 3);
}

TEST(ProjectionTest, AGapChangesNothing) {
  TestProjection test;
  const MembersEvent first[] = {Began(1, "a")};
  ASSERT_THAT(Apply(test, first, CursorAt("em", 1)), IsOk());
  const auto before = test.Contents();
  const MembersEvent gap[] = {Began(2, "b"), Began(4, "d")};
  EXPECT_EQ(ReasonOf(Apply(test, gap, CursorAt("em", 4))), "FEED_GAP");
  const MembersEvent ahead[] = {Began(3, "c")};
  EXPECT_EQ(ReasonOf(Apply(test, ahead, CursorAt("em", 3))), "FEED_GAP");
  const MembersEvent next[] = {Began(2, "b")};
  EXPECT_EQ(ReasonOf(Apply(test, next, CursorAt("em", 5))), "FEED_GAP");
  EXPECT_EQ(ReasonOf(Apply(test, next, CursorAt("other", 2))), "FEED_EPOCH_CHANGED");
  EXPECT_EQ(ReasonOf(test.projection->ApplyMembers(next, nullptr)), "FEED_GAP");
  const MembersEvent unnumbered[] = {Began(0, "b")};
  EXPECT_EQ(ReasonOf(Apply(test, unnumbered, CursorAt("em", 2))), "FEED_GAP");
  EXPECT_EQ(test.Contents(), before);
  EXPECT_EQ(test.members(), 1);
  EXPECT_EQ(test.fatal, 0);
}

TEST(ProjectionTest, ASnapshotEndsWithItsCursor) {
  TestProjection test;
  const MembersEvent page[] = {Began(0, "a"), Began(0, "b")};
  EXPECT_THAT(test.projection->ApplyMembers(page, nullptr), IsOk());
  EXPECT_EQ(test.projection->applied(Feed::kMembers), type::Cursor());
  EXPECT_THAT(test.projection->ApplyMembers(page, nullptr), IsOk());  // begun anew
  const MembersEvent mixed[] = {Began(0, "c"), Began(7, "d")};
  EXPECT_EQ(ReasonOf(test.projection->ApplyMembers(mixed, nullptr)), "FEED_GAP");
  EXPECT_THAT(Apply(test, {}, CursorAt("em", 7)), IsOk());
  EXPECT_EQ(test.projection->applied(Feed::kMembers), CursorAt("em", 7));
  EXPECT_EQ(test.members(), 2);
  const MembersEvent tail[] = {Began(8, "c")};
  EXPECT_THAT(Apply(test, tail, CursorAt("em", 8)), IsOk());
  EXPECT_EQ(test.members(), 3);
}

TEST(ProjectionTest, AnUnfinishedSnapshotIsDropped) {
  TestProjection test;
  const MembersEvent page[] = {Began(0, "a"), Began(0, "b")};
  ASSERT_THAT(test.projection->ApplyMembers(page, nullptr), IsOk());
  ASSERT_THAT(test.Registry(TestOrganization(1, 0)), IsOk());
  ASSERT_EQ(test.Contents().size(), 4u);
  test.projection = test.Open();
  EXPECT_EQ(test.members(), 0);
  EXPECT_EQ(test.Contents().size(), 2u) << "of the registry and its cursor";
}

TEST(ProjectionTest, AfterARestartItKnowsSinceWhenItKnows) {
  TestProjection test;
  ASSERT_THAT(test.Registry(TestOrganization(0, 0)), IsOk());
  ASSERT_THAT(test.Member(TestMember("a", 0, RecordedOn(11, 10))), IsOk());
  ASSERT_THAT(test.Member(TestMember("a", 0, RecordedOn(11, 12, 2))), IsOk());  // changes no figure
  const auto newest = [&test] {
    absl::Time known;
    test.projection->Read([&](const Facts& facts, const Applied&) { known = facts.newest(); });
    return known;
  };
  const absl::Time before = newest();
  EXPECT_EQ(before, RecordedOn(11, 12).recorded);
  test.projection = nullptr;
  test.projection = test.Open();
  EXPECT_EQ(newest(), before);
}

TEST(ProjectionTest, WhatMayBePassedOverIsCountedInTheSequence) {
  TestProjection test;
  const MembersEvent events[] = {
      Began(1, "a"), {.sequence = 2, .begins = false, .version = std::nullopt}, Began(3, "b")};
  EXPECT_THAT(Apply(test, events, CursorAt("em", 3)), IsOk());
  EXPECT_EQ(test.members(), 2);
}

TEST(ProjectionTest, AFailingStoreIsFatal) {
  TestProjection test;
  ASSERT_THAT(test.Member(TestMember("a", 1, RecordedOn(11, 20))), IsOk());
  kv::Batch damage;
  damage.Put(MembershipVersionKey(MemberId("a"), absl::CivilDay(2019, 11, 20), 1), "\xff");
  ASSERT_THAT(test.store->Commit(damage), IsOk());
  EXPECT_THAT(test.Member(TestMember("a", 2, RecordedOn(11, 21, 2))),
              StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_EQ(test.fatal, 1);
  EXPECT_EQ(test.projection->applied(Feed::kMembers).sequence(), 1u);
  EXPECT_THAT(Projection::Open(test.store.get(), nullptr), StatusIs(absl::StatusCode::kDataLoss));
}

TEST(ProjectionTest, BothFeedsMayBeAppliedAtOnce) {
  TestProjection test;
  std::atomic<int> failed = 0;
  std::thread registry([&] {
    for (int i = 0; i < 200; ++i) failed += test.Registry(TestOrganization(i, 0)).ok() ? 0 : 1;
  });
  for (int i = 0; i < 200; ++i) {
    failed += test.Member(TestMember(absl::StrCat("m", i), i % 7, RecordedOn(11, 20))).ok() ? 0 : 1;
  }
  registry.join();
  EXPECT_EQ(failed, 0);
  test.projection->Read([](const Facts& facts, const Applied& applied) {
    EXPECT_EQ(facts.members(), 200);
    EXPECT_EQ(facts.organizations(), 200u);
    EXPECT_EQ(applied[IndexOf(Feed::kRegistry)].sequence(), 200u);
  });
}

}  // namespace
}  // namespace mingce::reporting
