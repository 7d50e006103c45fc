#include "services/reporting/storage/keys.h"

#include <gtest/gtest.h>

#include <string>

namespace mingce::reporting {
namespace {

TEST(KeysTest, EveryTableHasItsByte) {
  EXPECT_EQ(TablePrefix(Table::kMeta), "\x01");
  EXPECT_EQ(FeedCursorKey(Feed::kRegistry), std::string("\x05registry\x00\x01", 11));
  EXPECT_EQ(FeedCursorKey(Feed::kMembers), std::string("\x05members\x00\x01", 10));
  const absl::CivilDay day(2019, 11, 30);  // 20191130 is 0x0134179a
  EXPECT_EQ(MembershipVersionKey(MemberId("m"), day, 2),
            std::string("\x19m\x00\x01\x00\x00\x00\x00\x01\x34\x17\x9a"
                        "\x00\x00\x00\x00\x00\x00\x00\x02",
                        20));
  EXPECT_EQ(TablePrefix(TableOf(Feed::kRegistry)), "\x40");
}

TEST(KeysTest, VersionsSortByIdThenDayThenRevision) {
  const MemberId member("m");
  const auto key = [&](absl::CivilDay day, std::int64_t revision) {
    return MembershipVersionKey(member, day, revision);
  };
  const absl::CivilDay day(2019, 11, 30);
  EXPECT_LT(key(absl::CivilDay(1949, 10, 1), 9), key(day, 1));
  EXPECT_LT(key(day, 1), key(day, 2));
  EXPECT_LT(key(day, 255), key(day, 256));
  EXPECT_LT(key(day, 256), key(day + 1, 1));
  EXPECT_LT(key(absl::CivilDay(9999, 12, 31), 1), MembershipVersionKey(MemberId("ma"), day, 1));
  EXPECT_EQ(key(day, 1).rfind(MembershipPrefix(member), 0), 0u);
  EXPECT_NE(MembershipVersionKey(MemberId("ma"), day, 1).rfind(MembershipPrefix(member), 0), 0u);
}

TEST(KeysTest, VersionKeysAreTakenApart) {
  std::string id;
  absl::CivilDay day;
  std::int64_t revision = 0;
  const std::string key = MembershipVersionKey(MemberId("m"), absl::CivilDay(2019, 11, 30), 7);
  ASSERT_TRUE(ParseMembershipVersionKey(key, &id, &day, &revision));
  EXPECT_EQ(id, "m");
  EXPECT_EQ(day, absl::CivilDay(2019, 11, 30));
  EXPECT_EQ(revision, 7);
  std::string other_table = key;
  other_table[0] = '\x11';
  for (const std::string& bad :
       {std::string(), key.substr(0, key.size() - 1), key + "x", other_table,
        TablePrefix(Table::kMembershipVersion), MembershipVersionKey(MemberId(""), day, 7),
        MembershipVersionKey(MemberId("m"), day, -1)}) {
    EXPECT_FALSE(ParseMembershipVersionKey(bad, &id, &day, &revision));
  }
  std::string no_day = key;
  no_day[no_day.size() - 9] = 0;  // 2019-09-76
  EXPECT_FALSE(ParseMembershipVersionKey(no_day, &id, &day, &revision));
  EXPECT_EQ(id, "m");
}

}  // namespace
}  // namespace mingce::reporting
