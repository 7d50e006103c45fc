#include "services/members/domain/decide_row.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mingce::members {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

const OrganizationId kUnit = *OrganizationId::FromText("0123456789abcdefghjkmnpqrs");

Unit SoundUnit() {
  return {.id = kUnit,
          .names = {"第一工会", "一工会"},
          .unit_name = "第一中学",
          .state = {.collected = true, .closed = false, .may_own_members = true}};
}

RowFacts Facts() {
  return {.unit = SoundUnit(), .number_seen = false, .held = {}, .today = {2019, 11, 15}};
}

SoundRow Row() {
  return {.values = {{"full_name", "张三"}, {"mobile", "13800138000"}},
          .missing_fields = {"education"},
          .blank = {},
          .unit_hint = {}};
}

// The record that Row() makes.
HeldMember Held() {
  return {.same_name = true,
          .same_organization = true,
          .values = Row().values,
          .missing_fields = {"education"},
          .state = MembershipState::kActive};
}

std::vector<std::string> Reasons(const RowDecision& decision) {
  std::vector<std::string> reasons;
  for (const form::RowFinding& finding : decision.findings) reasons.push_back(finding.reason);
  return reasons;
}

TEST(ObstacleTest, OnlyAnOpenRegisteredBaseUnionTakesMembers) {
  EXPECT_EQ(ObstacleOf(std::nullopt), UnitObstacle::kUnknown);
  Unit unit = SoundUnit();
  EXPECT_EQ(ObstacleOf(unit), UnitObstacle::kNone);
  unit.state.may_own_members = false;
  EXPECT_EQ(ObstacleOf(unit), UnitObstacle::kOwnsNoMembers);
  unit.state.collected = false;
  EXPECT_EQ(ObstacleOf(unit), UnitObstacle::kNotCollected);
  unit.state.closed = true;
  EXPECT_EQ(ObstacleOf(unit), UnitObstacle::kClosed);
}

TEST(DecideRowTest, ANewNumberIsAccepted) {
  const RowDecision decision = DecideRow(Facts(), Row());
  EXPECT_EQ(decision.outcome, RowOutcome::kAccepted);
  ASSERT_TRUE(decision.change.has_value());
  EXPECT_EQ(decision.change->values, Row().values);
  EXPECT_THAT(decision.change->missing_fields, ElementsAre("education"));
  EXPECT_THAT(decision.findings, IsEmpty());
}

TEST(DecideRowTest, AUnitThatTakesNoMembersRefusesBeforeAnythingElse) {
  RowFacts facts = Facts();
  facts.number_seen = true;
  facts.unit->state.closed = true;
  const RowDecision decision = DecideRow(facts, Row());
  EXPECT_EQ(decision.outcome, RowOutcome::kRejected);
  EXPECT_THAT(Reasons(decision), ElementsAre("UNIT_CLOSED"));
  EXPECT_FALSE(decision.change.has_value());
}

TEST(DecideRowTest, ANumberTwiceInACallIsRefused) {
  RowFacts facts = Facts();
  facts.number_seen = true;
  EXPECT_THAT(Reasons(DecideRow(facts, Row())), ElementsAre("DUPLICATE_IN_FILE"));
}

// One number is one person, and another person's union is nobody's business.
TEST(DecideRowTest, ANumberIsOnePersonForEver) {
  RowFacts facts = Facts();
  for (const bool same_organization : {false, true}) {
    facts.held = HeldMember{.same_name = false, .same_organization = same_organization};
    EXPECT_THAT(Reasons(DecideRow(facts, Row())), ElementsAre("ID_NAME_CONFLICT"));
  }
  // Where the caller sees nothing of the other union's members, the name makes no difference.
  for (const bool same_name : {false, true}) {
    facts.held = HeldMember{.same_name = same_name, .elsewhere = true};
    EXPECT_THAT(Reasons(DecideRow(facts, Row())), ElementsAre("DUPLICATE_ELSEWHERE"));
  }
  facts.held = HeldMember{.same_name = true, .same_organization = false};
  const RowDecision elsewhere = DecideRow(facts, Row());
  EXPECT_THAT(Reasons(elsewhere), ElementsAre("DUPLICATE_ELSEWHERE"));
  EXPECT_EQ(elsewhere.findings[0].message_zh.find("转接"), std::string::npos)
      << "no command does it";
  EXPECT_FALSE(elsewhere.change.has_value());
}

TEST(DecideRowTest, TheSameAgainChangesNothing) {
  RowFacts facts = Facts();
  facts.held = Held();
  const RowDecision decision = DecideRow(facts, Row());
  EXPECT_EQ(decision.outcome, RowOutcome::kUnchanged);
  EXPECT_FALSE(decision.change.has_value());
}

TEST(DecideRowTest, AnythingElseIsAnUpdateAndErasesNothing) {
  RowFacts facts = Facts();
  facts.held = Held();
  SoundRow row{.values = {{"full_name", "张三"}, {"education", "21"}},
               .missing_fields = {"mobile"},
               .blank = {"mobile"},
               .unit_hint = {}};
  const RowDecision decision = DecideRow(facts, row);
  EXPECT_EQ(decision.outcome, RowOutcome::kUpdated);
  EXPECT_EQ(decision.change->values.at("mobile"), "13800138000");
  EXPECT_EQ(decision.change->values.at("education"), "21");
  EXPECT_THAT(decision.change->missing_fields, IsEmpty());
  EXPECT_THAT(Reasons(decision), ElementsAre("VALUE_KEPT"));
}

TEST(DecideRowTest, ARuleHoldsForWhatWouldBeStored) {
  RowFacts facts = Facts();
  facts.held = Held();
  facts.held->values["joined_on"] = "2019-11-10";
  SoundRow row = Row();
  row.values["change_date"] = "2019-11-09";
  const RowDecision decision = DecideRow(facts, row);
  EXPECT_EQ(decision.outcome, RowOutcome::kRejected);
  EXPECT_THAT(Reasons(decision), Contains("CHANGE_BEFORE_JOINING"));
  EXPECT_FALSE(decision.change.has_value());
}

TEST(DecideRowTest, AKeptMembershipHasTheDayOfTheSheet) {
  RowFacts facts = Facts();
  facts.held = Held();
  SoundRow row = Row();
  row.values["change_type"] = "3";
  row.values["change_date"] = "2019-11-09";
  const RowDecision decision = DecideRow(facts, row);
  EXPECT_EQ(decision.change->state, MembershipState::kRetained);
  EXPECT_EQ(decision.change->state_day.day, absl::CivilDay(2019, 11, 9));
}

TEST(DecideRowTest, NamesThatDoNotAgreeAreHints) {
  SoundRow row = Row();
  row.unit_hint = "第二工会";
  row.values["work_unit_name"] = "第二中学";
  const RowDecision decision = DecideRow(Facts(), row);
  EXPECT_THAT(Reasons(decision), ElementsAre("NAME_HINT_MISMATCH", "EMPLOYER_NAME_NOT_OFFICIAL"));
  EXPECT_EQ(decision.outcome, RowOutcome::kAccepted);
  row.unit_hint = "一 工会";
  row.values["work_unit_name"] = "第一中学";
  EXPECT_THAT(DecideRow(Facts(), row).findings, IsEmpty());
}

}  // namespace
}  // namespace mingce::members
