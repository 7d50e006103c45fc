// Lists and searches: their order, their pages, and the moment that these show.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "services/registry/app/read_organizations.h"
#include "services/registry/app/register_for_test.h"

namespace mingce::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class ListsTest : public RegisterTest {
 protected:
  void SetUp() override { OpenCampaign(); }

  // The names on all pages of `size`; `meanwhile` happens before each page but the first.
  std::vector<std::string> Pages(
      const OrganizationFilter& filter, std::size_t size,
      const std::function<void()>& meanwhile = [] {}) {
    std::vector<std::string> names;
    std::optional<ListPlace> after;
    do {
      if (after.has_value()) meanwhile();
      const auto page = ListOrganizations(parts_, NewCall(), filter, after, size);
      EXPECT_THAT(page, IsOk());
      for (const OrganizationView& view : page->organizations) {
        names.push_back(view.organization.union_name);
      }
      after = page->next;
    } while (after.has_value());
    return names;
  }

  std::vector<std::string> Found(
      const std::string& query, std::size_t size, const std::function<void()>& meanwhile = [] {}) {
    std::vector<std::string> names;
    std::optional<SearchPlace> after;
    do {
      if (after.has_value()) meanwhile();
      const auto page = SearchOrganizations(parts_, NewCall(), query, after, size);
      EXPECT_THAT(page, IsOk());
      for (const OrganizationMatch& match : page->matches) {
        names.push_back(match.organization.organization.union_name);
      }
      after = page->next;
      if (!after.has_value()) {
        EXPECT_EQ(page->total, names.size());
      }
    } while (after.has_value());
    return names;
  }
};

TEST_F(ListsTest, AreInTheOrderOfNames) {
  const Organization b = MustCreate("b");
  MustCreate("c");
  MustCreate("a");
  MustCreate("d", "31", b.id);
  for (const std::size_t size : {1, 2, 10}) {
    EXPECT_THAT(Pages({}, size), ElementsAre("a", "b", "c", "d", "桃源县总工会"));
    EXPECT_THAT(Pages({.below = {.parent = county()}}, size), ElementsAre("a", "b", "c"));
    EXPECT_THAT(Pages({.below = {.parent = county(), .subtree = true}}, size),
                ElementsAre("a", "b", "c", "d"));
  }
  ASSERT_THAT(Update(b, {{"union_name", "0"}}), IsOk());
  EXPECT_THAT(Pages({.below = {.parent = county()}}, 10), ElementsAre("0", "a", "c"));
}

TEST_F(ListsTest, PagesShowTheMomentOfTheFirst) {
  Organization b = MustCreate("b");
  const Organization c = MustCreate("c");
  MustCreate("d");
  Organization e = MustCreate("e", "31", c.id);
  int round = 0;
  const auto meanwhile = [&] {
    clock_.Advance(absl::Hours(1));
    MustCreate(absl::StrCat("bb", ++round));
    ASSERT_THAT(Move(Read(e.id), round == 1 ? b.id : c.id), IsOk());
    if (round == 1) {
      ASSERT_THAT(Update(c, {{"union_name", "a"}}), IsOk());
    }
  };
  EXPECT_THAT(Pages({.below = {.parent = county()}}, 1, meanwhile), ElementsAre("b", "c", "d"));
  EXPECT_THAT(Pages({.below = {.parent = county()}}, 10), ElementsAre("a", "b", "bb1", "bb2", "d"));
  EXPECT_THAT(Pages({.below = {.parent = c.id, .subtree = true}}, 10), ElementsAre("e"));
}

// Every way of asking, by the tree and by looking at every organisation, gives the same.
TEST_F(ListsTest, TheTreeSaysWhatTheVersionsSay) {
  const Organization b = MustCreate("b");
  MustCreate("c", "31", b.id);
  ASSERT_THAT(Close(MustCreate("x")), IsOk());
  const absl::Time then = clock_.Now();
  for (const bool subtree : {false, true}) {
    for (const bool show_closed : {false, true}) {
      for (const std::optional<OrganizationId>& parent :
           {std::optional<OrganizationId>(), std::optional(county()), std::optional(b.id)}) {
        OrganizationFilter filter{
            .below = {.parent = parent, .subtree = subtree, .show_closed = show_closed}};
        const std::vector<std::string> now = Pages(filter, 2);
        clock_.Advance(absl::Hours(1));
        // The moment before is past.
        const std::string other = absl::StrCat("县总", absl::ToUnixSeconds(clock_.Now()));
        ASSERT_THAT(Update(Read(county()), {{"union_short_name", other}}), IsOk());
        filter.as_of.known_at = then;
        EXPECT_EQ(Pages(filter, 2), now);
      }
    }
  }
}

