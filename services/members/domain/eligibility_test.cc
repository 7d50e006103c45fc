#include "services/members/domain/eligibility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mingce::members {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

EligibilityFacts CountedMember() {
  return {.number_known = true,
          .name_matches = true,
          .state = MembershipState::kActive,
          .organization = UnitState{.collected = true, .may_own_members = true}};
}

TEST(JudgeTest, BothKeysFit) {
  const Verdict verdict = Judge(CountedMember(), false);
  EXPECT_EQ(verdict.decision, Decision::kEligible);
  EXPECT_THAT(verdict.reasons, IsEmpty());
  EXPECT_TRUE(verdict.person_ok);
  EXPECT_TRUE(verdict.organization_ok);
}

TEST(JudgeTest, AWrongNameLooksLikeAnUnknownNumberToThoseWhoMayNotReadMembers) {
  EligibilityFacts wrong_name = CountedMember();
  wrong_name.name_matches = false;
  EXPECT_THAT(Judge(wrong_name, false).reasons, ElementsAre(Reason::kNotCollected));
  EXPECT_THAT(Judge({}, false).reasons, ElementsAre(Reason::kNotCollected));
  EXPECT_THAT(Judge(wrong_name, true).reasons, ElementsAre(Reason::kNameMismatch));
  EXPECT_FALSE(Judge(wrong_name, true).organization_ok);
  EXPECT_EQ(Judge(wrong_name, true).decision, Decision::kNotEligible);
}

TEST(JudgeTest, AllReasonsAreNamed) {
  EligibilityFacts facts = CountedMember();
  facts.state = MembershipState::kRetained;
  EXPECT_EQ(Judge(facts, false).decision, Decision::kNeedsReview);
  facts.organization->closed = true;
  const Verdict verdict = Judge(facts, false);
  EXPECT_EQ(verdict.decision, Decision::kNotEligible);
  EXPECT_THAT(verdict.reasons, ElementsAre(Reason::kStatusRetainedLimited, Reason::kOrgClosed));
}

TEST(JudgeTest, TheOrganisationHasToBeRegisteredAndOpen) {
  EligibilityFacts facts = CountedMember();
  facts.organization->collected = false;
  EXPECT_THAT(Judge(facts, false).reasons, ElementsAre(Reason::kOrgNotCollected));
  facts.organization.reset();
  EXPECT_THAT(Judge(facts, false).reasons, ElementsAre(Reason::kOrgNotCollected));
  EXPECT_TRUE(Judge(facts, false).person_ok);
}

}  // namespace
}  // namespace mingce::members
