// A quota plan names units before they are collected; workbooks make them collected.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_join.h"
#include "lib/testing/status_matchers.h"
#include "services/registry/app/register_for_test.h"

namespace mingce::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class PlannedUnitsTest : public RegisterTest {
 protected:
  void SetUp() override { OpenCampaign(); }
};

TEST_F(PlannedUnitsTest, PlannedUnitsBecomeCollectedByTheirNames) {
  const std::vector<QuotaRow> plan = SetPlan(QuotaRowsFromFile())->plan.rows;
  const OrganizationId development = *plan[22].organization;  // 县发改局工会, 41
  const OrganizationId education = *plan[7].organization;     // 县教育工会, 21
  // By the short name, with a code the register does not know.
  const RowResult by_short = ImportOne(SoundRow(
      CountyCell(), 1,
      {{"union_name", "桃源县发展和改革局工会委员会"}, {"union_short_name", "县发改局工会"}}));
  EXPECT_EQ(by_short.outcome, type::UPDATED) << absl::StrJoin(Reasons(by_short), ", ");
  EXPECT_EQ(by_short.organization, development);
  EXPECT_EQ(Read(development).union_uscc, UnionCode(1));
  EXPECT_EQ(Read(development).union_uscc_absent_reason, "");
  EXPECT_TRUE(Read(development).collected);
  EXPECT_TRUE(DataOf<events::v1::OrganizationUpdated>(Events().back()).organization().collected());
  // By an alias, without any code.
  const RowResult by_alias = ImportOne(SoundRow(CountyCell(), 2,
                                                {{"union_name", "桃源县教育工会委员会"},
                                                 {"aliases", "教育系统工会|县教育 工会"},
                                                 {"union_kind", "21"},
                                                 {"has_legal_person", "否"},
                                                 {"union_uscc", ""},
                                                 {"union_uscc_absent_reason", "2"},
                                                 {"unit_uscc", ""},
                                                 {"unit_uscc_absent_reason", "1"}}));
  EXPECT_EQ(by_alias.organization, education) << absl::StrJoin(Reasons(by_alias), ", ");
  EXPECT_TRUE(Read(education).provisional());
  // The plan still binds to the same units.
  const auto again = SetPlan(QuotaRowsFromFile());
  EXPECT_EQ(again->revision, 1);
}

TEST_F(PlannedUnitsTest, AUnionLikeAPlannedUnitIsPointedAtAndCanStillBecomeIt) {
  const std::vector<QuotaRow> plan = SetPlan(QuotaRowsFromFile())->plan.rows;
  int serial = 1;
  const Cells row =
      SoundRow(CountyCell(), serial, {{"union_name", "桃源县发展和改革局工会委员会"}});
  const RowResult beside = ImportOne(row);
  EXPECT_EQ(beside.outcome, type::ACCEPTED);
  EXPECT_THAT(Reasons(beside), ElementsAre("union_short_name PLANNED_UNIT_ALIKE"));
  EXPECT_EQ(beside.findings[0].candidates(0), "县发改局工会");
  // A bureau is not every bureau, a town not every town.
  for (const char* other : {"桃源县气象局工会委员会", "桃源县东市镇工会联合会"}) {
    EXPECT_THAT(Reasons(ImportOne(SoundRow(CountyCell(), ++serial, {{"union_name", other}}))),
                IsEmpty())
        << other;
  }
  // The way out that the warning names.
  Cells named = row;
  named["union_short_name"] = "县发改局工会";
  EXPECT_EQ(ImportOne(named).organization, beside.organization);
  const std::vector<QuotaRow> again = SetPlan(QuotaRowsFromFile())->plan.rows;
  EXPECT_EQ(again[22].organization, beside.organization);
  EXPECT_EQ(again[21].organization, plan[21].organization);
}

}  // namespace
}  // namespace mingce::registry
