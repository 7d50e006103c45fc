#include "cli/import/template_claims.h"

#include <gmock/gmock.h>

#include <string>

#include "lib/base/error.h"

namespace mingce::cli {
namespace {

using testing::HasSubstr;

std::string Refused(const std::string& key, const std::string& found) {
  const auto rules =
      RulesFor("forms/member-2019-1", "工会会员信息采集表", "campaigns/taoyuan-2019");
  const absl::Status status = rules.refuse_claim({"a.xlsx", ""}, key, found);
  EXPECT_EQ(ReasonOf(status), "WRONG_TEMPLATE");
  return MessageFor(status, /*english=*/false);
}

TEST(TemplateClaimsTest, TheRemedyIsOneThatThereIs) {
  EXPECT_EQ(Refused("form", "forms/organization-2019-1"),
            "文件“a.xlsx”：这是“工会组织信息采集表”的模板，本次导入需要“工会会员信息采集表”的模板；"
            "这个文件请用 mingcectl import orgs 导入");
  EXPECT_THAT(Refused("form", "forms/member-2018-1"), HasSubstr("mingcectl template members"));
  EXPECT_THAT(Refused("form", "forms/other"), HasSubstr("请重新生成模板"));
  EXPECT_THAT(Refused("campaign", "campaigns/b"), HasSubstr("请用 --campaign 指定"));
}

TEST(TemplateClaimsTest, TheFormIsLookedAtFirst) {
  const auto claims = RulesFor("forms/f", "", "campaigns/c").claims;
  ASSERT_EQ(claims.size(), 2u);
  EXPECT_EQ(claims[0].first, "form");
}

}  // namespace
}  // namespace mingce::cli
