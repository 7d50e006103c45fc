#include "services/registry/domain/union_kinds.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace mingce::registry {
namespace {

// The list of the campaign itself: the rules are its data.
UnionKinds CampaignKinds() {
  std::ifstream file(MINGCE_CAMPAIGN_DIR "/codes/union_kind.tsv");
  std::stringstream text;
  text << file.rdbuf();
  return UnionKinds(gb::ParseCodeListTsv("union_kind", text.str()).value());
}

TEST(UnionKindsTest, TellWhoMayStandBelowWhom) {
  const UnionKinds kinds = CampaignKinds();
  EXPECT_TRUE(kinds.MayStandBelow("13", "31"));
  EXPECT_TRUE(kinds.MayStandBelow("13", "41"));
  EXPECT_TRUE(kinds.MayStandBelow("31", "41"));
  EXPECT_TRUE(kinds.MayStandBelow("41", "51"));
  EXPECT_TRUE(kinds.MayStandBelow("51", "52"));
  EXPECT_FALSE(kinds.MayStandBelow("41", "41"));
  EXPECT_FALSE(kinds.MayStandBelow("41", "31"));
  EXPECT_FALSE(kinds.MayStandBelow("51", "51"));
  EXPECT_FALSE(kinds.MayStandBelow("52", "52"));
  EXPECT_FALSE(kinds.MayStandBelow("31", "13")) << "the county stands below nothing";
  EXPECT_FALSE(kinds.MayStandBelow("77", "41")) << "a kind nobody knows";
}

TEST(UnionKindsTest, TellWhoMayOwnMembers) {
  const UnionKinds kinds = CampaignKinds();
  for (const char* kind : {"41", "42", "31", "33"}) EXPECT_TRUE(kinds.MayOwnMembers(kind)) << kind;
  for (const char* kind : {"13", "21", "32", "34", "51", "52", "90", "77"}) {
    EXPECT_FALSE(kinds.MayOwnMembers(kind)) << kind;
  }
}

TEST(UnionKindsTest, TellWhatAKindIs) {
  const UnionKinds kinds = CampaignKinds();
  EXPECT_TRUE(kinds.IsCounty("13"));
  EXPECT_FALSE(kinds.IsCounty("31"));
  EXPECT_TRUE(kinds.IsBaseUnion("41"));
  EXPECT_TRUE(kinds.IsBaseUnion("42"));
  EXPECT_FALSE(kinds.IsBaseUnion("31")) << "it has members of its own and is the union of no unit";
  EXPECT_EQ(kinds.MostMembers("52"), 24);
  EXPECT_EQ(kinds.MostMembers("41"), std::nullopt);
}

TEST(UnionKindsTest, TellHowCodesBegin) {
  const UnionKinds kinds = CampaignKinds();
  EXPECT_TRUE(kinds.MayHoldCode("41", "81439999"));
  EXPECT_FALSE(kinds.MayHoldCode("41", "89439999"));
  EXPECT_TRUE(kinds.MayHoldCode("31", "89439999"));
  EXPECT_FALSE(kinds.MayHoldCode("31", "82439999"));
  EXPECT_FALSE(kinds.MayHoldCode("13", "81439999")) << "coded as a mass organisation";
  EXPECT_TRUE(kinds.MayHoldCode("90", "82439999")) << "no rule for it";
}

TEST(UnionKindsTest, WithoutAListNothingStandsBelowAnything) {
  EXPECT_FALSE(UnionKinds().MayStandBelow("13", "31"));
  EXPECT_FALSE(UnionKinds().Known("13"));
}

}  // namespace
}  // namespace mingce::registry
