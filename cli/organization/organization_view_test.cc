#include "cli/organization/organization_view.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

namespace mingce::cli {
namespace {

using registry::v1::Organization;
using testing::HasSubstr;

Organization Union(const std::string& id, const std::string& name) {
  Organization organization;
  organization.set_name("organizations/" + id);
  organization.set_union_name(name);
  organization.set_collection(Organization::COLLECTED);
  return organization;
}

TEST(OrganizationViewTest, AListIsByNameForPeopleAndForPrograms) {
  const View view = OrganizationsView({Union("1", "丙"), Union("2", "A"), Union("3", "丁")});
  const Json list = view.document(Language::kChinese)["organizations"];
  ASSERT_EQ(list.size(), 3u);
  EXPECT_EQ(list[0]["union_name"], "A");
  EXPECT_EQ(list[1]["union_name"], "丁");  // U+4E01 stands before U+4E19
  EXPECT_EQ(list[2]["union_name"], "丙");
  const std::string text = view.text(Language::kChinese);
  EXPECT_LT(text.find("丁"), text.find("丙"));
  EXPECT_EQ(view.notes[0].zh, "共 3 个");
}

TEST(OrganizationViewTest, AClosedMatchDoesNotLookOpen) {
  registry::v1::SearchOrganizationsResponse found;
  *found.add_matches()->mutable_organization() = Union("1", "中心小学工会");
  Organization closed = Union("2", "老中心小学工会");
  closed.set_state(Organization::CLOSED);
  *found.add_matches()->mutable_organization() = closed;
  found.mutable_matches(1)->add_path("县总工会");
  found.mutable_matches(1)->add_path("教育工会");
  const View view = MatchesView(found);
  const std::string text = view.text(Language::kChinese);
  EXPECT_THAT(text, HasSubstr("  老中心小学工会（已撤销）  "));
  EXPECT_THAT(text, HasSubstr("上级：县总工会 / 教育工会\n"));
  EXPECT_THAT(text, HasSubstr("organizations/1  中心小学工会  "));
  EXPECT_EQ(view.notes[0].zh, "找到 2 个");
  EXPECT_EQ(view.document(Language::kChinese)["matches"].size(), 2u);
}

TEST(OrganizationViewTest, ACheckedChangeIsSaidNotToBeKept) {
  EXPECT_EQ(ChangeView(Union("1", "甲"), true).document(Language::kChinese)["dry_run"], true);
  EXPECT_EQ(ChangeView(Union("1", "甲"), true).notes.size(), 1u);
  EXPECT_THAT(ChangeView(Union("1", "甲"), false).notes, testing::IsEmpty());
}

}  // namespace
}  // namespace mingce::cli
