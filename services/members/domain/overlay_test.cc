#include "services/members/domain/overlay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mingce::members {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(OverlayTest, TheRowChangesAndAddsAndErasesNothing) {
  const Overlaid overlaid = Overlay({{"education", "31"}, {"employment_status", "4"}},
                                    {{"education", "21"}, {"title", "3"}});
  EXPECT_THAT(overlaid.values, ElementsAre(Pair("education", "21"), Pair("employment_status", "4"),
                                           Pair("title", "3")));
  EXPECT_THAT(overlaid.kept, ElementsAre("employment_status"));
}

TEST(OverlayTest, AWholeRowKeepsNothing) {
  EXPECT_THAT(Overlay({{"education", "31"}}, {{"education", "21"}}).kept, IsEmpty());
}

TEST(OverlayTest, AMonthTakesNoDayAway) {
  const Values held = {{"birth_date", "1985-06-14"}};
  EXPECT_EQ(Overlay(held, {{"birth_date", "1985-06"}}).values, held);
  const Values other = {{"birth_date", "1985-07"}};
  EXPECT_EQ(Overlay(held, other).values, other);
  EXPECT_EQ(Overlay(other, held).values, held);
}

TEST(OverlayTest, AChangeOfMembershipIsOneFactAndTheLaterOneStands) {
  const Values retired = {
      {"change_date", "2020-03-03"}, {"change_reason", "1"}, {"change_type", "3"}};
  const Overlaid older = Overlay(retired, {{"change_date", "2017-05-01"}, {"change_type", "1"}});
  EXPECT_EQ(older.values, retired);
  EXPECT_TRUE(older.later_change_held);
  const Overlaid undated = Overlay(retired, {{"change_type", "1"}});
  EXPECT_EQ(undated.values, retired);
  EXPECT_TRUE(undated.later_change_held);
  const Values back = {{"change_date", "2021-01-01"}, {"change_type", "2"}};
  const Overlaid newer = Overlay(retired, back);
  EXPECT_EQ(newer.values, back) << "the reason was the other change's";
  EXPECT_FALSE(newer.later_change_held);
  // Somebody who rests from now on, without a day: that is news, and brings nobody back.
  const Values joined = {
      {"change_date", "2019-10-08"}, {"change_type", "1"}, {"employment_status", "1"}};
  const Values rests = {{"change_type", "3"}, {"employment_status", "4"}};
  EXPECT_EQ(Overlay(joined, rests).values, rests);
  // What an old sheet says of the employment is as old as its change.
  const Values old = {
      {"change_date", "2018-01-01"}, {"change_type", "3"}, {"employment_status", "4"}};
  EXPECT_EQ(Overlay(joined, old).values, joined);
  // A type that was never known is filled in, and takes nothing away.
  EXPECT_EQ(Overlay({{"change_date", "2019-10-08"}, {"change_reason", "9"}}, {{"change_type", "1"}})
                .values,
            (Values{{"change_date", "2019-10-08"}, {"change_reason", "9"}, {"change_type", "1"}}));
  // A day typed wrongly can be put right.
  const Overlaid corrected =
      Overlay(retired, {{"change_date", "2010-03-03"}, {"change_type", "3"}});
  EXPECT_EQ(corrected.values.at("change_date"), "2010-03-03");
  EXPECT_EQ(corrected.values.at("change_reason"), "1");
  EXPECT_FALSE(corrected.later_change_held);
  EXPECT_EQ(Overlay(retired, {{"change_type", "3"}}).values, retired);
  EXPECT_FALSE(Overlay(retired, {{"change_type", "3"}}).later_change_held);
  EXPECT_EQ(Overlay(retired, {}).values, retired);
}

TEST(OverlayTest, TheSameRowAgainChangesNothing) {
  const Values held = {{"education", "31"}, {"hukou", "1"}};
  EXPECT_EQ(Overlay(held, {{"education", "31"}}).values, held);
}

TEST(OverlayTest, WhatIsKeptIsNotMissing) {
  EXPECT_THAT(StillMissing({"hukou", "joined_on"}, {"education", "hukou"}),
              ElementsAre("joined_on"));
}

}  // namespace
}  // namespace mingce::members
