#include "services/registry/domain/organization_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace mingce::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

constexpr gb::Date kToday = {2019, 11, 15};

Organization Sound() {
  Organization organization(*OrganizationId::FromText("0123456789abcdefghjkmnpqrs"));
  organization.union_name = "县教育工会";
  organization.union_kind = "41";
  organization.union_uscc = "81A";
  organization.unit_uscc = "12A";
  organization.established_on = gb::Date{1951, 5, 1};
  return organization;
}

UnionKinds Kinds() {
  return UnionKinds(gb::CodeList(
      "union_kind",
      {{.code = "41", .label = "a", .aliases = {}, .attributes = {{"union_uscc_prefixes", "81"}}},
       {.code = "13", .label = "c", .aliases = {}, .attributes = {{"quota_node", "county"}}},
       {.code = "52", .label = "d", .aliases = {}, .attributes = {{"most_members", "24"}}},
       {.code = "31",
        .label = "b",
        .aliases = {},
        .attributes = {{"union_uscc_prefixes", "81,89"}}}}));
}

std::vector<std::pair<std::string, std::string>> Errors(const Organization& organization) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const form::RowFinding& finding : CheckOrganization(organization, Kinds(), kToday)) {
    if (finding.severity == gb::Severity::kError) out.emplace_back(finding.field, finding.reason);
  }
  return out;
}

std::vector<std::string> Warnings(const Organization& organization) {
  std::vector<std::string> out;
  for (const form::RowFinding& finding : CheckOrganization(organization, Kinds(), kToday)) {
    if (finding.severity == gb::Severity::kWarning) out.push_back(finding.reason);
  }
  return out;
}

TEST(OrganizationRulesTest, ASoundOneHasNoFindings) {
  EXPECT_THAT(CheckOrganization(Sound(), Kinds(), kToday), IsEmpty());
}

TEST(OrganizationRulesTest, RO1TheCodesDiffer) {
  Organization organization = Sound();
  organization.unit_uscc = organization.union_uscc;
  EXPECT_THAT(Errors(organization), ElementsAre(Pair("unit_uscc", "USCC_ROLE_MISMATCH")));
}

TEST(OrganizationRulesTest, RO2APartIsNotMoreThanTheWhole) {
  Organization organization = Sound();
  organization.attributes = {{"employee_count", "100"},
                             {"female_employee_count", "101"},
                             {"migrant_employee_count", "100"},
                             {"declared_member_count", "90"},
                             {"declared_migrant_member_count", "91"}};
  EXPECT_THAT(Errors(organization),
              ElementsAre(Pair("female_employee_count", "COUNT_PART_EXCEEDS_WHOLE"),
                          Pair("declared_migrant_member_count", "COUNT_PART_EXCEEDS_WHOLE")));
}

TEST(OrganizationRulesTest, RO3AGroupOfTwentyFiveShouldBeACommittee) {
  Organization organization = Sound();
  organization.union_kind = "52";
  organization.attributes = {{"declared_member_count", "24"}};
  EXPECT_THAT(Warnings(organization), IsEmpty());
  organization.attributes = {{"declared_member_count", "25"}};
  EXPECT_THAT(Warnings(organization), ElementsAre("UNION_SIZE"));
}

TEST(OrganizationRulesTest, RO7ACodeOrItsReasonAndNotBoth) {
  Organization organization = Sound();
  organization.unit_uscc.clear();
  organization.union_uscc.clear();
  EXPECT_THAT(Errors(organization), ElementsAre(Pair("unit_uscc_absent_reason", "FIELD_MISSING"),
                                                Pair("union_uscc_absent_reason", "FIELD_MISSING")));
  EXPECT_TRUE(organization.provisional());
  organization = Sound();
  organization.unit_uscc_absent_reason = "2";
  organization.union_uscc_absent_reason = "2";
  EXPECT_THAT(Errors(organization),
              ElementsAre(Pair("unit_uscc_absent_reason", "ABSENT_REASON_NOT_NEEDED"),
                          Pair("union_uscc_absent_reason", "ABSENT_REASON_NOT_NEEDED")));
  EXPECT_FALSE(organization.provisional());
}

TEST(OrganizationRulesTest, RO8ACodeBeginsAsItsKindDoes) {
  Organization organization = Sound();
  organization.union_uscc = "89A";
  EXPECT_THAT(Errors(organization), ElementsAre(Pair("union_uscc", "USCC_KIND_MISMATCH")));
  organization.union_kind = "13";  // the county is coded as a mass organisation
  EXPECT_THAT(Errors(organization), ElementsAre(Pair("union_uscc", "USCC_KIND_MISMATCH")));
  organization.union_kind = "31";
  EXPECT_THAT(Errors(organization), IsEmpty());
}

TEST(OrganizationRulesTest, ALegalPersonHasACodeUnlessItIsOnItsWay) {
  Organization organization = Sound();
  organization.union_uscc.clear();
  organization.attributes = {{"has_legal_person", "1"}};
  for (const char* reason : {"1", "9"}) {
    organization.union_uscc_absent_reason = reason;
    EXPECT_THAT(Errors(organization), ElementsAre(Pair("union_uscc", "UNION_USCC_REQUIRED")));
  }
  for (const char* reason : {"2", "3"}) {
    organization.union_uscc_absent_reason = reason;
    EXPECT_THAT(Errors(organization), IsEmpty());
  }
  organization.attributes = {{"has_legal_person", "0"}};
  organization.union_uscc_absent_reason = "1";
  EXPECT_THAT(Errors(organization), IsEmpty());
}

TEST(OrganizationRulesTest, FoundedBetween1921AndToday) {
  Organization organization = Sound();
  for (const gb::Date& day : {gb::Date{1921, 1, 1}, kToday}) {
    organization.established_on = day;
    EXPECT_THAT(Errors(organization), IsEmpty());
  }
  for (const gb::Date& day : {gb::Date{1920, 12, 31}, gb::Date{2019, 11, 16}}) {
    organization.established_on = day;
    EXPECT_THAT(Errors(organization), ElementsAre(Pair("established_on", "DATE_RANGE")));
  }
}

TEST(OrganizationRulesTest, MoreMembersThanEmployeesIsOdd) {
  Organization organization = Sound();
  organization.attributes = {{"employee_count", "10"}, {"declared_member_count", "10"}};
  EXPECT_THAT(Warnings(organization), IsEmpty());
  organization.attributes["declared_member_count"] = "11";
  EXPECT_THAT(Warnings(organization), ElementsAre("DECLARED_MEMBERS_EXCEED_EMPLOYEES"));
  EXPECT_THAT(Errors(organization), IsEmpty());
}

}  // namespace
}  // namespace mingce::registry
