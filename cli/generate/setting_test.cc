// Where an invented county lies, and that what is made up fits forms and lists nobody knew.

#include "cli/generate/setting.h"

#include <gmock/gmock.h>

#include "cli/generate/fit.h"

namespace mingce::cli {
namespace {

using testing::ElementsAre;

CampaignForms Forms() {
  CampaignForms forms;
  forms.campaign.mutable_start_on()->set_year(2031);
  forms.county = {{"union_name", "霖川区总工会"}, {"unit_division", "439910"}};
  forms.organization.fields = {{.key = "unit_division",
                                .label = "所在地",
                                .type = form::FieldType::kCode,
                                .code_list = "places-3"},
                               {.key = "union_kind",
                                .label = "类别",
                                .type = form::FieldType::kCode,
                                .code_list = "kinds-1"}};
  const auto below = [](const char* parent) {
    return std::map<std::string, std::string>{{"parent", parent}};
  };
  forms.lists.emplace(
      "places-3",
      gb::CodeList(
          "places-3",
          {{.code = "439900", .label = "云岭市", .aliases = {}, .attributes = {}},
           {.code = "439910", .label = "霖川区", .aliases = {}, .attributes = below("439900")},
           {.code = "439911", .label = "东片街道", .aliases = {}, .attributes = below("439910")},
           {.code = "439920", .label = "他县", .aliases = {}, .attributes = below("439900")}}));
  forms.lists.emplace("kinds-1",
                      gb::CodeList("kinds-1", {{.code = "F1",
                                                .label = "片区",
                                                .aliases = {},
                                                .attributes = {{"may_own_members", "flag"}}},
                                               {.code = "B1",
                                                .label = "单位",
                                                .aliases = {},
                                                .attributes = {{"may_own_members", "yes"}}}}));
  return forms;
}

TEST(SettingTest, IsWhatTheFolderSays) {
  const CampaignForms forms = Forms();
  const Setting setting = SettingOf(forms);
  EXPECT_EQ(setting.county, "霖川区总工会");
  EXPECT_EQ(setting.place, "霖川区");
  EXPECT_EQ(setting.stem, "霖川");
  EXPECT_EQ(setting.level, "区");
  EXPECT_EQ(setting.above, "云岭市");
  EXPECT_THAT(setting.townships, ElementsAre("东片街道"));
  EXPECT_EQ(setting.base_kind, "B1");
  EXPECT_EQ(setting.joint_kind, "");
  EXPECT_TRUE(setting.IsBase("单位"));
  EXPECT_FALSE(setting.IsBase("F1"));
  EXPECT_EQ(setting.FullName("区教育工会"), "霖川区教育工会");
  EXPECT_EQ(setting.FullName("教育工会"), "霖川区教育工会");
  EXPECT_EQ(setting.FullName("霖川水运公司工会"), "霖川水运公司工会");
  EXPECT_EQ(setting.TownshipOf({.section = "township", .unit = "东片街道工会联合会", .kind = ""}),
            "东片街道");
  EXPECT_EQ(setting.TownshipOf({.section = "county", .unit = "东片街道工会联合会", .kind = ""}),
            "");
}

TEST(SettingTest, WithoutDivisionsTheNameIsTheFederations) {
  CampaignForms forms = Forms();
  forms.county.erase("unit_division");
  const Setting setting = SettingOf(forms);
  EXPECT_EQ(setting.place, "霖川区");
  EXPECT_EQ(setting.above, "");
  Random random(1);
  EXPECT_EQ(setting.AnyTownship(&random), "");
}

TEST(FitTest, StrangeCodesAndNewFieldsAreMadeToFit) {
  const CampaignForms forms = Forms();
  form::Form form;
  form.fields = {
      {.key = "kind", .label = "a", .type = form::FieldType::kCode, .code_list = "kinds-1"},
      {.key = "other", .label = "b", .type = form::FieldType::kCode, .code_list = "kinds-1"},
      {.key = "boats",
       .label = "c",
       .type = form::FieldType::kCount,
       .requirement = form::Requirement::kRequired},
      {.key = "left_out", .label = "d", .requirement = form::Requirement::kFull},
      {.key = "optional", .label = "e"}};
  std::map<std::string, std::string> fields = {
      {"kind", "不在表中"}, {"other", "B1"}, {"left_out", ""}};
  Random random(1);
  Numbers numbers(&random);
  FitToForm(form, forms.lists, &random, &numbers, &fields);
  EXPECT_THAT(fields["kind"], testing::AnyOf("片区", "单位"));
  EXPECT_EQ(fields["other"], "B1");
  EXPECT_GT(std::stoi(fields["boats"]), 0);
  EXPECT_EQ(fields["left_out"], "");
  EXPECT_EQ(fields.count("optional"), 0u);
}

}  // namespace
}  // namespace mingce::cli
