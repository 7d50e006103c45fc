#include "services/registry/storage/occupancy_store.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <vector>

#include "lib/kv/rocks_kv_store.h"
#include "lib/testing/seed.h"
#include "lib/testing/status_matchers.h"

namespace mingce::registry {
namespace {

const OrganizationId kOrgA = *OrganizationId::FromText(std::string(25, '0') + 'a');
const OrganizationId kOrgB = *OrganizationId::FromText(std::string(25, '0') + 'b');

class OccupancyStoreTest : public testing::Test {
 protected:
  const std::unique_ptr<kv::KvStore> store_ =
      kv::OpenRocks({.directory = "/occupancy-test", .in_memory = true}).value();
  const ledger::Changes decided_;
  ledger::Transaction transaction_{store_.get(), &decided_, 1, {.time = absl::UnixEpoch()}};

  void Put(const MembershipVersion& version) {
    ASSERT_THAT(PutMembership(version, &transaction_), IsOk());
  }
};

TEST_F(OccupancyStoreTest, CountsMembershipsThatHaveNotEnded) {
  Put({.member = "m1", .organization = kOrgA, .day = absl::CivilDay(2019, 11, 1), .revision = 1});
  Put({.member = "m2", .organization = kOrgA, .day = absl::CivilDay(2019, 11, 1), .revision = 1});
  EXPECT_EQ(*MembersOf(transaction_, kOrgA), 2);
  Put({.member = "m1", .organization = kOrgB, .day = absl::CivilDay(2019, 11, 5), .revision = 2});
  EXPECT_EQ(*MembersOf(transaction_, kOrgA), 1);
  EXPECT_EQ(*MembersOf(transaction_, kOrgB), 1);
  Put({.member = "m2",
       .organization = kOrgA,
       .ended = true,
       .day = absl::CivilDay(2019, 11, 5),
       .revision = 2});
  EXPECT_EQ(*MembersOf(transaction_, kOrgA), 0);
}

TEST_F(OccupancyStoreTest, VersionsComeAgainAndInAnyOrder) {
  std::vector<MembershipVersion> versions = {
      {.member = "m", .organization = kOrgA, .day = absl::CivilDay(2019, 11, 1), .revision = 1},
      {.member = "m", .organization = kOrgB, .day = absl::CivilDay(2019, 11, 9), .revision = 2},
      {.member = "m", .organization = kOrgA, .day = absl::CivilDay(2019, 11, 5), .revision = 3},
      {.member = "m", .organization = kOrgB, .day = absl::CivilDay(2019, 11, 9), .revision = 3}};
  for (std::size_t i = 0; i < 2; ++i) versions.push_back(MembershipVersion(versions[i]));
  std::mt19937_64 random(TestSeed());
  for (int round = 0; round < 50; ++round) {
    std::shuffle(versions.begin(), versions.end(), random);
    for (MembershipVersion version : versions) {
      version.member += std::to_string(round);
      Put(version);
    }
    EXPECT_EQ(*MembersOf(transaction_, kOrgA), 0);
    EXPECT_EQ(*MembersOf(transaction_, kOrgB), round + 1);
  }
}

TEST_F(OccupancyStoreTest, TheCursorComesBack) {
  EXPECT_EQ(FindFeedCursor(transaction_, kMembersFeed)->sequence(), 0u);
  type::Cursor cursor;
  cursor.set_sequence(7);
  PutFeedCursor(kMembersFeed, cursor, &transaction_);
  EXPECT_EQ(FindFeedCursor(transaction_, kMembersFeed)->sequence(), 7u);
}

}  // namespace
}  // namespace mingce::registry
