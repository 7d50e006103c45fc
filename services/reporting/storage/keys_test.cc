// These bytes are on disk. A change here means that every store has to be built again: give the
// store a new format (main.cc) when you change one.

#include "services/reporting/storage/keys.h"

#include <gtest/gtest.h>

#include "absl/strings/escaping.h"

namespace mingce::reporting {
namespace {

std::string Hex(const std::string& key) { return absl::BytesToHexString(key); }

TEST(KeysTest, Golden) {
  EXPECT_EQ(Hex(TablePrefix(Table::kMeta)), "01");
  EXPECT_EQ(Hex(FeedCursorKey(Feed::kRegistry)), "0572656769737472790001");
  EXPECT_EQ(Hex(FeedCursorKey(Feed::kMembers)), "056d656d626572730001");
  EXPECT_EQ(Hex(OrganizationKey(OrganizationId("ab"))), "1061620001");
  EXPECT_EQ(Hex(MemberKey(MemberId("ab"))), "1861620001");
  EXPECT_EQ(Hex(DayCountKey(OrganizationId("ab"), absl::CivilDay(2019, 11, 30))),
            "20616200010000000000004736");  // 18230 days
  EXPECT_EQ(Hex(CampaignKey(CampaignId("ab"))), "2861620001");
  EXPECT_EQ(Hex(QuotaPlanKey(CampaignId("ab"))), "3061620001");
}

TEST(KeysTest, DaysSortWithinTheirOrganization) {
  const OrganizationId a("a");
  const OrganizationId b("b");
  EXPECT_LT(DayCountKey(a, absl::CivilDay(2019, 12, 31)),
            DayCountKey(a, absl::CivilDay(2020, 1, 1)));
  EXPECT_LT(DayCountKey(a, absl::CivilDay(9999, 1, 1)), DayCountKey(b, absl::CivilDay(1970, 1, 1)));
  EXPECT_EQ(DayCountKey(a, absl::CivilDay(1969, 12, 31)),
            DayCountKey(a, absl::CivilDay(1970, 1, 1)));
}

TEST(KeysTest, KeysAreReadBack) {
  std::string id;
  absl::CivilDay day;
  EXPECT_TRUE(
      ParseDayCountKey(DayCountKey(OrganizationId("ab"), absl::CivilDay(2019, 11, 30)), &id, &day));
  EXPECT_EQ(id, "ab");
  EXPECT_EQ(day, absl::CivilDay(2019, 11, 30));
  EXPECT_TRUE(ParseOrganizationKey(OrganizationKey(OrganizationId("x")), &id));
  EXPECT_EQ(id, "x");
  EXPECT_TRUE(ParseCampaignKey(CampaignKey(CampaignId("y")), &id));
  EXPECT_EQ(id, "y");
}

TEST(KeysTest, WhatIsNoKeyIsRefused) {
  std::string id = "kept";
  absl::CivilDay day(2000, 1, 1);
  const std::string good = DayCountKey(OrganizationId("ab"), absl::CivilDay(2019, 11, 30));
  EXPECT_FALSE(ParseOrganizationKey(good, &id));
  EXPECT_FALSE(ParseOrganizationKey("", &id));
  EXPECT_FALSE(ParseOrganizationKey(TablePrefix(Table::kOrganization), &id));
  EXPECT_FALSE(ParseOrganizationKey(OrganizationKey(OrganizationId("a")) + "x", &id));
  EXPECT_FALSE(ParseDayCountKey(good + "x", &id, &day));
  EXPECT_FALSE(ParseDayCountKey(good.substr(0, good.size() - 1), &id, &day));
  std::string far = good;
  far[far.size() - 8] = '\x7f';  // a day beyond any calendar
  EXPECT_FALSE(ParseDayCountKey(far, &id, &day));
  EXPECT_EQ(id, "kept");
  EXPECT_EQ(day, absl::CivilDay(2000, 1, 1));
}

}  // namespace
}  // namespace mingce::reporting
