#include "services/registry/storage/keys.h"

#include <gtest/gtest.h>

#include "absl/strings/escaping.h"

namespace mingce::registry {
namespace {

const OrganizationId kA = *OrganizationId::FromText("0123456789abcdefghjkmnpqrs");
const OrganizationId kB = *OrganizationId::FromText("zzzzzzzzzzzzzzzzzzzzzzzzzz");
// text kA and text kB in hex, with their terminators.
constexpr char kAText[] =
    "303132333435363738396162636465666768"
    "6a6b6d6e7071727300"
    "01";
constexpr char kBText[] =
    "7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a"
    "7a7a7a7a7a7a7a7a00"
    "01";

std::string Hex(const std::string& key) { return absl::BytesToHexString(key); }

// These bytes are on disk: a failure here means that a migration is needed.
TEST(KeysTest, AreSpelledAsTheyAlwaysWere) {
  const std::string a = kAText;
  const std::string b = kBText;
  EXPECT_EQ(Hex(OrganizationKey(kA)), "10" + a);
  EXPECT_EQ(Hex(VersionKey(kA, {2019, 11, 5}, 3)),
            "11" + a + "0000000001341781" + "0000000000000003");
  EXPECT_EQ(Hex(VersionPrefix(kA)), "11" + a);
  EXPECT_EQ(Hex(UnionCodeKey("81A")),
            "14383141"
            "0001");
  EXPECT_EQ(Hex(UnitCodeKey("12A")),
            "15313241"
            "0001");
  EXPECT_EQ(Hex(ChildKey(kA, kB)), "16" + a + b);
  EXPECT_EQ(Hex(ChildKey(std::nullopt, kB)), "160001" + b);
  EXPECT_EQ(Hex(ChildPrefix(kA)), "16" + a);
  EXPECT_EQ(Hex(NameKey(kA, "n", kB)), "17" + a + "6e0001" + b);
  EXPECT_EQ(Hex(NamePrefix(std::nullopt, "n")),
            "170001"
            "6e0001");
  EXPECT_EQ(Hex(PlannedUnitKey(kA, kB)), "18" + a + b);
  EXPECT_EQ(Hex(PlannedUnitPrefix(kA)), "18" + a);
  EXPECT_EQ(Hex(CodeHistoryKey("81A", kB)), "193831410001" + b);
  EXPECT_EQ(Hex(CodeHistoryPrefix("81A")), "193831410001");
  EXPECT_EQ(Hex(CampaignKey("c-1")),
            "20632d31"
            "0001");
  EXPECT_EQ(Hex(QuotaPlanKey("c", 2)),
            "21630001"
            "0000000000000002");
  EXPECT_EQ(Hex(FormKey("f")), "24660001");
  EXPECT_EQ(Hex(FormOrderKey(1, 9)),
            "25"
            "0000000000000001"
            "0000000000000009");
  EXPECT_EQ(Hex(CodeListKey("l")), "286c0001");
  EXPECT_EQ(Hex(RoleGrantKey("g")), "2c670001");
  EXPECT_EQ(Hex(GrantOfIdentityKey("i", "g")), "2d690001670001");
  EXPECT_EQ(Hex(GrantOfIdentityPrefix("i")), "2d690001");
  EXPECT_EQ(Hex(IdentityBlockKey("i")), "2e690001");
  EXPECT_EQ(Hex(ClockConfirmationKey("e")), "2f650001");
  EXPECT_EQ(Hex(FeedCursorKey("m")), "056d0001");
  EXPECT_EQ(Hex(MembershipKey("m")), "306d0001");
  EXPECT_EQ(Hex(OccupancyKey(kA)), "31" + a);
}

TEST(KeysTest, TableNumbersAreTheLedgersAndTheListed) {
  EXPECT_EQ(static_cast<int>(Table::kMeta), 0x01);
  EXPECT_EQ(static_cast<int>(Table::kRequest), 0x02);
  EXPECT_EQ(static_cast<int>(Table::kEvent), 0x03);
  EXPECT_EQ(static_cast<int>(Table::kAudit), 0x04);
}

TEST(KeysTest, VersionsSortByDayThenRevision) {
  EXPECT_LT(VersionKey(kA, {1951, 12, 31}, 9), VersionKey(kA, {1952, 1, 1}, 1));
  EXPECT_LT(VersionKey(kA, {1999, 9, 30}, 1), VersionKey(kA, {1999, 10, 1}, 1));
  EXPECT_LT(VersionKey(kA, {2019, 1, 1}, 9), VersionKey(kA, {2019, 1, 1}, 10));
}

TEST(KeysTest, IdsComeBack) {
  EXPECT_EQ(OrganizationIdOfKey(OrganizationKey(kA)), kA);
  EXPECT_EQ(OrganizationIdOfKey(ChildKey(kA, kB)), kB);
  EXPECT_EQ(OrganizationIdOfKey(NameKey(std::nullopt, "n", kB)), kB);
  EXPECT_EQ(OrganizationIdOfKey("\x10garbage"), std::nullopt);
  EXPECT_EQ(OrganizationIdOfKey(""), std::nullopt);
  EXPECT_EQ(TextIdOfKey(CampaignKey("c-1")), "c-1");
  EXPECT_EQ(TextIdOfKey(QuotaPlanKey("c", 1)), std::nullopt);
}

}  // namespace
}  // namespace mingce::registry
