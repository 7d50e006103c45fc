// Who may receive a benefit, asked over mutual TLS of the real processes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/testing/status_matchers.h"
#include "tests/integration/register_for_tests.h"

namespace mingce::tests {
namespace {

TEST_F(RegisterTest, EligibilityJudgesBothKeysAndNamesTheReasons) {
  Import(MemberImport({MemberRow(300, UnionCode(1))}));
  EXPECT_EQ(Check(Question(300), "partner/benefits"), "ELIGIBLE");
  EXPECT_EQ(Check(Question(301), "partner/benefits"), "NOT_ELIGIBLE NOT_COLLECTED");
  members::v1::CheckEligibilityRequest wrong_name = Question(300);
  wrong_name.mutable_person()->set_full_name("赵六");
  EXPECT_EQ(Check(wrong_name, "partner/benefits"), "NOT_ELIGIBLE NOT_COLLECTED")
      << "a benefit system must not learn whose number is registered";
  EXPECT_EQ(Check(wrong_name, "person/officer"), "NOT_ELIGIBLE NAME_MISMATCH");
  auto retained = MemberRow(302, UnionCode(1));
  retained["employment_status"] = "退休";
  Import(MemberImport({retained}));
  EXPECT_EQ(Check(Question(302), "partner/benefits"), "NEEDS_REVIEW STATUS_RETAINED_LIMITED");
}

// Of one person two clerks write: with the dot, without, with another one; in traditional
// characters or in standard ones.
TEST_F(RegisterTest, ANameIsTheSameHoweverItIsWritten) {
  const std::vector<std::vector<std::string>> ways = {
      {"阿依古丽·买买提江", "阿依古丽 买买提江", "阿依古丽买买提江", "阿依古丽•买买提江",
       "阿依古丽・买买提江", "阿依古丽．买买提江", "阿依古丽.买买提江", "阿依古丽‧买买提江",
       "阿依古麗⋅買買提江"},
      {"龔學寶", "龚学宝", "龚 学宝"},
      {"赵建国", "趙建國"},
      {"John Smith", "JOHN  SMITH", "ｊｏｈｎ ｓｍｉｔｈ"}};
  int person = 330;
  for (const std::vector<std::string>& names : ways) {
    auto row = MemberRow(++person, UnionCode(1));
    row["full_name"] = names.front();
    Import(MemberImport({row}));
    members::v1::CheckEligibilityRequest request = Question(person);
    for (const std::string& name : names) {
      request.mutable_person()->set_full_name(name);
      EXPECT_EQ(Check(request, "partner/benefits"), "ELIGIBLE") << name;
    }
    request.mutable_person()->set_full_name(names.front() == "赵建国" ? "赵建军" : "赵建国");
    EXPECT_EQ(Check(request, "partner/benefits"), "NOT_ELIGIBLE NOT_COLLECTED");
  }
  members::v1::LookupMemberRequest lookup;
  *lookup.mutable_person() = Question(332).person();
  lookup.mutable_person()->set_full_name("龚学宝");
  members::v1::Member member;
  EXPECT_THAT(Ask(suite_->members(), &Members::LookupMember, lookup, &member), IsOk());
  EXPECT_EQ(member.full_name_masked(), "龔**") << "what is registered stays as it was written";
}

TEST_F(RegisterTest, AQuestionWithoutPurposeOrCaseIsRefused) {
  members::v1::CheckEligibilityRequest request = Question(300);
  request.clear_purpose();
  EXPECT_EQ(Check(request, "partner/benefits"), "PURPOSE_UNKNOWN");
  request = Question(300);
  request.set_purpose("给" + PersonName(300) + "的大病救助");
  EXPECT_EQ(Check(request, "partner/benefits"), "PURPOSE_UNKNOWN")
      << "it would stand in the audit log for ever";
  request = Question(300);
  request.clear_case_number();
  EXPECT_EQ(Check(request, "partner/benefits"), "CASE_NUMBER_REQUIRED");
  request.set_case_number(CitizenNumber(300));
  EXPECT_EQ(Check(request, "partner/benefits"), "CASE_NUMBER_SHAPE");
  request = Question(300);
  request.set_benefit("FREE_BEER");
  EXPECT_EQ(Check(request, "partner/benefits"), "BENEFIT_UNKNOWN");
  request = Question(300);
  request.set_min_sequence(1'000'000'000);
  EXPECT_EQ(Check(request, "partner/benefits"), "BEHIND");
  request = Question(300);
  request.mutable_person()->set_id_number("439999199003071230");
  EXPECT_EQ(Check(request, "partner/benefits"), "ID_CHECK_DIGIT");
}

TEST_F(RegisterTest, ABatchAnswersEachItemAndIsLimited) {
  Import(MemberImport({MemberRow(310, UnionCode(1))}));
  members::v1::BatchCheckEligibilityRequest request;
  request.set_benefit("WARMTH_VISIT");
  request.set_purpose("BENEFIT_REVIEW");
  request.set_case_number("2019-0002");
  *request.add_persons() = Question(310).person();
  *request.add_persons() = Question(311).person();
  request.add_persons()->set_id_type_code("01");
  members::v1::BatchCheckEligibilityResponse response;
  ASSERT_THAT(Ask(suite_->members(), &Members::BatchCheckEligibility, request, &response), IsOk());
  ASSERT_EQ(response.items_size(), 3);
  EXPECT_EQ(response.items(0).decision(), members::v1::ELIGIBLE);
  EXPECT_EQ(response.items(1).decision(), members::v1::NOT_ELIGIBLE);
  EXPECT_EQ(response.items(2).decision(), members::v1::DECISION_UNSPECIFIED);
  EXPECT_EQ(response.items(2).finding().reason(), "FIELD_MISSING");
  const auto reason = [&] {
    return ReasonOf(Ask(suite_->members(), &Members::BatchCheckEligibility, request, &response));
  };
  *request.add_persons() = Question(310).person();
  EXPECT_EQ(reason(), "NUMBER_TWICE");
  request.mutable_persons()->RemoveLast();
  while (request.persons_size() < 1000) {
    *request.add_persons() = Question(30'000 + request.persons_size()).person();
  }
  EXPECT_EQ(reason(), "");
  *request.add_persons() = Question(31'000).person();
  EXPECT_EQ(reason(), "TOO_MANY_ITEMS");
}

// The registry hears how many members a union has (docs/decisions/2026-11-28-occupancy.md).
TEST_F(RegisterTest, AUnionWithMembersIsNotClosedAndAClosedOneTakesNone) {
  Import(MemberImport({MemberRow(320, UnionCode(2))}));
  EXPECT_EQ(Check(Question(320), "partner/benefits"), "ELIGIBLE");
  const std::string parent = UnitWithCode(UnionCode(2)).parent();
  registry::v1::ImportOrganizationsResponse imported;
  ASSERT_THAT(
      Ask(suite_->registry(), &Registry::ImportOrganizations,
          OrganizationImport({OrganizationRow(4, parent.substr(parent.find('/') + 1))}), &imported),
      IsOk());
  const auto close = [&](const std::string& code) {
    registry::v1::Organization unit = UnitWithCode(code);
    registry::v1::CloseOrganizationRequest request;
    request.set_name(unit.name());
    request.set_etag(unit.etag());
    request.set_approval_document("桃工发〔2019〕20号");
    for (;;) {  // until the registry has heard what was just imported
      request.set_request_id(NewUuid());
      const std::string reason =
          ReasonOf(Ask(suite_->registry(), &Registry::CloseOrganization, request, &unit));
      if (reason != "MEMBERS_UNKNOWN") return reason;
    }
  };
  EXPECT_EQ(close(UnionCode(2)), "ORGANIZATION_HAS_MEMBERS");
  EXPECT_EQ(close(UnionCode(4)), "");
  suite_->WaitUntilCaughtUp();
  EXPECT_EQ(ReasonOfOnly(Import(MemberImport({MemberRow(321, UnionCode(4))}))), "UNIT_CLOSED");
  // Nothing is closed on a guess.
  suite_->Kill(Service::kMembers);
  std::this_thread::sleep_for(std::chrono::seconds(6));
  registry::v1::Organization unit = UnitWithCode(UnionCode(3));
  registry::v1::CloseOrganizationRequest request;
  request.set_name(unit.name());
  request.set_etag(unit.etag());
  request.set_approval_document("桃工发〔2019〕20号");
  request.set_request_id(NewUuid());
  EXPECT_THAT(ReasonOf(Ask(suite_->registry(), &Registry::CloseOrganization, request, &unit)),
              testing::AnyOf("MEMBERS_UNKNOWN", "ORGANIZATION_HAS_MEMBERS"));
  suite_->Start(Service::kMembers);
}

}  // namespace
}  // namespace mingce::tests
