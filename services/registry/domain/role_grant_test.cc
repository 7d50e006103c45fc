#include "services/registry/domain/role_grant.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"

namespace mingce::registry {
namespace {

TEST(RoleGrantTest, AnIdentityIsAUriOfThreeParts) {
  for (const char* sound : {"spiffe://mingce/person/officer", "spiffe://t/partner/a.b_c-1",
                            "spiffe://t/service/members"}) {
    EXPECT_TRUE(IsIdentity(sound)) << sound;
  }
  for (const char* unsound :
       {"", "spiffe://", "alice", "spiffe://t/person", "spiffe://t/person/", "spiffe:///person/a",
        "spiffe://t/person/a/b", "spiffe://t/person/a/", "spiffe://T/person/a",
        "https://t/person/a", "spiffe://t/people/a", "spiffe://t/person/A", "spiffe://t/person/a b",
        " spiffe://t/person/a", "spiffe://t/person/-a", "spiffe://t/person/*",
        "spiffe://t/person/张"}) {
    EXPECT_FALSE(IsIdentity(unsound)) << unsound;
  }
  EXPECT_TRUE(IsIdentity("spiffe://t/person/" + std::string(63, 'a')));
  EXPECT_FALSE(IsIdentity("spiffe://t/person/" + std::string(64, 'a')));
}

class DaysTest : public testing::Test {
 protected:
  static RoleGrant Of(absl::CivilDay from, std::optional<absl::CivilDay> until) {
    RoleGrant grant;
    grant.identity = "spiffe://t/person/a";
    grant.role = 6;
    grant.from = from;
    grant.until = until;
    return grant;
  }
  const absl::CivilDay kFirst{2019, 11, 1};
  const absl::CivilDay kLast{2019, 11, 30};
};

TEST_F(DaysTest, HoldsFromItsFirstDayToItsLast) {
  const RoleGrant grant = Of(kFirst, kLast);
  EXPECT_FALSE(IsInForce(grant, kFirst - 1));
  EXPECT_TRUE(IsInForce(grant, kFirst));
  EXPECT_TRUE(IsInForce(grant, kLast));
  EXPECT_FALSE(IsInForce(grant, kLast + 1));
  EXPECT_TRUE(IsInForce(Of(kFirst, std::nullopt), absl::CivilDay(2999, 1, 1)));
}

TEST_F(DaysTest, WithdrawnItHoldsOnNoDay) {
  RoleGrant grant = Of(kFirst, std::nullopt);
  grant.withdrawal.emplace();
  EXPECT_FALSE(IsInForce(grant, kFirst));
  EXPECT_FALSE(Covers(grant, Of(kFirst, kLast)));
}

TEST_F(DaysTest, CoversWhatItGivesAnyway) {
  const RoleGrant grant = Of(kFirst, kLast);
  EXPECT_TRUE(Covers(grant, grant));
  EXPECT_TRUE(Covers(grant, Of(kFirst + 1, kLast - 1)));
  EXPECT_FALSE(Covers(grant, Of(kFirst - 1, kLast)));
  EXPECT_FALSE(Covers(grant, Of(kFirst, kLast + 1)));
  EXPECT_FALSE(Covers(grant, Of(kFirst, std::nullopt)));
  EXPECT_TRUE(Covers(Of(kFirst, std::nullopt), Of(kLast, std::nullopt)));
  RoleGrant other = grant;
  other.role = 7;
  EXPECT_FALSE(Covers(grant, other));
  other = grant;
  other.identity = "spiffe://t/person/b";
  EXPECT_FALSE(Covers(grant, other));
  other = grant;
  other.organization = OrganizationId::FromText("0123456789abcdefghjkmnpqrs");
  EXPECT_FALSE(Covers(grant, other));
  other = grant;
  other.question_limits.persons_a_day = 1;
  EXPECT_FALSE(Covers(grant, other)) << "another limit is another grant";
  EXPECT_FALSE(Covers(other, grant));
}

// "" or what is wrong.
std::string FaultOf(const policy::QuestionLimits& limits) {
  const std::optional<LimitFault> fault = CheckQuestionLimits(limits);
  return fault.has_value() ? absl::StrCat(fault->name, " 1 to ", fault->most) : "";
}

TEST(QuestionLimitsTest, EachHasARange) {
  using policy::QuestionLimits;
  EXPECT_EQ(FaultOf({}), "");
  EXPECT_EQ(FaultOf(policy::kDefaultQuestionLimits), "");
  EXPECT_EQ(FaultOf(policy::kMostQuestionLimits), "");
  EXPECT_EQ(FaultOf({.misses_at_once = 1, .misses_a_day = 1}), "");
  const std::pair<std::int32_t QuestionLimits::*, std::string> faults[] = {
      {&QuestionLimits::misses_at_once, "misses_at_once 1 to 20000"},
      {&QuestionLimits::misses_a_day, "misses_a_day 1 to 28800"},
      {&QuestionLimits::persons_a_day, "persons_a_day 1 to 200000"},
      {&QuestionLimits::persons_a_case, "persons_a_case 1 to 10000"}};
  for (const auto& [limit, fault] : faults) {
    QuestionLimits limits = policy::kMostQuestionLimits;
    ++(limits.*limit);
    EXPECT_EQ(FaultOf(limits), fault);
    limits.*limit = -1;
    EXPECT_EQ(FaultOf(limits), fault);
  }
}

TEST(QuestionLimitsTest, ADayMakesGoodWhatIsMissedAtOnce) {
  EXPECT_EQ(FaultOf({.misses_a_day = 100}), "misses_at_once 1 to 100") << "2,000 by default";
  EXPECT_EQ(FaultOf({.misses_at_once = 101, .misses_a_day = 100}), "misses_at_once 1 to 100");
  EXPECT_EQ(FaultOf({.misses_at_once = 100, .misses_a_day = 100}), "");
  EXPECT_EQ(FaultOf({.misses_at_once = 2'881}), "misses_at_once 1 to 2880");
}

}  // namespace
}  // namespace mingce::registry
