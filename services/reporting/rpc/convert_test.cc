#include "services/reporting/rpc/convert.h"

#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "services/reporting/app/errors.h"

namespace mingce::reporting {
namespace {

void SetDate(int year, int month, int day, type::Date* date) {
  date->set_year(year);
  date->set_month(month);
  date->set_day(day);
}

UnitAttainment Unit() {
  return {.quota = {.section = "township",
                    .seq = 4,
                    .title = "t",
                    .target = 10,
                    .organization = OrganizationId("o")},
          .counts = {.registered = 4, .complete = 3, .verified = 2, .counted = 1},
          .attainment_hundredths = 1000,
          .counted_on_time = 1,
          .on_time = true};
}

TEST(ConvertTest, GetAttainmentRequest) {
  v1::GetAttainmentRequest request;
  EXPECT_EQ(ReasonOf(FromProto(request).status()), "BAD_NAME");
  request.set_campaign("campaigns/taoyuan-2019");
  request.set_min_registry(3);
  request.set_min_members(4);
  EXPECT_EQ(FromProto(request)->campaign, CampaignId("taoyuan-2019"));
  EXPECT_EQ(FromProto(request)->as_of, std::nullopt);
  EXPECT_EQ(FromProto(request)->min_registry, 3u);
  EXPECT_EQ(FromProto(request)->min_members, 4u);
  request.mutable_as_of();  // present and empty is empty
  EXPECT_EQ(FromProto(request)->as_of, std::nullopt);
  SetDate(2019, 11, 30, request.mutable_as_of());
  EXPECT_EQ(FromProto(request)->as_of, absl::CivilDay(2019, 11, 30));
  for (const auto& [year, month, day] :
       {std::tuple(2019, 11, 31), std::tuple(2019, 11, 0), std::tuple(2019, 0, 1),
        std::tuple(1899, 12, 31), std::tuple(10000, 1, 1), std::tuple(2019, -1, 1)}) {
    SetDate(year, month, day, request.mutable_as_of());
    EXPECT_EQ(ReasonOf(FromProto(request).status()), "BAD_DATE") << year << month << day;
  }
}

TEST(ConvertTest, ListAttainmentRequestAndItsToken) {
  v1::ListAttainmentRequest request;
  request.set_campaign("campaigns/c-2019");
  EXPECT_EQ(FromProto(request)->page_size, 100u);
  EXPECT_EQ(FromProto(request)->from, std::nullopt);
  request.set_page_size(-1);
  EXPECT_EQ(ReasonOf(FromProto(request).status()), "BAD_PAGE_SIZE");
  request.set_page_size(5000);
  EXPECT_EQ(FromProto(request)->page_size, 1000u);

  AttainmentList list;
  EXPECT_EQ(ToProto(request, list).next_page_token(), "");
  list.next = PagePlace{.revision = 7, .index = 12};
  request.set_page_token(ToProto(request, list).next_page_token());
  EXPECT_EQ(FromProto(request)->from, list.next);
  request.set_page_size(3);  // may change from page to page
  EXPECT_THAT(FromProto(request), IsOk());
  SetDate(2019, 11, 30, request.mutable_as_of());  // may not
  EXPECT_EQ(ReasonOf(FromProto(request).status()), "BAD_PAGE_TOKEN");
  request.clear_as_of();
  request.set_campaign("campaigns/other");
  EXPECT_EQ(ReasonOf(FromProto(request).status()), "BAD_PAGE_TOKEN");
  request.set_page_token("nonsense");
  EXPECT_EQ(ReasonOf(FromProto(request).status()), "BAD_PAGE_TOKEN");
}

TEST(ConvertTest, Attainment) {
  AttainmentReport report;
  report.campaign.quota_revision = 2;
  report.campaign.attainment.units = {Unit()};
  CountyAttainment& county = report.campaign.attainment.county;
  county.target = 40'000;
  county.allocated = 37'689;
  county.unallocated = 2'311;
  county.counts = Unit().counts;
  county.attainment_hundredths = 9;
  county.outside_units.registered = 6;
  county.counted_on_time = 8;
  county.on_time = true;
  report.watermark.registry = {.epoch = "r", .sequence = 1};
  report.watermark.members = {.epoch = "m", .sequence = 2};
  report.watermark.registry_head = {.epoch = "r", .sequence = 3};
  report.watermark.members_head = {.epoch = "m", .sequence = 4};
  const v1::Attainment to = ToProto(
      AttainmentQuery{.campaign = CampaignId("c"), .as_of = absl::CivilDay(2019, 11, 30)}, report);
  EXPECT_EQ(to.ShortDebugString(),
            "campaign: \"campaigns/c\" as_of { year: 2019 month: 11 day: 30 } "
            "definition: \"counted-1\" quota_revision: 2 county { target: 40000 allocated: 37689 "
            "unallocated: 2311 counts { registered: 4 complete: 3 verified: 2 counted: 1 } "
            "attainment_hundredths: 9 outside_units { registered: 6 } counted_on_time: 8 "
            "on_time: true } units { section: \"township\" seq: 4 title: \"t\" "
            "organization: \"organizations/o\" target: 10 counts { registered: 4 complete: 3 "
            "verified: 2 counted: 1 } attainment_hundredths: 1000 counted_on_time: 1 "
            "on_time: true } watermark { registry { epoch: \"r\" sequence: 1 } "
            "members { epoch: \"m\" sequence: 2 } registry_head { epoch: \"r\" sequence: 3 } "
            "members_head { epoch: \"m\" sequence: 4 } }");
}

TEST(ConvertTest, ListAndStatus) {
  AttainmentList list;
  list.units = {Unit(), Unit()};
  EXPECT_EQ(ToProto(v1::ListAttainmentRequest(), list).units_size(), 2);
  const v1::GetStatusResponse status =
      ToProto("1.2.3", ServiceStatus{.watermark = {},
                                     .members = 5,
                                     .organizations = 6,
                                     .registry_feed = {},
                                     .members_feed = FeedGap(Feed::kMembers, 1, 3)});
  EXPECT_EQ(status.version(), "1.2.3");
  EXPECT_EQ(status.members(), 5);
  EXPECT_EQ(status.organizations(), 6);
  EXPECT_EQ(status.registry_broken_reason(), "");
  EXPECT_EQ(status.members_broken_reason(), "FEED_GAP");
}

}  // namespace
}  // namespace mingce::reporting
