// What the three services promise together, asked over mutual TLS of the real processes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/testing/status_matchers.h"
#include "tests/integration/campaign.h"
#include "tests/integration/suite.h"

namespace mingce::tests {
namespace {

using Members = members::v1::MembersService::Stub;
using Registry = registry::v1::RegistryService::Stub;
using Reporting = reporting::v1::ReportingService::Stub;
using testing::ElementsAre;
using testing::IsEmpty;

// One suite for the whole file: starting it costs a second, and the tests use people of their own.
class RegisterTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    suite_ = new Suite;
    suite_->LoadCampaign();
    // The parent is a planned unit of annex 1, named by its id.
    registry::v1::ImportOrganizationsResponse imported;
    const std::string parent = UnitOf("县教育工会");
    ASSERT_THAT(Ask(suite_->registry(), &Registry::ImportOrganizations,
                    OrganizationImport({OrganizationRow(1, parent), OrganizationRow(2, parent),
                                        OrganizationRow(3, parent)}),
                    &imported),
                IsOk());
    for (const auto& result : imported.results()) {
      ASSERT_EQ(result.outcome(), type::ACCEPTED) << result.DebugString();
    }
    suite_->WaitUntilCaughtUp();
  }
  static void TearDownTestSuite() {
    delete suite_;
    suite_ = nullptr;
  }

  static std::string UnitOf(const std::string& title) {
    registry::v1::GetQuotaPlanRequest request;
    request.set_name(absl::StrCat(kCampaign, "/quotaPlans/-"));
    registry::v1::QuotaPlan plan;
    EXPECT_THAT(Ask(suite_->registry(), &Registry::GetQuotaPlan, request, &plan), IsOk());
    for (const registry::v1::Quota& quota : plan.quotas()) {
      if (quota.title() == title) return quota.organization();
    }
    return "";
  }

  static members::v1::ImportMembersResponse Import(
      const members::v1::ImportMembersRequest& request) {
    members::v1::ImportMembersResponse response;
    EXPECT_THAT(Ask(suite_->members(), &Members::ImportMembers, request, &response), IsOk());
    return response;
  }

  static std::string ReasonOfOnly(const members::v1::ImportMembersResponse& response) {
    if (response.results_size() != 1) return "not one row";
    std::string reasons;
    for (const type::Finding& finding : response.results(0).findings()) {
      absl::StrAppend(&reasons, reasons.empty() ? "" : ",", finding.reason());
    }
    return reasons;
  }

  static members::v1::CheckEligibilityRequest Question(int person) {
    members::v1::CheckEligibilityRequest request;
    request.mutable_person()->set_id_type_code("01");
    request.mutable_person()->set_id_number(CitizenNumber(person));
    request.mutable_person()->set_full_name(PersonName(person));
    request.set_benefit("SERIOUS_ILLNESS_RELIEF");
    request.set_purpose("大病救助审核");
    request.set_case_number("2019-0001");
    return request;
  }

  // Decision and reasons as one line.
  static std::string Check(const members::v1::CheckEligibilityRequest& request,
                           const std::string& identity) {
    const auto stub =
        members::v1::MembersService::NewStub(suite_->ChannelTo(Service::kMembers, identity));
    members::v1::CheckEligibilityResponse response;
    const absl::Status status = Ask(*stub, &Members::CheckEligibility, request, &response);
    if (!status.ok()) return ReasonOf(status);
    std::string line = members::v1::Decision_Name(response.decision());
    for (const members::v1::Reason& reason : response.reasons()) {
      absl::StrAppend(&line, " ", reason.code());
    }
    return line;
  }

  static reporting::v1::Attainment Attainment() {
    suite_->WaitUntilCaughtUp();
    reporting::v1::GetAttainmentRequest request;
    request.set_campaign(kCampaign);
    reporting::v1::Attainment attainment;
    EXPECT_THAT(Ask(suite_->reporting(), &Reporting::GetAttainment, request, &attainment), IsOk());
    return attainment;
  }

  static Suite* suite_;
};
Suite* RegisterTest::suite_ = nullptr;

