#include "services/members/app/check_eligibility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "services/members/app/note.h"
#include "services/members/app/roll_for_test.h"

namespace mingce::members {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class CheckEligibilityTest : public RollTest {
 protected:
  Verdict CheckOne(const Cells& person) {
    const absl::StatusOr<EligibilityAnswer> answer = Check({person});
    EXPECT_THAT(answer, IsOk());
    return answer.ok() ? answer->items.front().verdict : Verdict();
  }
};

TEST_F(CheckEligibilityTest, BothKeysHaveToFit) {
  OpenCampaign();
  const Cells person = PersonCells(1, UnionCode(1));
  EXPECT_THAT(CheckOne(person).reasons, ElementsAre(Reason::kNotCollected));
  ImportOne(person);
  EXPECT_EQ(CheckOne(person).decision, Decision::kEligible);
  registry::mirror::Organization unit = UnitFacts(1);
  unit.closed = true;
  Publish(1, unit);
  EXPECT_THAT(CheckOne(person).reasons, ElementsAre(Reason::kOrgClosed));
}

TEST_F(CheckEligibilityTest, AUnionThatClosesTomorrowIsOpenToday) {
  OpenCampaign();
  const Cells person = PersonCells(1, UnionCode(1));
  ImportOne(person);
  registry::mirror::Organization unit = UnitFacts(1);
  unit.closed = true;
  clock_.Advance(absl::Hours(24));  // said today, holding from tomorrow
  Publish(1, unit);
  clock_.StepWall(-absl::Hours(24));
  EXPECT_EQ(CheckOne(person).decision, Decision::kEligible);
  clock_.Advance(absl::Hours(24));
  EXPECT_THAT(CheckOne(person).reasons, ElementsAre(Reason::kOrgClosed));
}

TEST_F(CheckEligibilityTest, AClockThatIsBehindSaysNoToNobody) {
  clock_.Advance(absl::Hours(72));  // where the registry is when it registers the unions
  OpenCampaign();
  const Cells person = PersonCells(1, UnionCode(1));
  ImportOne(person);
  clock_.StepWall(-absl::Hours(72));
  EXPECT_EQ(ReasonOf(Check({person}).status()), "CLOCK_BEHIND");
  EXPECT_THAT(CheckOne(PersonCells(2, UnionCode(1))).reasons, ElementsAre(Reason::kNotCollected));
  // What is "no" on either day is "no".
  clock_.Advance(absl::Hours(72));
  registry::mirror::Organization unit = UnitFacts(1);
  unit.closed = true;
  Publish(1, unit);
  clock_.StepWall(-absl::Hours(72));
  EXPECT_EQ(CheckOne(person).decision, Decision::kNotEligible);
}

TEST_F(CheckEligibilityTest, ACallerCanAskForAStateOfTheRegistry) {
  OpenCampaign();
  const Cells person = PersonCells(1, UnionCode(1));
  ImportOne(person);
  EligibilityQuestion question = Question();
  question.min_registry_sequence = mirror_->Now()->cursor().sequence() + 1;
  EXPECT_EQ(ReasonOf(Check({person}, question).status()), "BEHIND");
  Publish(2, UnitFacts(2));
  const absl::StatusOr<EligibilityAnswer> answer = Check({person}, question);
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->registry.sequence(), question.min_registry_sequence);
  question.min_sequence = 1000;
  EXPECT_EQ(ReasonOf(Check({person}, question).status()), "BEHIND");
}

TEST_F(CheckEligibilityTest, KnowsNothingBeforeTheRegistryIsHeard) {
  EXPECT_EQ(ReasonOf(Check({PersonCells(1, "")}).status()), "MIRROR_NOT_READY");
  EXPECT_EQ(ReasonOf(Import({PersonCells(1, "")}).status()), "MIRROR_NOT_READY");
}

