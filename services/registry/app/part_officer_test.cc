// What somebody with rights for a part of the register sees of it and may change in it, and that
// the rest is to her as if it were not there.

#include <gmock/gmock.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "services/registry/app/read_organizations.h"
#include "services/registry/app/register_for_test.h"
#include "services/registry/app/roles.h"

namespace mingce::registry {
namespace {

using policy::v1::COLLECTOR;
using policy::v1::COUNTY_OFFICER;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

constexpr char kAnna[] = "spiffe://test/person/anna";
constexpr char kBert[] = "spiffe://test/person/bert";

class PartOfficerTest : public RegisterTest {
 protected:
  PartOfficerTest() { OpenCampaign(); }

  void MustGrant(const std::string& identity, int role, const OrganizationId& organization) {
    const auto granted = Await<RoleGrantView>([&](Done<RoleGrantView> done) {
      GrantRole(parts_, NewCall(),
                {.identity = identity,
                 .role = role,
                 .organization = organization,
                 .document_number = "桃工发〔2019〕30号"},
                NewMutation(), std::move(done));
    });
    EXPECT_THAT(granted, IsOk());
  }
  template <typename T>
  static std::string Reason(const absl::StatusOr<T>& answer) {
    return answer.ok() ? "OK" : ReasonOf(answer.status());
  }
  static std::string Text(const RowResult& result) {
    std::string text;
    for (const type::Finding& finding : result.findings)
      text += finding.message() + finding.message_en();
    return text;
  }
};

// What is below one's own is found; what is not is as if it were not there.
TEST_F(PartOfficerTest, LooksFindWhatIsOnesOwn) {
  const Organization town = MustCreate("甲镇总工会", "31");
  ASSERT_THAT(ImportOne(SoundRow(town.id.text(), 3, {})).organization.has_value(), true);
  MustGrant(kAnna, COLLECTOR, town.id);
  MustGrant(kBert, COLLECTOR, MustCreate("丙局工会").id);
  const auto look = [&](const char* identity) {
    return LookupOrganization(parts_, NewCall("", identity), UnionCode(3), {});
  };
  EXPECT_THAT(look(kAnna), IsOk());
  EXPECT_EQ(look(kAnna)->chair_name_masked, "") << "she does not change organisations";
  EXPECT_NE(LookupOrganization(parts_, NewCall(), UnionCode(3), {})->chair_name_masked, "");
  EXPECT_EQ(look(kBert).status(),
            LookupOrganization(parts_, NewCall("", kBert), UnionCode(4), {}).status());
  const auto found = [&](const char* identity) {
    return SearchOrganizations(parts_, NewCall("", identity), "测试单位3", std::nullopt, 10)->total;
  };
  EXPECT_EQ(found(kAnna), 1u);
  EXPECT_EQ(found(kBert), 0u);
  const auto listed = [&](const char* identity) {
    return ListOrganizations(parts_, NewCall("", identity), {}, std::nullopt, 10)->organizations;
  };
  EXPECT_THAT(listed(kAnna), SizeIs(2)) << "the town and what is below it";
  EXPECT_THAT(listed(kBert), SizeIs(1));
}

TEST_F(PartOfficerTest, WhatLeavesHerPartIsForTheUnionAbove) {
  const Organization town = MustCreate("甲镇总工会");
  const Organization other = MustCreate("乙镇总工会");
  const Organization village = MustCreate("丙村工会", "33", town.id);
  MustGrant(kAnna, COUNTY_OFFICER, town.id);
  MustGrant(kAnna, COUNTY_OFFICER, other.id);
  caller_ = kAnna;
  EXPECT_EQ(Reason(Move(town, other.id)), "SUPERIOR_REQUIRED") << "the county would lose it";
  EXPECT_EQ(Reason(Close(other)), "SUPERIOR_REQUIRED");
  EXPECT_THAT(Move(village, other.id), IsOk()) << "from one of hers to another";
  EXPECT_EQ(Reason(Move(Read(village.id), county())), "ORGANIZATION_NOT_FOUND");
}

TEST_F(PartOfficerTest, ThePastOfWhatStoodElsewhereIsNotHers) {
  const Organization town = MustCreate("甲镇总工会");
  const Organization other = MustCreate("乙镇总工会");
  const Organization village = MustCreate("丙村工会", "33", other.id);
  const gb::Date first = BeijingToday(clock_.Now());
  clock_.Advance(absl::Hours(48));
  ASSERT_THAT(Move(village, town.id), IsOk());
  const gb::Date moved = BeijingToday(clock_.Now());
  clock_.Advance(absl::Hours(48));
  MustGrant(kAnna, COUNTY_OFFICER, town.id);
  const auto rename_on = [&](const gb::Date& day) {
    return Reason(Update(Read(village.id), {{"unit_address", "某街道"}}, day));
  };
  caller_ = kAnna;
  EXPECT_EQ(rename_on(first), "SUPERIOR_REQUIRED");
  EXPECT_EQ(rename_on({2015, 1, 1}), "SUPERIOR_REQUIRED");
  EXPECT_EQ(rename_on(moved), "OK");
  caller_ = kOfficer;
  EXPECT_EQ(rename_on(first), "OK");
}

TEST_F(PartOfficerTest, HerRowsSeeTheRowsBeforeThem) {
  const Organization town = MustCreate("甲镇总工会");
  MustGrant(kAnna, COUNTY_OFFICER, town.id);
  caller_ = kAnna;
  const std::vector<RowResult> results =
      Import({SoundRow(town.id.text(), 1, {{"union_kind", "33"}}), SoundRow(UnionCode(1), 2, {})})
          .value();
  for (const RowResult& result : results) {
    EXPECT_EQ(result.outcome, type::ACCEPTED) << Text(result);
  }
}

TEST_F(PartOfficerTest, AParentElsewhereIsAnsweredAsOneThatIsNotThere) {
  const Organization town = MustCreate("甲镇总工会");
  const Organization other = MustCreate("乙镇总工会");
  ASSERT_EQ(ImportOne(SoundRow(other.id.text(), 1, {{"union_kind", "33"}})).outcome,
            type::ACCEPTED);
  MustGrant(kAnna, COUNTY_OFFICER, town.id);
  caller_ = kAnna;
  const auto ask = [&](const std::string& code) {
    return Import({SoundRow(code + " 甲镇总工会", 2, {})}, /*validate_only=*/true).value().front();
  };
  const RowResult elsewhere = ask(UnionCode(1));
  EXPECT_THAT(Reasons(elsewhere), ElementsAre("parent_union PARENT_UNKNOWN"));
  EXPECT_EQ(Text(elsewhere), Text(ask(UnionCode(9))));
}

TEST_F(PartOfficerTest, SheIsNotToldWhoElsewhereHasACode) {
  const Organization town = MustCreate("甲镇总工会");
  const Organization other = MustCreate("乙镇总工会");
  ASSERT_EQ(ImportOne(SoundRow(other.id.text(), 1, {})).outcome, type::ACCEPTED);
  MustGrant(kAnna, COUNTY_OFFICER, town.id);
  caller_ = kAnna;
  const Cells row = SoundRow(town.id.text(), 2, {{"union_uscc", UnionCode(1)}});
  const RowResult hidden = ImportOne(row);
  EXPECT_THAT(Reasons(hidden), ElementsAre("union_uscc USCC_TAKEN"));
  EXPECT_THAT(Text(hidden), Not(HasSubstr("测试单位1")));
  const std::map<std::string, std::string> fields = {{"union_name", "丁村工会"},
                                                     {"union_kind", "41"},
                                                     {"union_uscc", UnionCode(1)},
                                                     {"unit_uscc_absent_reason", "1"}};
  const absl::Status refused = Create(town.id, fields).status();
  EXPECT_EQ(ReasonOf(refused), "USCC_TAKEN");
  EXPECT_FALSE(ErrorInfoOf(refused)->metadata.contains("holder"));
  caller_ = kOfficer;
  EXPECT_THAT(Text(ImportOne(row)), HasSubstr("测试单位1"));
  EXPECT_TRUE(ErrorInfoOf(Create(town.id, fields).status())->metadata.contains("holder"));
}

}  // namespace
}  // namespace mingce::registry