TEST_F(RegisterTest, TheTableIsAnnexOneAndCountsEachMemberOnce) {
  const reporting::v1::Attainment before = Attainment();
  EXPECT_EQ(before.units_size(), 55);
  EXPECT_EQ(before.county().target(), 40000);
  EXPECT_EQ(before.county().allocated(), 37689);
  EXPECT_EQ(before.county().unallocated(), 2311);
  Import(MemberImport({MemberRow(100, UnionCode(1)), MemberRow(101, UnionCode(2))}));
  const reporting::v1::Attainment after = Attainment();
  EXPECT_EQ(after.county().counts().counted(), before.county().counts().counted() + 2);
  for (int i = 0; i < after.units_size(); ++i) {
    const int expected = after.units(i).title() == "县教育工会" ? 2 : 0;
    EXPECT_EQ(after.units(i).counts().counted(), before.units(i).counts().counted() + expected);
  }
}

TEST_F(RegisterTest, ImportIsIdempotentAndUpdatesOnlyWhatChanged) {
  const auto first = Import(MemberImport({MemberRow(200, UnionCode(1))}));
  EXPECT_EQ(first.results(0).outcome(), type::ACCEPTED) << first.DebugString();
  const auto again = Import(MemberImport({MemberRow(200, UnionCode(1))}));
  EXPECT_EQ(again.results(0).outcome(), type::UNCHANGED);
  EXPECT_EQ(again.results(0).member(), first.results(0).member());
  auto row = MemberRow(200, UnionCode(1));
  row["mobile"] = "13800138000";
  EXPECT_EQ(Import(MemberImport({row})).results(0).outcome(), type::UPDATED);
}

TEST_F(RegisterTest, TheSameRequestIdGetsTheFirstAnswer) {
  const members::v1::ImportMembersRequest request = MemberImport({MemberRow(210, UnionCode(1))});
  const auto first = Import(request);
  EXPECT_EQ(Import(request).SerializeAsString(), first.SerializeAsString());
  members::v1::ImportMembersRequest other = MemberImport({MemberRow(211, UnionCode(1))});
  other.set_request_id(request.request_id());
  members::v1::ImportMembersResponse response;
  EXPECT_EQ(ReasonOf(Ask(suite_->members(), &Members::ImportMembers, other, &response)),
            "REQUEST_ID_REUSED");
}

TEST_F(RegisterTest, ValidateOnlyAnswersTheSameAndStoresNothing) {
  members::v1::ImportMembersRequest request = MemberImport({MemberRow(220, UnionCode(1))});
  request.set_validate_only(true);
  EXPECT_EQ(Import(request).results(0).outcome(), type::ACCEPTED);
  EXPECT_EQ(Check(Question(220), "person/officer"), "NOT_ELIGIBLE NOT_COLLECTED");
}

TEST_F(RegisterTest, ANumberIsNeverTakenOverByAnotherNameOrAnotherUnion) {
  Import(MemberImport({MemberRow(230, UnionCode(1))}));
  auto renamed = MemberRow(230, UnionCode(1));
  renamed["full_name"] = "赵六";
  EXPECT_EQ(ReasonOfOnly(Import(MemberImport({renamed}))), "ID_NAME_CONFLICT");
  EXPECT_EQ(ReasonOfOnly(Import(MemberImport({MemberRow(230, UnionCode(2))}))),
            "DUPLICATE_ELSEWHERE");
  auto temporary_card = MemberRow(230, UnionCode(2));
  temporary_card["id_type"] = "临时居民身份证";  // the same key space
  EXPECT_EQ(ReasonOfOnly(Import(MemberImport({temporary_card}))), "DUPLICATE_ELSEWHERE");
}

