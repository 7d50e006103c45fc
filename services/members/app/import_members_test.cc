#include "services/members/app/import_members.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "lib/base/day.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/base/time_proto.h"
#include "lib/testing/status_matchers.h"
#include "services/members/app/roll_for_test.h"
#include "services/members/storage/keys.h"
#include "services/members/storage/membership_store.h"

namespace mingce::members {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> Reasons(const RowResult& result) {
  std::vector<std::string> reasons;
  for (const form::RowFinding& finding : result.findings) reasons.push_back(finding.reason);
  return reasons;
}

class ImportMembersTest : public RollTest {
 protected:
  ImportMembersTest() { OpenCampaign(); }

  std::vector<std::string> EventTypes() const {
    std::vector<std::string> types;
    for (const feed::v1::Event& event : Events()) {
      types.push_back(event.type().substr(event.type().rfind('.') + 1));
    }
    return types;
  }
};

TEST_F(ImportMembersTest, ARowIsTakenOnceAndTheSameAgainChangesNothing) {
  const RowResult first = ImportOne(PersonCells(1, UnionCode(1)));
  EXPECT_EQ(first.outcome, RowOutcome::kAccepted);
  const RowResult again = ImportOne(PersonCells(1, UnionCode(1)));
  EXPECT_EQ(again.outcome, RowOutcome::kUnchanged);
  EXPECT_EQ(again.member, first.member);
  EXPECT_THAT(EventTypes(), ElementsAre("MembershipBegan"));
  EXPECT_EQ(CountMembers(*store_).value(), 1);
}

TEST_F(ImportMembersTest, StreamAndStateSayTheSameOfSuspectTimes) {
  ImportOne(PersonCells(1, UnionCode(1)));
  clock_.StepWall(-absl::Hours(2));
  ImportOne(PersonCells(2, UnionCode(1)));
  clock_.Advance(absl::Hours(3));
  ImportOne(PersonCells(3, UnionCode(1)));
  std::map<std::string, std::uint64_t> live;
  for (const feed::v1::Event& event : Events()) live[event.subject()] = event.time_suspect_since();
  std::map<std::string, std::uint64_t> state;
  ASSERT_THAT(VisitPublished(*store_, "",
                             [&](absl::string_view, const ledger::NewEvent& event,
                                 ledger::RecordedTime recorded) {
                               state[event.subject] = recorded.suspect_since;
                               return true;
                             }),
              IsOk());
  EXPECT_EQ(state, live);
  std::vector<std::uint64_t> marks;
  for (const feed::v1::Event& event : Events()) marks.push_back(event.time_suspect_since());
  EXPECT_THAT(marks, ElementsAre(0, 2, 0));
}

TEST_F(ImportMembersTest, APhoneIsAnUpdateThatOthersDoNotHearOf) {
  ImportOne(PersonCells(1, UnionCode(1)));
  Cells row = PersonCells(1, UnionCode(1));
  row["mobile"] = "13800138000";
  EXPECT_EQ(ImportOne(row).outcome, RowOutcome::kUpdated);
  EXPECT_THAT(EventTypes(), ElementsAre("MembershipBegan"));
}

TEST_F(ImportMembersTest, OneNumberIsOnePersonOfOneUnion) {
  ImportOne(PersonCells(1, UnionCode(1)));
  Cells renamed = PersonCells(1, UnionCode(1));
  renamed["full_name"] = "李四";
  EXPECT_THAT(Reasons(ImportOne(renamed)), ElementsAre("ID_NAME_CONFLICT"));
  EXPECT_THAT(Reasons(ImportOne(PersonCells(1, UnionCode(2)))), ElementsAre("DUPLICATE_ELSEWHERE"));
  const auto twice = Import({PersonCells(2, UnionCode(1)), PersonCells(2, UnionCode(1))});
  ASSERT_THAT(twice, IsOk());
  EXPECT_EQ(twice->at(0).outcome, RowOutcome::kAccepted);
  EXPECT_THAT(Reasons(twice->at(1)), ElementsAre("DUPLICATE_IN_FILE"));
}

TEST_F(ImportMembersTest, OnlyAUnionThatTakesMembersGetsThem) {
  EXPECT_THAT(Reasons(ImportOne(PersonCells(1, UnionCode(9)))), ElementsAre("UNIT_UNKNOWN"));
  EXPECT_THAT(Reasons(ImportOne(PersonCells(1, UnitId(0).ResourceName()))),
              ElementsAre("UNIT_OWNS_NO_MEMBERS"));
  registry::mirror::Organization closed = UnitFacts(2);
  closed.closed = true;
  Publish(2, closed);
  EXPECT_THAT(Reasons(ImportOne(PersonCells(1, UnionCode(2)))), ElementsAre("UNIT_CLOSED"));
  // A row whose union is wrong does not make its number a second one.
  const auto rows = Import({PersonCells(1, UnionCode(2)), PersonCells(1, UnionCode(1))});
  EXPECT_EQ(rows->at(1).outcome, RowOutcome::kAccepted);
}

TEST_F(ImportMembersTest, ABareNameIsAnsweredWithWhatItMayMean) {
  const RowResult result = ImportOne(PersonCells(1, "第3中学工会"));
  ASSERT_THAT(Reasons(result), ElementsAre("UNIT_BY_NAME"));
  ASSERT_THAT(result.findings[0].candidates, Not(IsEmpty()));
  EXPECT_EQ(result.findings[0].candidates[0], absl::StrCat(UnionCode(3), " 第3中学工会委员会"));
  EXPECT_THAT(result.findings[0].candidates, Not(Contains(HasSubstr("总工会"))))
      << "it has no members of its own";
}

TEST_F(ImportMembersTest, ACodeThatWentToANewUnionMeansThatOne) {
  registry::mirror::Organization closed = UnitFacts(1);
  closed.closed = true;
  Publish(1, closed);
  registry::mirror::Organization founded = UnitFacts(4);
  founded.union_uscc = UnionCode(1);
  Publish(4, founded);
  const RowResult result = ImportOne(PersonCells(1, UnionCode(1)));
  ASSERT_EQ(result.outcome, RowOutcome::kAccepted);
  EXPECT_EQ(Get(result.member)->membership.organization, UnitId(4));
}

TEST_F(ImportMembersTest, AKeptMembershipHoldsFromTheDayOfTheSheet) {
  const std::string member = ImportOne(PersonCells(1, UnionCode(1))).member;
  clock_.Advance(absl::Hours(24 * 5));  // the 15th
  Cells kept = PersonCells(1, UnionCode(1));
  kept["change_type"] = "保留";
  kept["change_date"] = "2019-11-12";
  EXPECT_EQ(ImportOne(kept).outcome, RowOutcome::kUpdated);
  const auto state = [&](int day) {
    return Get(member, {.as_of = absl::CivilDay(2019, 11, day)})->membership.state;
  };
  EXPECT_EQ(state(11), MembershipState::kActive);
  EXPECT_EQ(state(12), MembershipState::kRetained);
  EXPECT_EQ(state(15), MembershipState::kRetained);
  EXPECT_THAT(EventTypes(), Contains("MembershipRetained"));
  EXPECT_EQ(TimeOf(Events().back().time()), StartOfDay(absl::CivilDay(2019, 11, 12)));
}

TEST_F(ImportMembersTest, WhatChangedMeanwhileIsDecidedAgain) {
  const std::string member = ImportOne(PersonCells(1, UnionCode(1))).member;
  Cells first = PersonCells(1, UnionCode(1));
  first["mobile"] = "13800138001";
  Cells second = PersonCells(1, UnionCode(1));
  second["education"] = "专科";
  ledger_.Meanwhile([&] { EXPECT_EQ(ImportOne(second).outcome, RowOutcome::kUpdated); });
  const RowResult result = ImportOne(first);
  EXPECT_EQ(result.outcome, RowOutcome::kUpdated);
  EXPECT_EQ(Get(member)->record.revision, 3) << "nothing was written over unseen";
}

TEST_F(ImportMembersTest, TwoWhoRegisterTheSamePersonAtOnceMakeOneMember) {
  std::string member;
  ledger_.Meanwhile([&] { member = ImportOne(PersonCells(1, UnionCode(1))).member; });
  const RowResult result = ImportOne(PersonCells(1, UnionCode(1)));
  EXPECT_EQ(result.outcome, RowOutcome::kUnchanged);
  EXPECT_EQ(result.member, member);
  ledger_.Meanwhile([&] { ImportOne(PersonCells(2, UnionCode(1))); });
  EXPECT_THAT(Reasons(ImportOne(PersonCells(2, UnionCode(2)))), ElementsAre("DUPLICATE_ELSEWHERE"));
  EXPECT_EQ(CountMembers(*store_).value(), 2);
}

TEST_F(ImportMembersTest, AUnionClosedMeanwhileTakesNobody) {
  ledger_.Meanwhile([&] {
    registry::mirror::Organization closed = UnitFacts(1);
    closed.closed = true;
    Publish(1, closed);
  });
  EXPECT_THAT(Reasons(ImportOne(PersonCells(1, UnionCode(1)))), ElementsAre("UNIT_CLOSED"));
  EXPECT_EQ(CountMembers(*store_).value(), 0);
}

TEST_F(ImportMembersTest, CheckingOnlyLeavesNothing) {
  ImportRequest request;
  request.campaign = kCampaign;
  request.validate_only = true;
  request.key = {.caller = "c", .request_id = NewUuid()};
  const auto results = Import({PersonCells(1, UnionCode(1))}, request);
  ASSERT_THAT(results, IsOk());
  EXPECT_EQ(results->front().outcome, RowOutcome::kAccepted);
  EXPECT_EQ(CountMembers(*store_).value(), 0);
}

TEST_F(ImportMembersTest, TheAnswerIsKeptSealedAndGivenAgain) {
  ImportRequest request;
  request.campaign = kCampaign;
  request.key = {.caller = "c", .request_id = NewUuid()};
  ASSERT_THAT(Import({PersonCells(1, UnionCode(1))}, request), IsOk());
  EXPECT_EQ(last_answer_, "answer for 1 rows");
  last_answer_.clear();
  ASSERT_THAT(Import({PersonCells(1, UnionCode(1))}, request), IsOk());
  EXPECT_EQ(last_answer_, "answer for 1 rows") << "the first one, for nothing was decided anew";
  int answers = 0;
  ASSERT_THAT(store_->Scan(std::string(1, static_cast<char>(Table::kRequest)),
                           [&](absl::string_view, absl::string_view value) {
                             if (!value.empty()) ++answers;  // else the index by age
                             EXPECT_THAT(std::string(value), Not(HasSubstr("answer for")));
                             return true;
                           }),
              IsOk());
  EXPECT_EQ(answers, 1);
}

TEST_F(ImportMembersTest, TheAuditNamesTheUnionAsAResource) {
  ImportRequest request;
  request.campaign = kCampaign;
  request.default_organization = UnitId(1);
  request.key = {.caller = "c", .request_id = NewUuid()};
  ASSERT_THAT(Import({PersonCells(1, "")}, request), IsOk());
  EXPECT_THAT(Audit(), ElementsAre(Field(&audit::Entry::organization, UnitId(1).ResourceName())));
}

TEST_F(ImportMembersTest, RefusesWhatItCannotWorkWith) {
  EXPECT_EQ(ReasonOf(Import({}).status()), "NO_ROWS");
  ImportRequest request;
  request.campaign = "nothing";
  request.key = {.caller = "c", .request_id = NewUuid()};
  EXPECT_EQ(ReasonOf(Import({PersonCells(1, "")}, request).status()), "CAMPAIGN_NOT_FOUND");
  Cells more = PersonCells(1, UnionCode(1));
  more["nickname"] = "x";
  EXPECT_EQ(ReasonOf(Import({more}).status()), "FORM_FIELD_UNKNOWN");
  Cells fewer = PersonCells(1, UnionCode(1));
  fewer.erase("sex");
  EXPECT_EQ(ReasonOf(Import({fewer}).status()), "COLUMN_MISSING");
}

}  // namespace
}  // namespace mingce::members
