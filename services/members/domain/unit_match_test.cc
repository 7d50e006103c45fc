#include "services/members/domain/unit_match.h"

#include <gtest/gtest.h>

namespace mingce::members {
namespace {

Organization Named(const std::string& name) {
  return {.id = *OrganizationId::Parse("aaaaaaaaaaaaaaaaaaaaaaaaaa"),
          .union_name = name,
          .unit_name = "桃源县第一中学",
          .aliases = {"一中工会"},
          .may_own_members = true};
}

TEST(RankUnitTest, PrefersWholeNamesThenBeginningsThenParts) {
  const Organization school = Named("桃源县第一中学工会委员会");
  EXPECT_EQ(RankUnit(school, "桃源县第一中学工会委员会"), 0);
  EXPECT_EQ(RankUnit(school, " 桃源县第一中学 工会委员会"), 0);
  EXPECT_EQ(RankUnit(school, "桃源县第一中学"), 0) << "the unit's own name";
  EXPECT_EQ(RankUnit(school, "一中工会"), 0) << "an alias";
  EXPECT_EQ(RankUnit(school, "桃源县第一"), 1);
  EXPECT_EQ(RankUnit(school, "桃源县第一中学工会委员会（教师）"), 1);
  EXPECT_EQ(RankUnit(school, "第一中学工会"), 2);
  EXPECT_EQ(RankUnit(school, "第二中学"), std::nullopt);
  EXPECT_EQ(RankUnit(school, " "), std::nullopt);
}

TEST(RankUnitTest, LeavesOutWhatNobodyCanBeRegisteredWith) {
  Organization school = Named("桃源县第一中学工会委员会");
  school.closed = true;
  EXPECT_EQ(RankUnit(school, school.union_name), std::nullopt);
  school.closed = false;
  school.may_own_members = false;
  EXPECT_EQ(RankUnit(school, school.union_name), std::nullopt);
}

TEST(RankUnitTest, AnEmptyNameFitsNothing) {
  Organization nameless = Named("");
  nameless.unit_name.clear();
  nameless.aliases.clear();
  EXPECT_EQ(RankUnit(nameless, "桃源县"), std::nullopt);
}

}  // namespace
}  // namespace mingce::members