TEST_F(RegisterTest, AllErrorsOfARowComeAtOnceAndTheOthersAreTaken) {
  auto bad = MemberRow(240, "81439999MC9999999X");
  bad["mobile"] = "12345";
  bad["ethnicity"] = "汗族";
  bad["political_status"] = "";
  const auto response = Import(MemberImport({bad, MemberRow(241, UnionCode(1))}));
  EXPECT_EQ(response.results(0).outcome(), type::REJECTED);
  EXPECT_GE(response.results(0).findings_size(), 4);
  EXPECT_EQ(response.results(1).outcome(), type::ACCEPTED);
  EXPECT_EQ(response.SerializeAsString().find(CitizenNumber(240)), std::string::npos);
}

TEST_F(RegisterTest, AMemberNeedsAUnionThatIsThereAndMayHaveMembers) {
  EXPECT_EQ(ReasonOfOnly(Import(MemberImport({MemberRow(250, UnionCode(999))}))), "UNIT_UNKNOWN");
  EXPECT_EQ(ReasonOfOnly(Import(MemberImport({MemberRow(250, UnitOf("县教育工会"))}))),
            "UNIT_NOT_COLLECTED");
  EXPECT_EQ(ReasonOfOnly(Import(MemberImport({MemberRow(250, "测试单位1工会委员会")}))),
            "UNIT_BY_NAME");
}

TEST_F(RegisterTest, OnlyAnEmptyUnionCellMeansTheDefaultOrganisation) {
  registry::v1::LookupOrganizationRequest lookup;
  lookup.set_credit_code(UnionCode(1));
  registry::v1::Organization unit;
  ASSERT_THAT(Ask(suite_->registry(), &Registry::LookupOrganization, lookup, &unit), IsOk());
  auto wrong = MemberRow(260, "");
  for (int i = 0; i < 301; ++i) wrong["union"] += "长";
  members::v1::ImportMembersRequest request = MemberImport({wrong, MemberRow(261, "")});
  request.set_default_organization(unit.name());
  const auto response = Import(request);
  EXPECT_EQ(response.results(0).outcome(), type::REJECTED);
  EXPECT_EQ(response.results(0).findings(0).reason(), "TOO_LONG");
  EXPECT_EQ(response.results(1).outcome(), type::ACCEPTED) << response.DebugString();
}

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

TEST_F(RegisterTest, AQuestionWithoutPurposeOrCaseIsRefused) {
  members::v1::CheckEligibilityRequest request = Question(300);
  request.clear_purpose();
  EXPECT_EQ(Check(request, "partner/benefits"), "PURPOSE_REQUIRED");
  request = Question(300);
  request.set_purpose("救助 " + CitizenNumber(300));
  EXPECT_EQ(Check(request, "partner/benefits"), "PURPOSE_HOLDS_NUMBER")
      << "it would stand in the audit log for ever";
  request = Question(300);
  request.clear_case_number();
  EXPECT_EQ(Check(request, "partner/benefits"), "CASE_NUMBER_REQUIRED");
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
  request.set_purpose("送温暖");
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
  while (request.persons_size() < 1000) *request.add_persons() = Question(310).person();
  EXPECT_THAT(Ask(suite_->members(), &Members::BatchCheckEligibility, request, &response), IsOk());
  *request.add_persons() = Question(310).person();
  EXPECT_EQ(ReasonOf(Ask(suite_->members(), &Members::BatchCheckEligibility, request, &response)),
            "TOO_MANY_ITEMS");
}

TEST_F(RegisterTest, ImportsAreLimitedAtFiveHundredRows) {
  std::vector<std::map<std::string, std::string>> rows;
  for (int n = 0; n < 500; ++n) rows.push_back(MemberRow(5000 + n, UnionCode(3)));
  EXPECT_EQ(Import(MemberImport(rows)).results_size(), 500);
  rows.push_back(MemberRow(5500, UnionCode(3)));
  members::v1::ImportMembersResponse response;
  EXPECT_EQ(
      ReasonOf(Ask(suite_->members(), &Members::ImportMembers, MemberImport(rows), &response)),
      "TOO_MANY_ROWS");
}

