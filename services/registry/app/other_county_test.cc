// Another county is other data and nothing else: its kinds of unions, its places, its forms and its
// plan go through the same verbs.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "services/registry/app/campaigns.h"
#include "services/registry/app/register_for_test.h"

namespace mingce::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr char kFolder[] = MINGCE_OTHER_COUNTY_DIR;
constexpr char kId[] = "linchuan-2031";

class OtherCountyTest : public RegisterTest {
 protected:
  void SetUp() override {
    for (const char* stem : {"union_kinds", "places", "no_unit_code", "no_union_code"}) {
      ASSERT_THAT(Publish(CodeListFromFile(stem, kFolder)), IsOk()) << stem;
    }
    for (const char* form : {"organization.json", "member.json"}) {
      ASSERT_THAT(Publish(FormFromFile(form, kFolder)), IsOk()) << form;
    }
    const auto made =
        Create(std::nullopt,
               {{"union_name", "霖川区总工会"}, {"union_kind", "区总工会"}, {"place", "霖川区"}});
    ASSERT_THAT(made, IsOk());
    county_ = made->organization.id;
    Campaign campaign(*county_);
    campaign.id = kId;
    campaign.title = "2031年登记";
    campaign.document_number = "霖工〔2031〕1号";
    campaign.start_on = {2019, 1, 1};
    campaign.forms_due_on = {2019, 6, 1};
    campaign.entry_due_on = {2019, 12, 1};
    campaign.target = 500;
    campaign.organization_form = "linchuan-organization-1";
    campaign.member_form = "linchuan-member-1";
    ASSERT_THAT(Await<Campaign>([&](Done<Campaign> done) {
                  CreateCampaign(parts_, NewCall(), campaign, NewMutation(), std::move(done));
                }),
                IsOk());
  }

  RowResult ImportHere(const Cells& row) {
    OrganizationImport asked{.campaign = kId, .columns = {}, .rows = {}};
    asked.rows.emplace_back().number = 2;
    for (const auto& [key, value] : row) {
      asked.columns.push_back(key);
      asked.rows[0].cells.push_back(value);
    }
    return Import(std::move(asked), NewMutation())->front();
  }
};

TEST_F(OtherCountyTest, ItsPlanAndItsUnionsAreTaken) {
  EXPECT_EQ(Read(county()).union_kind, "R0");
  EXPECT_EQ(Read(county()).union_uscc_absent_reason, "3");
  const auto plan = SetPlan(QuotaRowsFromFile(kFolder), kId);
  ASSERT_THAT(plan, IsOk());
  ASSERT_THAT(plan->plan.rows, SizeIs(2));
  EXPECT_EQ(Read(*plan->plan.rows[0].organization).unit_uscc_absent_reason, "2") << "a base union";
  EXPECT_EQ(Read(*plan->plan.rows[1].organization).unit_uscc_absent_reason, "1") << "has no unit";

  const Cells shipping = {{"union_name", "区水运公司工会"},
                          {"union_kind", "单位工会"},
                          {"parent_union", county().text()},
                          {"union_uscc", UnionCode(1)},
                          {"unit_uscc", UnitCode(1)},
                          {"place", "439911"},
                          {"boats", "12"},
                          {"keeper", "张三"}};
  const RowResult taken = ImportHere(shipping);
  EXPECT_THAT(Reasons(taken), IsEmpty());
  EXPECT_EQ(taken.organization, plan->plan.rows[0].organization) << "the unit the plan named";
  const Organization known = Read(*taken.organization);
  EXPECT_TRUE(known.collected);
  EXPECT_TRUE(known.may_own_members);
  EXPECT_EQ(known.attributes.at("boats"), "12");

  const RowResult group = ImportHere({{"union_name", "一号船班组"},
                                      {"union_kind", "G1"},
                                      {"parent_union", UnionCode(1)},
                                      {"union_uscc_absent_reason", "2"},
                                      {"unit_uscc_absent_reason", "1"},
                                      {"place", "439911"}});
  EXPECT_THAT(Reasons(group), IsEmpty());
}

TEST_F(OtherCountyTest, ItsKindsHaveTheirOwnRules) {
  Cells row = {{"union_name", "某工会"},          {"union_kind", "R0"},
               {"parent_union", county().text()}, {"union_uscc_absent_reason", "2"},
               {"unit_uscc_absent_reason", "1"},  {"place", "439911"}};
  EXPECT_THAT(Reasons(ImportHere(row)), testing::Contains("union_kind UNION_KIND_NOT_ALLOWED"));
  row["union_kind"] = "G1";
  EXPECT_THAT(Reasons(ImportHere(row)), IsEmpty()) << "the root may have any below it";
  EXPECT_EQ(
      ReasonOf(Create(std::nullopt, {{"union_name", "另一个"}, {"union_kind", "R0"}}).status()),
      "FIELD_MISSING")
      << "a register has one root";
}

TEST_F(OtherCountyTest, AFormWhoseListsLackWhatRulesNameIsRefused) {
  type::CodeList list = CodeListFromFile("no_unit_code", kFolder);
  list.set_name("codeLists/no_unit_code-2");
  list.mutable_values()->DeleteSubrange(1, 1);  // 2, in progress
  ASSERT_THAT(Publish(list), IsOk());
  type::Form form = FormFromFile("organization.json", kFolder);
  form.set_name("forms/linchuan-organization-2");
  for (type::FormField& field : *form.mutable_fields()) {
    if (field.key() == "unit_uscc_absent_reason") field.set_code_list(list.name());
  }
  const absl::Status refused = Publish(form).status();
  EXPECT_EQ(ReasonOf(refused), "BAD_FORM");
  EXPECT_EQ(ErrorInfoOf(refused)->metadata.at("code"), "2");
}

}  // namespace
}  // namespace mingce::registry
