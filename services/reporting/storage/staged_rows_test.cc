#include "services/reporting/storage/staged_rows.h"

#include <gtest/gtest.h>

#include <memory>

#include "lib/kv/rocks_kv_store.h"
#include "lib/testing/status_matchers.h"
#include "services/reporting/storage/keys.h"
#include "services/reporting/storage/read_rows.h"

namespace mingce::reporting {
namespace {

const OrganizationId kOrg("o");
const absl::CivilDay kDay(2019, 11, 30);

class StagedRowsTest : public ::testing::Test {
 protected:
  void Commit(const StagedRows& rows) { ASSERT_THAT(store_->Commit(rows.ToBatch()), IsOk()); }

  std::unique_ptr<kv::KvStore> store_ =
      kv::OpenRocks({.directory = "/staged", .in_memory = true}).value();
};

TEST_F(StagedRowsTest, SeesItsOwnChangesBeforeTheStores) {
  StagedRows rows(store_.get());
  EXPECT_EQ(rows.FindMembership(MemberId("m")).value(), std::nullopt);
  const Membership first{.organization = kOrg};
  rows.PutMembership(MemberId("m"), first);
  EXPECT_EQ(rows.FindMembership(MemberId("m")).value(), first);
  EXPECT_THAT(rows.AddToDay(kOrg, kDay, {.registered = 2}), IsOk());
  EXPECT_THAT(rows.AddToDay(kOrg, kDay, {.registered = 3, .counted = 1}), IsOk());
  EXPECT_EQ(store_->Get(MemberKey(MemberId("m"))).value(), std::nullopt);
  Commit(rows);

  StagedRows next(store_.get());
  EXPECT_EQ(next.FindMembership(MemberId("m")).value(), first);
  EXPECT_THAT(next.AddToDay(kOrg, kDay, {.registered = -1}), IsOk());
  Commit(next);
  Counts total;
  ASSERT_THAT(ScanDayCounts(*store_,
                            [&](const OrganizationId& organization, absl::CivilDay day,
                                const Counts& counts) {
                              EXPECT_EQ(organization, kOrg);
                              EXPECT_EQ(day, kDay);
                              total += counts;
                            }),
              IsOk());
  EXPECT_EQ(total, (Counts{.registered = 4, .counted = 1}));
}

TEST_F(StagedRowsTest, ADayThatComesToNothingHasNoRow) {
  StagedRows rows(store_.get());
  EXPECT_THAT(rows.AddToDay(kOrg, kDay, {.registered = 1}), IsOk());
  Commit(rows);
  ASSERT_NE(store_->Get(DayCountKey(kOrg, kDay)).value(), std::nullopt);
  StagedRows back(store_.get());
  EXPECT_THAT(back.AddToDay(kOrg, kDay, {.registered = -1}), IsOk());
  Commit(back);
  EXPECT_EQ(store_->Get(DayCountKey(kOrg, kDay)).value(), std::nullopt);
}

TEST_F(StagedRowsTest, ReadersFindWhatWasStaged) {
  StagedRows rows(store_.get());
  const Campaign campaign{.title = "t",
                          .organization = kOrg,
                          .forms_due_on = absl::CivilDay(2019, 11, 15),
                          .entry_due_on = kDay,
                          .target = 1};
  const ledger::Cursor cursor{.epoch = "e", .sequence = 3, .hash = "h"};
  rows.PutCampaign(CampaignId("c"), campaign);
  rows.PutQuotaPlan(CampaignId("c"), {.revision = 4, .quotas = {}});
  rows.PutOrganization(kOrg, {.union_name = "n"});
  rows.PutCursor(Feed::kMembers, cursor);
  EXPECT_EQ(rows.FindQuotaPlan(CampaignId("c")).value()->revision, 4);
  Commit(rows);
  EXPECT_EQ(FindCampaign(*store_, CampaignId("c")).value(), campaign);
  EXPECT_EQ(FindCampaign(*store_, CampaignId("d")).value(), std::nullopt);
  EXPECT_EQ(FindQuotaPlan(*store_, CampaignId("c")).value()->revision, 4);
  EXPECT_EQ(ReadCampaigns(*store_).value().size(), 1u);
  EXPECT_EQ(ReadOrganizations(*store_).value().at(kOrg).union_name, "n");
  EXPECT_EQ(ReadCursor(*store_, Feed::kMembers).value(), cursor);
  EXPECT_EQ(ReadCursor(*store_, Feed::kRegistry).value(), ledger::Cursor());
}

TEST_F(StagedRowsTest, ADamagedRowIsDataLossEverywhere) {
  kv::Batch batch;
  for (const Table table : {Table::kOrganization, Table::kCampaign, Table::kDayCount}) {
    batch.Put(TablePrefix(table) + "no key", "");
  }
  batch.Put(MemberKey(MemberId("m")), "\xff");
  batch.Put(DayCountKey(kOrg, kDay), "\xff");
  ASSERT_THAT(store_->Commit(batch), IsOk());
  EXPECT_THAT(ReadOrganizations(*store_), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(ReadCampaigns(*store_), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(ScanDayCounts(*store_, [](const OrganizationId&, absl::CivilDay, const Counts&) {}),
              StatusIs(absl::StatusCode::kDataLoss));
  StagedRows rows(store_.get());
  EXPECT_THAT(rows.FindMembership(MemberId("m")), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(rows.AddToDay(kOrg, kDay, {.registered = 1}), StatusIs(absl::StatusCode::kDataLoss));
}

}  // namespace
}  // namespace mingce::reporting
