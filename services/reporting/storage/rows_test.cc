#include "services/reporting/storage/rows.h"

#include <gtest/gtest.h>

#include "lib/testing/status_matchers.h"
#include "services/reporting/storage/keys.h"

namespace mingce::reporting {
namespace {

const Dates kDates{.day = absl::CivilDay(2019, 11, 30),
                   .revision = 3,
                   .recorded = absl::FromUnixMicros(1'575'129'599'000'001)};

TEST(RowsTest, EveryRowComesBack) {
  const ledger::Cursor cursor{.epoch = "e", .sequence = 7, .hash = std::string(32, 'h')};
  EXPECT_EQ(DecodeCursor(EncodeCursor(cursor)).value(), cursor);

  OrganizationVersion organization{
      .id = OrganizationId("o"), .parent = std::nullopt, .closed = false, .dates = kDates};
  const std::string organization_key =
      OrganizationVersionKey(organization.id, kDates.day, kDates.revision);
  EXPECT_EQ(DecodeOrganization(organization_key, EncodeOrganization(organization)).value(),
            organization);
  organization.parent = OrganizationId("p");
  organization.closed = true;
  EXPECT_EQ(DecodeOrganization(organization_key, EncodeOrganization(organization)).value(),
            organization);

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

  const Campaign campaign{.title = "t",
                          .organization = OrganizationId("o"),
                          .forms_due_on = absl::CivilDay(2019, 11, 15),
                          .entry_due_on = absl::CivilDay(2019, 11, 30),
                          .target = 40'000};
  EXPECT_EQ(DecodeCampaign(EncodeCampaign(campaign)).value(), campaign);

  const QuotaPlanSet set{.campaign = CampaignId("c"),
                         .plan = {.revision = 3,
                                  .quotas = {{.section = "county",
                                              .seq = 1,
                                              .title = "t",
                                              .target = 10,
                                              .organization = OrganizationId("o")}}},
                         .dates = kDates};
  EXPECT_EQ(DecodeQuotaPlan(QuotaPlanVersionKey(set.campaign, kDates.day, kDates.revision),
                            EncodeQuotaPlan(set))
                .value(),
            set);
}

TEST(RowsTest, WhatIsNoRowIsDataLoss) {
  const auto is_lost = [](const auto& row) { return absl::IsDataLoss(row.status()); };
  EXPECT_TRUE(is_lost(DecodeCursor("\xff")));
  EXPECT_TRUE(is_lost(DecodeCampaign("\xff")));
  EXPECT_TRUE(is_lost(DecodeCampaign("")));
  const std::string key = MembershipVersionKey(MemberId("m"), kDates.day, 1);
  EXPECT_TRUE(is_lost(DecodeMembership(key, "\xff")));
  EXPECT_TRUE(is_lost(DecodeMembership(key, ""))) << "no organisation, no state";
  MembershipVersion membership{
      .member = MemberId("m"), .organization = OrganizationId("o"), .dates = kDates};
  EXPECT_TRUE(is_lost(DecodeMembership("x", EncodeMembership(membership))));
  membership.state = static_cast<MembershipState>(9);
  EXPECT_TRUE(is_lost(DecodeMembership(key, EncodeMembership(membership))));
  EXPECT_TRUE(is_lost(DecodeOrganization(key, "")));
  EXPECT_TRUE(is_lost(DecodeQuotaPlan(key, "")));
}

}  // namespace
}  // namespace mingce::reporting
