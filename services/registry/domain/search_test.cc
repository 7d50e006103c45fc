#include "services/registry/domain/search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mingce::registry {
namespace {

TEST(SearchTest, RanksWholeNamesBeforeBeginningsBeforeParts) {
  const std::vector<std::string> names = {"桃源县教育工会委员会", "县教育工会"};
  const auto rank = [&](const char* query) {
    return SearchQuery(query).RankOf(names, {"81439999000000001X"});
  };
  EXPECT_EQ(rank("县教育　工会"), 0);
  EXPECT_EQ(rank("桃源"), 1);
  EXPECT_EQ(rank("教育"), 2);
  EXPECT_EQ(rank("81439999000000001x"), 0);
  EXPECT_EQ(rank("8143-9999"), 1);
  EXPECT_EQ(rank("卫健"), std::nullopt);
  EXPECT_EQ(SearchQuery(" 教 ").characters(), 1u);
}

TEST(SearchTest, LooksForATextOnlyOnce) {
  using testing::ElementsAre;
  EXPECT_THAT(SearchQuery("中心 小学").texts(), ElementsAre("中心小学"));
  EXPECT_THAT(SearchQuery("81439999000000001X").texts(), ElementsAre("81439999000000001X"));
  EXPECT_THAT(SearchQuery("8143-9999").texts(), ElementsAre("8143-9999", "81439999"));
  EXPECT_THAT(SearchQuery("-").texts(), ElementsAre("-"));
  EXPECT_THAT(SearchQuery("桃源abc").texts(), ElementsAre("桃源abc", "桃源ABC"));
}

}  // namespace
}  // namespace mingce::registry
