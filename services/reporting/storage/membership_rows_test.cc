#include "services/reporting/storage/membership_rows.h"

#include <gtest/gtest.h>

#include "lib/testing/status_matchers.h"
#include "services/reporting/storage/keys.h"

namespace mingce::reporting {
namespace {

const Dates kDates{.day = absl::CivilDay(2019, 11, 30),
                   .revision = 3,
                   .recorded = absl::FromUnixMicros(1'575'129'599'000'001),
                   .suspect_since = 12};

TEST(MembershipRowsTest, EveryRowComesBack) {
  for (const MembershipState state :
       {MembershipState::kActive, MembershipState::kRetained, MembershipState::kEnded}) {
    for (const bool flag : {false, true}) {
      const MembershipVersion membership{.member = MemberId("m"),
                                         .organization = OrganizationId("o"),
                                         .state = state,
                                         .complete = flag,
                                         .verified = !flag,
                                         .dates = kDates};
      EXPECT_EQ(
          DecodeMembership(MembershipVersionKey(membership.member, kDates.day, kDates.revision),
                           EncodeMembership(membership))
              .value(),
          membership);
    }
  }
}

TEST(MembershipRowsTest, WhatIsNoRowIsDataLoss) {
  const auto is_lost = [](const auto& row) { return absl::IsDataLoss(row.status()); };
  const std::string key = MembershipVersionKey(MemberId("m"), kDates.day, 1);
  EXPECT_TRUE(is_lost(DecodeMembership(key, "\xff")));
  EXPECT_TRUE(is_lost(DecodeMembership(key, ""))) << "no organisation, no state";
  MembershipVersion membership{
      .member = MemberId("m"), .organization = OrganizationId("o"), .dates = kDates};
  EXPECT_TRUE(is_lost(DecodeMembership("x", EncodeMembership(membership))));
  membership.state = static_cast<MembershipState>(9);
  EXPECT_TRUE(is_lost(DecodeMembership(key, EncodeMembership(membership))));
}

}  // namespace
}  // namespace mingce::reporting
