#include "services/reporting/domain/membership.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mingce::reporting {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const OrganizationId kHere("here");
const OrganizationId kThere("there");

TEST(MembershipTest, RetainedIsRegisteredAndNotCounted) {
  EXPECT_EQ(ContributionOf({.organization = kHere}), (Counts{.registered = 1, .counted = 1}));
  EXPECT_EQ(
      ContributionOf({.organization = kHere, .retained = true, .complete = true, .verified = true}),
      (Counts{.registered = 1, .complete = 1, .verified = 1}));
}

TEST(MembershipTest, ANewMemberEnters) {
  EXPECT_THAT(
      DeltasOf(std::nullopt, {.organization = kHere, .complete = true}),
      ElementsAre(OrganizationDelta{kHere, {.registered = 1, .complete = 1, .counted = 1}}));
}

TEST(MembershipTest, AChangeInPlaceIsTheDifference) {
  EXPECT_THAT(
      DeltasOf(Membership{.organization = kHere, .complete = true},
               {.organization = kHere, .retained = true, .verified = true}),
      ElementsAre(OrganizationDelta{kHere, {.complete = -1, .verified = 1, .counted = -1}}));
  EXPECT_THAT(DeltasOf(Membership{.organization = kHere}, {.organization = kHere}), IsEmpty());
}

TEST(MembershipTest, AMoveLeavesAndEnters) {
  EXPECT_THAT(
      DeltasOf(Membership{.organization = kHere, .complete = true},
               {.organization = kThere, .verified = true}),
      ElementsAre(OrganizationDelta{kHere, {.registered = -1, .complete = -1, .counted = -1}},
                  OrganizationDelta{kThere, {.registered = 1, .verified = 1, .counted = 1}}));
}

}  // namespace
}  // namespace mingce::reporting
