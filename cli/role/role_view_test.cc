#include "cli/role/role_view.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "cli/show/json.h"

namespace mingce::cli {
namespace {

using registry::v1::RoleGrant;
using testing::HasSubstr;
using testing::Not;

RoleGrant Grant(const std::string& id, const std::string& identity, int day) {
  RoleGrant grant;
  grant.set_name("roleGrants/" + id);
  grant.set_identity("spiffe://test/person/" + identity);
  grant.set_role(policy::v1::COLLECTOR);
  grant.mutable_effective_on()->set_year(2019);
  grant.mutable_effective_on()->set_month(11);
  grant.mutable_effective_on()->set_day(day);
  return grant;
}

TEST(RoleViewTest, AGrantSaysWhereAndHowLong) {
  RoleGrant grant = Grant("1", "anna", 3);
  EXPECT_THAT(RoleGrantView(grant).text(Language::kChinese),
              HasSubstr("COLLECTOR  范围：全部  自 2019-11-03 至 不限  已授予\n"));
  grant.set_organization("organizations/x");
  *grant.mutable_until() = grant.effective_on();
  grant.set_identity_blocked(true);
  EXPECT_THAT(
      RoleGrantView(grant).text(Language::kEnglish),
      HasSubstr("for: organizations/x  from 2019-11-03 until 2019-11-03  identity blocked"));
  grant.set_revoked(true);
  EXPECT_THAT(RoleGrantView(grant).text(Language::kEnglish), HasSubstr("  withdrawn\n"));
}

TEST(RoleViewTest, LimitsAreShownWhereTheyAreNotTheDefault) {
  RoleGrant grant = Grant("1", "anna", 3);
  EXPECT_THAT(RoleGrantView(grant).text(Language::kChinese), Not(HasSubstr("查询限额")));
  EXPECT_FALSE(RoleGrantView(grant).document(Language::kChinese).contains("question_limits"));
  grant.mutable_question_limits()->set_misses_at_once(60);
  grant.mutable_question_limits()->set_persons_a_case(100);
  EXPECT_THAT(RoleGrantView(grant).text(Language::kChinese),
              HasSubstr("已授予  查询限额：一次查不到 60 人，每案每天 100 人\n"));
  EXPECT_THAT(RoleGrantView(grant).text(Language::kEnglish),
              HasSubstr("granted  limits: 60 misses at once, 100 persons a case\n"));
  const View list = RoleGrantsView({Grant("2", "bert", 1), grant});
  EXPECT_THAT(list.text(Language::kEnglish), HasSubstr("60 misses at once, 100 persons a case"));
  const Json grants = list.document(Language::kChinese)["grants"];
  EXPECT_EQ(grants[0]["question_limits"]["misses_at_once"], 60);
  EXPECT_FALSE(grants[1].contains("question_limits"));
}

TEST(RoleViewTest, ABlockSaysWhatBecomesOfTheRoles) {
  registry::v1::IdentityBlock block;
  block.set_identity("spiffe://test/person/anna");
  block.set_blocked(true);
  EXPECT_THAT(IdentityBlockView(block).text(Language::kChinese), HasSubstr("anna  已停用"));
  block.set_blocked(false);
  EXPECT_THAT(IdentityBlockView(block).text(Language::kEnglish), HasSubstr("anna  is let in"));
}

TEST(RoleViewTest, AListIsByIdentityThenDay) {
  const View view =
      RoleGrantsView({Grant("1", "bert", 1), Grant("2", "anna", 9), Grant("3", "anna", 2)});
  const Json list = view.document(Language::kChinese)["grants"];
  ASSERT_EQ(list.size(), 3u);
  EXPECT_EQ(list[0]["name"], "roleGrants/3");
  EXPECT_EQ(list[1]["name"], "roleGrants/2");
  EXPECT_EQ(list[2]["name"], "roleGrants/1");
  EXPECT_EQ(view.notes[0].zh, "共 3 个");
}

TEST(RoleViewTest, NamesOnlyRolesThatThereAre) {
  EXPECT_THAT(RoleNames(), HasSubstr("COUNTY_OFFICER BENEFIT_SYSTEM"));
  EXPECT_THAT(RoleNames(), Not(HasSubstr("UNSPECIFIED")));
}

}  // namespace
}  // namespace mingce::cli
