// What the three services promise together, asked over mutual TLS of the real processes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/testing/status_matchers.h"
#include "tests/integration/register_for_tests.h"

namespace mingce::tests {
namespace {

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
  const registry::v1::Organization unit = UnitWithCode(UnionCode(1));
  auto wrong = MemberRow(260, "");
  for (int i = 0; i < 301; ++i) wrong["union"] += "长";
  members::v1::ImportMembersRequest request = MemberImport({wrong, MemberRow(261, "")});
  request.set_default_organization(unit.name());
  const auto response = Import(request);
  EXPECT_EQ(response.results(0).outcome(), type::REJECTED);
  EXPECT_EQ(response.results(0).findings(0).reason(), "TOO_LONG");
  EXPECT_EQ(response.results(1).outcome(), type::ACCEPTED) << response.DebugString();
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
    if (list.page_token().empty()) break;
    members::v1::ListMembersRequest edited = list;
    char& byte = (*edited.mutable_page_token())[list.page_token().size() / 2];
    byte = byte == 'A' ? 'B' : 'A';
    EXPECT_EQ(ReasonOf(Ask(suite_->members(), &Members::ListMembers, edited, &page)),
              "BAD_PAGE_TOKEN");
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

TEST_F(RegisterTest, AShorterSheetErasesNothingAndBringsNobodyBack) {
  auto retired = MemberRow(270, UnionCode(1));
  retired["employment_status"] = "退休";
  Import(MemberImport({retired}));
  EXPECT_EQ(Check(Question(270), "partner/benefits"), "NEEDS_REVIEW STATUS_RETAINED_LIMITED");
  // The same person in a sheet without the column, with another phone.
  auto shorter = MemberRow(270, UnionCode(1));
  shorter.erase("employment_status");
  shorter["mobile"] = "13800138001";
  EXPECT_EQ(Import(MemberImport({shorter})).results(0).outcome(), type::UPDATED);
  EXPECT_EQ(Check(Question(270), "partner/benefits"), "NEEDS_REVIEW STATUS_RETAINED_LIMITED");
  EXPECT_EQ(Import(MemberImport({shorter})).results(0).outcome(), type::UNCHANGED);
  // In a sheet that has the column and leaves the cell empty it is said.
  auto blank = shorter;
  blank["employment_status"] = "";
  const auto kept = Import(MemberImport({blank}));
  EXPECT_EQ(kept.results(0).outcome(), type::UNCHANGED);
  EXPECT_THAT(ReasonOfOnly(kept), testing::HasSubstr("VALUE_KEPT"));
  // And what the row itself says counts.
  auto back = shorter;
  back["employment_status"] = "在岗";
  EXPECT_EQ(Import(MemberImport({back})).results(0).outcome(), type::UPDATED);
  EXPECT_EQ(Check(Question(270), "partner/benefits"), "ELIGIBLE");
}

TEST_F(RegisterTest, AUnionByNameIsAnsweredWithItsCode) {
  const auto response = Import(MemberImport({MemberRow(275, "测试单位1工会委员会")}));
  ASSERT_EQ(response.results(0).findings_size(), 1);
  ASSERT_GE(response.results(0).findings(0).candidates_size(), 1);
  EXPECT_THAT(response.results(0).findings(0).candidates(0),
              testing::StartsWith(UnionCode(1) + " "));
}

TEST_F(RegisterTest, CandidatesAreLookedForTwentyNamesACall) {
  std::vector<std::map<std::string, std::string>> rows;
  for (int n = 0; n < 21; ++n) {
    rows.push_back(MemberRow(600 + n, absl::StrCat("测试单位1工会委员会（", n, "班）")));
  }
  const auto response = Import(MemberImport(rows));
  ASSERT_EQ(response.results_size(), 21);
  EXPECT_GE(response.results(19).findings(0).candidates_size(), 1);
  EXPECT_EQ(response.results(20).findings(0).reason(), "UNIT_BY_NAME");
  EXPECT_EQ(response.results(20).findings(0).candidates_size(), 0);
}

TEST_F(RegisterTest, ThePeopleOfAnOrganisationAreShownToWhoCollectsThem) {
  registry::v1::GetOrganizationRequest get;
  get.set_name(UnitWithCode(UnionCode(1)).name());
  const auto seen_by = [&](const std::string& identity) {
    const auto stub =
        registry::v1::RegistryService::NewStub(suite_->ChannelTo(Service::kRegistry, identity));
    registry::v1::Organization unit;
    EXPECT_THAT(Ask(*stub, &Registry::GetOrganization, get, &unit), IsOk());
    EXPECT_NE(unit.union_name(), "");
    return unit.chair_name_masked() + unit.contact_name_masked() + unit.contact_phone_masked();
  };
  EXPECT_NE(seen_by("person/officer"), "");
  EXPECT_EQ(seen_by("service/reporting"), "");
}

}  // namespace
}  // namespace mingce::tests
