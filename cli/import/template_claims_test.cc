#include "cli/import/template_claims.h"

#include <gmock/gmock.h>

#include <string>

#include "lib/base/error.h"

namespace mingce::cli {
namespace {

using testing::HasSubstr;

registry::v1::Campaign SomeCampaign() {
  registry::v1::Campaign campaign;
  campaign.set_name("campaigns/some-2031");
  campaign.set_organization_form("forms/unions-2");
  campaign.set_member_form("forms/people-7");
  return campaign;
}

std::string Refused(bool members, const std::string& key, const std::string& found) {
  const auto rules = RulesFor(SomeCampaign(), members);
  const absl::Status status = rules.refuse_claim({"a.xlsx", ""}, key, found);
  EXPECT_EQ(ReasonOf(status), "WRONG_TEMPLATE");
  return MessageFor(status, /*english=*/false);
}

TEST(TemplateClaimsTest, TheRemedyIsOneThatThereIs) {
  EXPECT_EQ(Refused(true, "form", "forms/unions-2"),
            "文件“a.xlsx”：这是“工会组织信息采集表”的模板，本次导入需要“会员信息采集表”的模板；"
            "这个文件请用 mingcectl import orgs 导入");
  EXPECT_THAT(Refused(false, "form", "forms/people-7"), HasSubstr("mingcectl import members"));
  EXPECT_THAT(Refused(true, "form", "forms/people-6"), HasSubstr("mingcectl template members"));
  EXPECT_THAT(Refused(false, "form", "forms/other"), HasSubstr("mingcectl template orgs"));
  EXPECT_THAT(Refused(true, "campaign", "campaigns/b"), HasSubstr("请用 --campaign 指定"));
}

TEST(TemplateClaimsTest, TheFormIsLookedAtFirst) {
  const auto claims = RulesFor(SomeCampaign(), /*members=*/true).claims;
  ASSERT_EQ(claims.size(), 2u);
  EXPECT_EQ(claims[0], std::make_pair(std::string("form"), std::string("forms/people-7")));
}

}  // namespace
}  // namespace mingce::cli