TEST_F(CheckEligibilityTest, EachPersonIsAnEntryThatNamesResources) {
  OpenCampaign();
  const Cells person = PersonCells(1, UnionCode(1));
  const std::string member = ImportOne(person).member;
  ASSERT_THAT(Check({person, PersonCells(2, "")}), IsOk());
  const std::vector<audit::Entry> entries = Touched();
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].subject, "members/" + member);
  EXPECT_EQ(entries[0].organization, UnitId(1).ResourceName());
  EXPECT_EQ(entries[0].decision, "ELIGIBLE");
  EXPECT_EQ(entries[1].decision, "NOT_ELIGIBLE");
}

TEST_F(CheckEligibilityTest, AQuestionSaysWhatFor) {
  OpenCampaign();
  EligibilityQuestion question = Question();
  question.benefit = "NOTHING";
  const absl::Status unknown = Check({PersonCells(1, "")}, question).status();
  EXPECT_EQ(ReasonOf(unknown), "BENEFIT_UNKNOWN");
  for (const std::string& said :
       {std::string(unknown.message()), ErrorInfoOf(unknown)->message_zh}) {
    EXPECT_THAT(said, HasSubstr("AUTUMN_SCHOOL_AID（金秋助学）"));
  }
  for (const char* name : {"AUTUMN_SCHOOL_AID", "金秋助学", "大病救助"}) {
    question.benefit = name;
    EXPECT_THAT(Check({PersonCells(1, "")}, question), IsOk()) << name;
  }
  EXPECT_THAT(Touched().back().purpose, StartsWith("SERIOUS_ILLNESS_RELIEF: ")) << "not the alias";
  question = Question();
  for (const char* typed : {"", "439999199003071235", "王芳的大病救助"}) {
    question.purpose = typed;
    const absl::Status refused = Check({PersonCells(1, "")}, question).status();
    ASSERT_EQ(ReasonOf(refused), "PURPOSE_UNKNOWN");
    EXPECT_THAT(ErrorInfoOf(refused)->message_zh, HasSubstr("BENEFIT_REVIEW（资格审核）"));
  }
  question.purpose = "复核";
  ASSERT_THAT(Check({PersonCells(1, "")}, question), IsOk());
  EXPECT_EQ(Touched().back().purpose, "SERIOUS_ILLNESS_RELIEF: BENEFIT_RECHECK");
  for (const auto& [typed, reason] :
       {std::pair<const char*, const char*>{" ", "CASE_NUMBER_REQUIRED"},
        {"张三住院", "CASE_NUMBER_SHAPE"},
        {"13912345678", "CASE_NUMBER_SHAPE"}}) {
    question.case_number = typed;
    EXPECT_EQ(ReasonOf(Check({PersonCells(1, "")}, question).status()), reason);
  }
  EXPECT_EQ(ReasonOf(Check({}).status()), "NO_ITEMS");
}

// The log is kept for ever, and never changed.
TEST_F(CheckEligibilityTest, NothingThatWasTypedStandsInTheLogInClear) {
  OpenCampaign();
  const Cells person = PersonCells(1, UnionCode(1));
  ImportOne(person);
  EligibilityQuestion question = Question();
  question.benefit = "大病救助";
  question.purpose = "救助审核";
  question.case_number = "桃救字〔2019〕第12号";
  question.note = "王芳住院";
  ASSERT_THAT(Check({person, PersonCells(2, "")}, question), IsOk());
  for (const audit::Entry& entry : Touched()) {
    const std::string bytes = audit::Encode(entry);
    for (const std::string& typed :
         {question.benefit, question.purpose, question.case_number, question.note,
          person.at("id_number"), person.at("full_name")}) {
      EXPECT_THAT(bytes, Not(HasSubstr(typed)));
    }
    const absl::StatusOr<seal::Pii<std::string>> note = NoteIn(ring_, entry);
    ASSERT_THAT(note, IsOk());
    EXPECT_EQ(note->Reveal(), question.note);
  }
  question.note = std::string(kMostNote + 1, 'x');
  EXPECT_EQ(ReasonOf(Check({person}, question).status()), "NOTE_TOO_LONG");
}

}  // namespace
}  // namespace mingce::members
