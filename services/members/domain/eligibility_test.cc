#include "services/members/domain/eligibility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/members/domain/decide_import.h"

namespace mingce::members {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Organization Unit() {
  Organization unit{.id = *OrganizationId::Parse("0123456789abcdefghjkmnpqrs")};
  unit.collected = true;
  unit.may_own_members = true;
  return unit;
}

EligibilityFacts CountedMember() {
  return {.number_known = true,
          .name_matches = true,
          .membership = Membership::kActive,
          .organization = Unit()};
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
  facts.membership = Membership::kRetained;
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

TEST(DecideImportTest, OneNumberIsOnePerson) {
  EXPECT_EQ(DecideImport(std::nullopt), ImportDecision::kAccept);
  for (const bool same_organization : {false, true}) {
    for (const bool same_content : {false, true}) {
      EXPECT_EQ(DecideImport(HeldRecord{false, same_organization, same_content}),
                ImportDecision::kNameConflict);
    }
  }
  EXPECT_EQ(DecideImport(HeldRecord{true, false, true}), ImportDecision::kDuplicateElsewhere);
  EXPECT_EQ(DecideImport(HeldRecord{true, true, true}), ImportDecision::kUnchanged);
  EXPECT_EQ(DecideImport(HeldRecord{true, true, false}), ImportDecision::kUpdate);
}

TEST(ObstacleTest, OnlyAnOpenRegisteredBaseUnionTakesMembers) {
  EXPECT_EQ(ObstacleOf(std::nullopt), UnitObstacle::kUnknown);
  Organization unit = Unit();
  EXPECT_EQ(ObstacleOf(unit), UnitObstacle::kNone);
  unit.may_own_members = false;
  EXPECT_EQ(ObstacleOf(unit), UnitObstacle::kOwnsNoMembers);
  unit.collected = false;
  EXPECT_EQ(ObstacleOf(unit), UnitObstacle::kNotCollected);
  unit.closed = true;
  EXPECT_EQ(ObstacleOf(unit), UnitObstacle::kClosed);
}

}  // namespace
}  // namespace mingce::members
