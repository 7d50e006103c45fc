#include "services/registry/domain/search.h"

#include <gtest/gtest.h>

namespace mingce::registry {
namespace {

TEST(SearchTest, RanksWholeNamesBeforeBeginningsBeforeParts) {
  Organization organization(*OrganizationId::FromText("0123456789abcdefghjkmnpqrs"));
  organization.union_name = "桃源县教育工会委员会";
  organization.aliases = {"县教育工会"};
  organization.union_uscc = "81439999000000001X";
  EXPECT_EQ(SearchQuery("县教育　工会").RankOf(organization), 0);
  EXPECT_EQ(SearchQuery("桃源").RankOf(organization), 1);
  EXPECT_EQ(SearchQuery("教育").RankOf(organization), 2);
  EXPECT_EQ(SearchQuery("81439999000000001x").RankOf(organization), 0);
  EXPECT_EQ(SearchQuery("8143-9999").RankOf(organization), 1);
  EXPECT_EQ(SearchQuery("卫健").RankOf(organization), std::nullopt);
  EXPECT_EQ(SearchQuery(" 教 ").characters(), 1u);
}

}  // namespace
}  // namespace mingce::registry