TEST_F(RegisterTest, MembersOfAClosedUnionStopCountingAndLoseTheGate) {
  Import(MemberImport({MemberRow(320, UnionCode(2))}));
  EXPECT_EQ(Check(Question(320), "partner/benefits"), "ELIGIBLE");
  const std::int64_t counted = Attainment().county().counts().counted();
  registry::v1::LookupOrganizationRequest lookup;
  lookup.set_credit_code(UnionCode(2));
  registry::v1::Organization unit;
  ASSERT_THAT(Ask(suite_->registry(), &Registry::LookupOrganization, lookup, &unit), IsOk());
  registry::v1::CloseOrganizationRequest close;
  close.set_name(unit.name());
  close.set_etag(unit.etag());
  close.set_approval_document("桃工发〔2019〕20号");
  close.set_request_id(NewUuid());
  ASSERT_THAT(Ask(suite_->registry(), &Registry::CloseOrganization, close, &unit), IsOk());
  EXPECT_LT(Attainment().county().counts().counted(), counted);
  EXPECT_EQ(Check(Question(320), "partner/benefits"), "NOT_ELIGIBLE ORG_CLOSED");
  EXPECT_EQ(ReasonOfOnly(Import(MemberImport({MemberRow(321, UnionCode(2))}))), "UNIT_CLOSED");
}

TEST_F(RegisterTest, MembersAreReadMaskedAndPaged) {
  Import(MemberImport({MemberRow(330, UnionCode(1)), MemberRow(331, UnionCode(1))}));
  members::v1::LookupMemberRequest lookup;
  *lookup.mutable_person() = Question(330).person();
  members::v1::Member member;
  ASSERT_THAT(Ask(suite_->members(), &Members::LookupMember, lookup, &member), IsOk());
  EXPECT_EQ(member.SerializeAsString().find(CitizenNumber(330)), std::string::npos);
  EXPECT_EQ(member.full_name_masked(), "王**");
  EXPECT_EQ(member.id_number_masked().substr(0, 4), "439*");
  EXPECT_EQ(member.id_number_masked().substr(member.id_number_masked().size() - 4),
            CitizenNumber(330).substr(14));
  members::v1::ListMembersRequest list;
  list.set_organization(member.organization());
  list.set_page_size(1);
  std::vector<std::string> names;
  do {
    members::v1::ListMembersResponse page;
    ASSERT_THAT(Ask(suite_->members(), &Members::ListMembers, list, &page), IsOk());
    ASSERT_LE(page.members_size(), 1);
    for (const auto& listed : page.members()) names.push_back(listed.name());
    list.set_page_token(page.next_page_token());
  } while (!list.page_token().empty());
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
  EXPECT_NE(std::find(names.begin(), names.end(), member.name()), names.end());
}

TEST_F(RegisterTest, OrganisationsMoveByEtagAndKeepTheirHistory) {
  const std::string parent = UnitOf("县金融工会");
  registry::v1::ImportOrganizationsResponse imported;
  ASSERT_THAT(Ask(suite_->registry(), &Registry::ImportOrganizations,
                  OrganizationImport({OrganizationRow(50, parent)}), &imported),
              IsOk());
  registry::v1::GetOrganizationRequest get;
  get.set_name(imported.results(0).organization());
  registry::v1::Organization unit;
  ASSERT_THAT(Ask(suite_->registry(), &Registry::GetOrganization, get, &unit), IsOk());
  EXPECT_EQ(unit.parent(), parent);
  EXPECT_EQ(unit.chair_name_masked(), "张**");
  registry::v1::MoveOrganizationRequest move;
  move.set_name(unit.name());
  move.set_etag("stale");
  move.set_parent(UnitOf("县教育工会"));
  move.set_request_id(NewUuid());
  registry::v1::Organization moved;
  EXPECT_EQ(ReasonOf(Ask(suite_->registry(), &Registry::MoveOrganization, move, &moved)),
            "STALE_ETAG");
  move.set_etag(unit.etag());
  move.set_request_id(NewUuid());
  ASSERT_THAT(Ask(suite_->registry(), &Registry::MoveOrganization, move, &moved), IsOk());
  EXPECT_EQ(moved.parent(), UnitOf("县教育工会"));
}

}  // namespace
}  // namespace mingce::tests
