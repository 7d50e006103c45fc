#include <gmock/gmock.h>

#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "services/registry/app/read_organizations.h"
#include "services/registry/app/register_for_test.h"

namespace mingce::registry {
namespace {

using testing::ElementsAre;
using OrganizationChangesTest = RegisterTest;

TEST_F(OrganizationChangesTest, ARenamedUnionIsStillFoundUnderItsFormerName) {
  OpenCampaign();
  const Organization school = MustCreate("县教育工会");
  ASSERT_THAT(Update(school, {{"union_name", "桃源县教育系统工会"}}), IsOk());
  EXPECT_THAT(Read(school.id).aliases, ElementsAre("县教育工会"));
}

TEST_F(OrganizationChangesTest, AMoveSaidAgainWithAnEarlierDayCorrectsThePast) {
  OpenCampaign();
  const Organization east = MustCreate("东片");
  const Organization west = MustCreate("西片");
  clock_.Advance(-absl::Hours(24 * 30));
  const Organization base = MustCreate("镇政府工会", "41", east.id);
  clock_.Advance(absl::Hours(24 * 30));
  ASSERT_THAT(Move(base, west.id), IsOk());
  const gb::Date earlier = {2019, 11, 1};
  const auto parent_on = [&](gb::Date day) {
    return GetOrganization(parts_, NewCall(), base.id, {.day = day})->organization.parent;
  };
  EXPECT_EQ(parent_on(earlier), east.id);
  ASSERT_THAT(Move(Read(base.id), west.id, earlier), IsOk());
  EXPECT_EQ(parent_on(earlier), west.id);
  EXPECT_EQ(parent_on({2019, 10, 31}), east.id);
  const std::int64_t revision = Read(base.id).revision;
  ASSERT_THAT(Move(Read(base.id), west.id, earlier), IsOk());
  EXPECT_EQ(Read(base.id).revision, revision) << "a third time changes nothing";
}

TEST_F(OrganizationChangesTest, OneMadeByCallIsCollectedWhenItsFormIsThere) {
  OpenCampaign();
  const Organization bare = MustCreate("镇政府工会", "31");
  EXPECT_FALSE(bare.collected);
  auto whole = SoundRow("", 1, {});
  whole.erase("parent_union");
  const auto made = Create(county(), whole);
  ASSERT_THAT(made, IsOk());
  EXPECT_TRUE(made->organization.collected);
  EXPECT_EQ(ReasonOf(Update(made->organization, {{"unit_name", ""}}).status()), "FIELD_MISSING");
  EXPECT_EQ(ReasonOf(Update(made->organization, {{"chair_name", ""}}).status()), "FIELD_MISSING");
  EXPECT_THAT(Update(bare, {{"union_short_name", ""}}), IsOk());
}

TEST_F(OrganizationChangesTest, TheSameCommandTwiceMakesOneUnion) {
  OpenCampaign();
  const std::map<std::string, std::string> fields = {{"union_name", "县粮食局工会"},
                                                     {"union_kind", "41"},
                                                     {"unit_uscc_absent_reason", "2"},
                                                     {"union_uscc_absent_reason", "2"}};
  const auto made = Create(county(), fields);
  ASSERT_THAT(made, IsOk());
  const absl::Status again = Create(county(), fields).status();
  EXPECT_EQ(ReasonOf(again), "ORGANIZATION_EXISTS");
  EXPECT_EQ(ErrorInfoOf(again)->metadata.at("organization"), made->organization.id.ResourceName());
  // Below another parent, or under another name, it is another one.
  const Organization town = MustCreate("陬市镇工会联合会");
  EXPECT_THAT(Create(town.id, fields), IsOk());
}

}  // namespace
}  // namespace mingce::registry
