// Grants that say how much their holder may ask about persons: who may give them, and what they may
// say.

#include <gmock/gmock.h>

#include <cstdint>
#include <string>

#include "lib/base/error.h"
#include "lib/policy/roles.h"
#include "lib/testing/status_matchers.h"
#include "services/registry/app/register_for_test.h"
#include "services/registry/app/roles.h"

namespace mingce::registry {
namespace {

using policy::v1::COLLECTOR;
using policy::v1::COUNTY_OFFICER;
using policy::v1::OPERATOR;

constexpr char kAnna[] = "spiffe://test/person/anna";
constexpr char kBert[] = "spiffe://test/person/bert";

class QuestionLimitsTest : public RegisterTest {
 protected:
  QuestionLimitsTest() { OpenCampaign(); }

  absl::StatusOr<RoleGrantView> Grant(NewRole asked, const std::string& by = kOfficer) {
    asked.document_number = "桃工发〔2019〕30号";
    Mutation mutation = NewMutation();
    mutation.key.caller = by;
    return Await<RoleGrantView>([&](Done<RoleGrantView> done) {
      GrantRole(parts_, NewCall("registry.GrantRole", by), asked, mutation, std::move(done));
    });
  }
  RoleGrant MustGrant(const NewRole& asked) {
    const auto granted = Grant(asked);
    EXPECT_THAT(granted, IsOk());
    return granted->grant;
  }
  absl::StatusOr<RoleGrantView> Revoke(const std::string& id) {
    return Await<RoleGrantView>([&](Done<RoleGrantView> done) {
      RevokeRole(parts_, NewCall("registry.RevokeRole"), id, "桃工发〔2019〕31号", NewMutation(),
                 std::move(done));
    });
  }
  absl::CivilDay today() const { return BeijingDay(clock_.Now()); }
  static std::string Reason(const absl::StatusOr<RoleGrantView>& answer) {
    return answer.ok() ? "OK" : ReasonOf(answer.status());
  }
};

TEST_F(QuestionLimitsTest, AreSetForTheWholeRegisterAndForWhoAsks) {
  const Organization town = MustCreate("甲镇总工会", "31");
  MustGrant({.identity = kBert, .role = COUNTY_OFFICER, .organization = town.id});
  NewRole asked{.identity = kAnna, .role = COLLECTOR, .organization = town.id};
  asked.question_limits = {.misses_at_once = 100, .persons_a_day = 300};
  EXPECT_EQ(Reason(Grant(asked, kBert)), "QUESTION_LIMITS_EXCEED_OWN");
  const RoleGrant granted = MustGrant(asked);
  EXPECT_EQ(granted.question_limits, asked.question_limits);
  EXPECT_EQ(MustGrant(asked).id, granted.id);
  asked.question_limits.persons_a_day = 301;
  EXPECT_NE(MustGrant(asked).id, granted.id) << "another limit is another grant";
  asked.question_limits = {};
  EXPECT_THAT(Grant(asked, kBert), IsOk());

  asked = {.identity = kAnna, .role = OPERATOR};
  asked.question_limits.persons_a_case = 1;
  EXPECT_EQ(Reason(Grant(asked)), "QUESTION_LIMITS_NOT_OF_ROLE");
  asked.role = policy::v1::BENEFIT_SYSTEM;
  EXPECT_THAT(Grant(asked), IsOk());
  for (const std::int32_t wrong : {-1, 10'001}) {
    asked.question_limits.persons_a_case = wrong;
    const absl::Status refused = Grant(asked).status();
    EXPECT_EQ(ReasonOf(refused), "QUESTION_LIMIT_OUT_OF_RANGE");
    EXPECT_EQ(ErrorInfoOf(refused)->metadata.at("field"), "question_limits.persons_a_case");
    EXPECT_EQ(ErrorInfoOf(refused)->metadata.at("most"), "10000");
  }
}

TEST_F(QuestionLimitsTest, ComeBackFromTheRows) {
  NewRole asked{.identity = kAnna, .role = policy::v1::BENEFIT_SYSTEM};
  asked.question_limits = {.misses_at_once = 100, .persons_a_day = 300};
  const RoleGrant granted = MustGrant(asked);
  const auto misses_at_once = [](const LivingRegister& living, absl::CivilDay day) {
    return living.Now()
        ->facts.QuestionLimitsOf(kAnna, day, policy::kAskingPermissions)
        .misses_at_once;
  };
  EXPECT_EQ(misses_at_once(*living_, today()), 100);
  EXPECT_EQ(misses_at_once(*LivingRegister::Load(*store_).value(), today()), 100);
  EXPECT_EQ(Revoke(granted.id)->grant.question_limits, asked.question_limits);
  EXPECT_EQ(misses_at_once(*living_, today()), 2'000);
  EXPECT_EQ(misses_at_once(*LivingRegister::Load(*store_).value(), today()), 2'000);
}

}  // namespace
}  // namespace mingce::registry