TEST_F(ListsTest, ASearchFindsAllAndTellsHowMany) {
  const Organization town = MustCreate("陬市镇工会联合会");
  std::vector<std::string> names;
  for (int i = 10; i < 40; ++i) {
    names.push_back(absl::StrCat("第", i, "中心小学工会"));
    MustCreate(names.back(), "41", town.id);
  }
  EXPECT_EQ(Found("中心小学", 20), names);
  EXPECT_THAT(SearchOrganizations(parts_, NewCall(), "中心小学", std::nullopt, 20)->matches,
              SizeIs(20));
  EXPECT_EQ(SearchOrganizations(parts_, NewCall(), "中心小学", std::nullopt, 20)->total, 30u);
  // A closed one comes after the open ones, and says so.
  const auto first = SearchOrganizations(parts_, NewCall(), names[0], std::nullopt, 1);
  ASSERT_THAT(Close(first->matches[0].organization.organization), IsOk());
  EXPECT_EQ(Found("中心小学", 7).back(), names[0]);
  const auto closed = SearchOrganizations(parts_, NewCall(), names[0], std::nullopt, 1);
  EXPECT_TRUE(closed->matches[0].organization.organization.closed);
  EXPECT_THAT(closed->matches[0].path, ElementsAre("桃源县总工会", "陬市镇工会联合会"));
}

TEST_F(ListsTest, PagesOfASearchShowTheMomentOfTheFirst) {
  for (const char* name : {"甲学校", "乙学校", "丙学校"}) MustCreate(name);
  const std::vector<std::string> before = Found("学校", 10);
  int round = 0;
  EXPECT_EQ(Found("学校", 1,
                  [&] {
                    clock_.Advance(absl::Hours(1));
                    MustCreate(absl::StrCat("一学校", ++round));
                  }),
            before);
}

TEST_F(ListsTest, IsFoundByAnyOfItsNamesAndCodes) {
  const Organization town = MustCreate("陬市镇工会联合会");
  const Organization base = MustCreate("陬市镇中学工会", "41", town.id);
  ASSERT_THAT(
      Update(base,
             {{"union_uscc", UnionCode(9)}, {"aliases", "镇中工会"}, {"unit_name", "陬市中学"}}),
      IsOk());
  EXPECT_EQ(ReasonOf(SearchOrganizations(parts_, NewCall(), "镇", {}, 10).status()),
            "QUERY_TOO_SHORT");
  EXPECT_THAT(Found("陬市镇", 10), ElementsAre("陬市镇中学工会", "陬市镇工会联合会"));
  for (const std::string& query : {std::string("镇中 工会"), std::string("陬市中学"), UnionCode(9),
                                   UnionCode(9).substr(0, 9)}) {
    EXPECT_THAT(Found(query, 10), ElementsAre("陬市镇中学工会")) << query;
  }
  EXPECT_THAT(Found("镇中学校", 10), IsEmpty());
}

TEST_F(ListsTest, TheRegisterInMemoryIsTheSameAfterARestart) {
  const Organization b = MustCreate("b");
  ASSERT_THAT(Update(b, {{"union_name", "新名"}}), IsOk());
  ASSERT_THAT(Close(MustCreate("c", "31", b.id)), IsOk());
  const auto loaded = LivingRegister::Load(*store_).value()->Now();
  const auto held = living_->Now();
  EXPECT_EQ(loaded->known_at, held->known_at);
  EXPECT_EQ(loaded->latest_day, held->latest_day);
  EXPECT_EQ(loaded->facts.organizations(), 3u);
  const absl::CivilDay today = held->latest_day;
  EXPECT_EQ(loaded->tree().SubtreeOf(county().text(), today),
            held->tree().SubtreeOf(county().text(), today));
  EXPECT_EQ(loaded->tree().NameOf(b.id.text()), "新名");
}

}  // namespace
}  // namespace mingce::registry
