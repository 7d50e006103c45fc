#include "services/reporting/storage/rows.h"

#include <gtest/gtest.h>

#include "lib/testing/status_matchers.h"

namespace mingce::reporting {
namespace {

TEST(RowsTest, EveryRowRoundTrips) {
  const ledger::Cursor cursor{.epoch = "e", .sequence = 7, .hash = std::string("\0\xff", 2)};
  EXPECT_EQ(DecodeCursor(EncodeCursor(cursor)).value(), cursor);
  const Organization organization{
      .parent = OrganizationId("p"), .union_name = "工会", .closed = true, .collected = true};
  EXPECT_EQ(DecodeOrganization(EncodeOrganization(organization)).value(), organization);
  EXPECT_EQ(DecodeOrganization(EncodeOrganization(Organization{})).value(), Organization{});
  const Membership membership{
      .organization = OrganizationId("o"), .retained = true, .complete = true, .verified = true};
  EXPECT_EQ(DecodeMembership(EncodeMembership(membership)).value(), membership);
  const Counts counts{.registered = -1, .complete = 2, .verified = -3, .counted = 4};
  EXPECT_EQ(DecodeCounts(EncodeCounts(counts)).value(), counts);
  const Campaign campaign{.title = "t",
                          .organization = OrganizationId("o"),
                          .forms_due_on = absl::CivilDay(2019, 11, 15),
                          .entry_due_on = absl::CivilDay(2019, 11, 30),
                          .target = 40'000};
  EXPECT_EQ(DecodeCampaign(EncodeCampaign(campaign)).value(), campaign);
  const QuotaPlan plan{.revision = 2,
                       .quotas = {{.section = "county",
                                   .seq = 1,
                                   .title = "一",
                                   .target = 160,
                                   .organization = OrganizationId("o")},
                                  {.section = "township",
                                   .seq = 1,
                                   .title = "二",
                                   .target = 5,
                                   .organization = OrganizationId("q")}}};
  EXPECT_EQ(DecodeQuotaPlan(EncodeQuotaPlan(plan)).value(), plan);
}

TEST(RowsTest, WhatIsNoRowIsDataLoss) {
  const std::string noise = "\xff\xff\xff";
  EXPECT_THAT(DecodeCursor(noise), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(DecodeOrganization(noise), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(DecodeMembership(noise), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(DecodeMembership(""), StatusIs(absl::StatusCode::kDataLoss));  // of no organisation
  EXPECT_THAT(DecodeCounts(noise), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(DecodeCampaign(noise), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(DecodeCampaign(""), StatusIs(absl::StatusCode::kDataLoss));  // without days
  EXPECT_THAT(DecodeQuotaPlan(noise), StatusIs(absl::StatusCode::kDataLoss));
}

}  // namespace
}  // namespace mingce::reporting
