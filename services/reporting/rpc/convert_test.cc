#include "services/reporting/rpc/convert.h"

#include <gtest/gtest.h>

#include <memory>
#include <tuple>
#include <utility>

#include "lib/base/error.h"
#include "lib/seal/key_ring.h"
#include "lib/testing/status_matchers.h"
#include "services/reporting/app/errors.h"

namespace mingce::reporting {
namespace {

type::Head HeadAt(absl::string_view epoch, std::uint64_t sequence) {
  type::Head head;
  head.set_epoch(std::string(epoch));
  head.set_sequence(sequence);
  return head;
}

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
          .on_time = true,
          .time_suspect = 5};
}

Figures SomeFigures() {
  auto attainment = std::make_shared<Attainment>();
  attainment->quota_revision = 2;
  attainment->units = {Unit(), Unit(), Unit()};
  attainment->sections = {{.section = "township",
                           .target = 30,
                           .counts = {.counted = 3},
                           .attainment_hundredths = 1000}};
  CountyAttainment& county = attainment->county;
  county.target = 40'000;
  county.allocated = 37'689;
  county.unallocated = 2'311;
  county.counts = Unit().counts;
  county.attainment_hundredths = 9;
  county.outside_units.registered = 6;
  county.counted_on_time = 8;
  county.on_time = true;
  county.time_suspect = -7;
  return {.attainment = attainment,
          .question = {.campaign = CampaignId("c"),
                       .as_of = absl::CivilDay(2019, 11, 30),
                       .known_at = absl::FromUnixMicros(1'575'129'599'000'001),
                       .basis = TreeBasis::kCurrent,
                       .today = absl::CivilDay(2019, 12, 1)},
          .watermark = {SourceMark{.applied = HeadAt("r", 1),
                                   .head = HeadAt("r", 3),
                                   .age = absl::Milliseconds(1500),
                                   .complete = false},
                        SourceMark{.applied = HeadAt("m", 2),
                                   .head = HeadAt("m", 2),
                                   .age = absl::Milliseconds(20),
                                   .complete = true}}};
}

TEST(ConvertTest, GetAttainmentRequest) {
  v1::GetAttainmentRequest request;
  EXPECT_EQ(ReasonOf(FromProto(request).status()), "BAD_NAME");
  request.set_campaign("campaigns/taoyuan-2019");
  request.set_min_registry(3);
  request.set_min_members(4);
  EXPECT_EQ(FromProto(request)->figures.campaign, CampaignId("taoyuan-2019"));
  EXPECT_EQ(FromProto(request)->figures.as_of, std::nullopt);
  EXPECT_EQ(FromProto(request)->figures.known_at, std::nullopt);
  EXPECT_EQ(FromProto(request)->figures.basis, TreeBasis::kAsAtDate);
  EXPECT_EQ(FromProto(request)->min_registry, 3u);
  EXPECT_EQ(FromProto(request)->min_members, 4u);
  request.mutable_as_of();  // present and empty is empty
  EXPECT_EQ(FromProto(request)->figures.as_of, std::nullopt);
  SetDate(2019, 11, 30, request.mutable_as_of());
  EXPECT_EQ(FromProto(request)->figures.as_of, absl::CivilDay(2019, 11, 30));
  for (const auto& [year, month, day] :
       {std::tuple(2019, 11, 31), std::tuple(2019, 11, 0), std::tuple(2019, 0, 1),
        std::tuple(1899, 12, 31), std::tuple(10000, 1, 1), std::tuple(2019, -1, 1)}) {
    SetDate(year, month, day, request.mutable_as_of());
    EXPECT_EQ(ReasonOf(FromProto(request).status()), "BAD_DATE") << year << month << day;
  }
}

TEST(ConvertTest, KnownAtAndBasis) {
  v1::GetAttainmentRequest request;
  request.set_campaign("campaigns/c");
  request.mutable_known_at()->set_seconds(1'575'129'599);
  request.mutable_known_at()->set_nanos(1'999);
  EXPECT_EQ(FromProto(request)->figures.known_at, absl::FromUnixMicros(1'575'129'599'000'001));
  for (const auto& [seconds, nanos] :
       {std::pair(std::int64_t{253'402'300'800}, 0), std::pair(std::int64_t{-2'300'000'000}, 0),
        std::pair(std::int64_t{0}, -1), std::pair(std::int64_t{0}, 1'000'000'000)}) {
    request.mutable_known_at()->set_seconds(seconds);
    request.mutable_known_at()->set_nanos(nanos);
    const absl::Status status = FromProto(request).status();
    EXPECT_EQ(ReasonOf(status), "BAD_DATE") << seconds;
    EXPECT_EQ(ErrorInfoOf(status)->metadata.at("field"), "known_at");
  }
  request.clear_known_at();
  const std::pair<v1::TreeBasis, TreeBasis> bases[] = {
      {v1::TREE_BASIS_UNSPECIFIED, TreeBasis::kAsAtDate},
      {v1::AS_AT_DATE, TreeBasis::kAsAtDate},
      {v1::CURRENT, TreeBasis::kCurrent},
      {v1::AS_AT_EVENT, TreeBasis::kAsAtEvent}};
  for (const auto& [wire, basis] : bases) {
    request.set_tree_basis(wire);
    EXPECT_EQ(FromProto(request)->figures.basis, basis);
  }
  request.set_tree_basis(static_cast<v1::TreeBasis>(9));
  EXPECT_EQ(ReasonOf(FromProto(request).status()), "BAD_TREE_BASIS");
}

TEST(ConvertTest, ListAttainmentRequestAndItsToken) {
  const seal::KeyRing keys(seal::MasterKey::Generate());
  const rpc::PageTokens tokens([&keys](absl::string_view bytes) {
    return std::string(seal::AsView(keys.KeyedTag("page-token/v1", {bytes})));
  });
  Call call;
  call.action = "reporting.ListAttainment";
  call.identity = "spiffe://t/person/reader";
  const auto read = [&](const v1::ListAttainmentRequest& request) {
    return FromProto(tokens, call, request);
  };
  v1::ListAttainmentRequest request;
  request.set_campaign("campaigns/c-2019");
  EXPECT_EQ(read(request)->page_size, 100u);
  EXPECT_EQ(read(request)->from, std::nullopt);
  request.set_page_size(-1);
  EXPECT_EQ(ReasonOf(read(request).status()), "BAD_PAGE_SIZE");
  request.set_page_size(5000);
  EXPECT_EQ(read(request)->page_size, 1000u);

  AttainmentList list{.figures = SomeFigures(), .begin = 0, .end = 3, .next = std::nullopt};
  EXPECT_EQ(ToProto(tokens, call, request, list).next_page_token(), "");
  list.next = PagePlace{.revision = 7,
                        .index = 12,
                        .as_of = absl::CivilDay(2019, 11, 30),
                        .known_at = absl::FromUnixMicros(1'575'129'599'000'001)};
  request.set_page_token(ToProto(tokens, call, request, list).next_page_token());
  EXPECT_EQ(read(request)->from, list.next);
  request.set_page_size(3);  // may change from page to page
  EXPECT_THAT(read(request), IsOk());
  v1::ListAttainmentRequest other = request;  // nothing else may
  SetDate(2019, 11, 30, other.mutable_as_of());
  EXPECT_EQ(ReasonOf(read(other).status()), "BAD_PAGE_TOKEN");
  other = request;
  other.mutable_known_at()->set_seconds(1);
  EXPECT_EQ(ReasonOf(read(other).status()), "BAD_PAGE_TOKEN");
  other = request;
  other.set_tree_basis(v1::CURRENT);
  EXPECT_EQ(ReasonOf(read(other).status()), "BAD_PAGE_TOKEN");
  other = request;
  other.set_campaign("campaigns/other");
  EXPECT_EQ(ReasonOf(read(other).status()), "BAD_PAGE_TOKEN");
  call.identity = "spiffe://t/person/other";
  EXPECT_EQ(ReasonOf(read(request).status()), "BAD_PAGE_TOKEN");
  call.identity = "spiffe://t/person/reader";
  request.set_page_token("nonsense");
  EXPECT_EQ(ReasonOf(read(request).status()), "BAD_PAGE_TOKEN");
}

TEST(ConvertTest, Attainment) {
  v1::Attainment to = ToProto(SomeFigures());
  EXPECT_EQ(to.units_size(), 3);
  to.mutable_units()->DeleteSubrange(1, 2);
  EXPECT_EQ(to.ShortDebugString(),
            "campaign: \"campaigns/c\" as_of { year: 2019 month: 11 day: 30 } "
            "definition: \"counted-2\" quota_revision: 2 county { target: 40000 allocated: 37689 "
            "unallocated: 2311 counts { registered: 4 complete: 3 verified: 2 counted: 1 } "
            "attainment_hundredths: 9 outside_units { registered: 6 } counted_on_time: 8 "
            "on_time: true time_suspect: -7 } units { section: \"township\" seq: 4 title: \"t\" "
            "organization: \"organizations/o\" target: 10 counts { registered: 4 complete: 3 "
            "verified: 2 counted: 1 } attainment_hundredths: 1000 counted_on_time: 1 "
            "on_time: true time_suspect: 5 } watermark { registry { epoch: \"r\" sequence: 1 } "
            "members { epoch: \"m\" sequence: 2 } registry_head { epoch: \"r\" sequence: 3 } "
            "members_head { epoch: \"m\" sequence: 2 } registry_source { age_ms: 1500 } "
            "members_source { age_ms: 20 complete: true } } "
            "known_at { seconds: 1575129599 nanos: 1000 } tree_basis: CURRENT "
            "sections { section: \"township\" target: 30 counts { counted: 3 } "
            "attainment_hundredths: 1000 }");
}

TEST(ConvertTest, ListAndStatus) {
  const AttainmentList list{.figures = SomeFigures(), .begin = 1, .end = 3, .next = std::nullopt};
  const rpc::PageTokens tokens([](absl::string_view) { return std::string(16, 'x'); });
  const v1::ListAttainmentResponse page =
      ToProto(tokens, Call(), v1::ListAttainmentRequest(), list);
  EXPECT_EQ(page.units_size(), 2);
  EXPECT_EQ(page.as_of().day(), 30);
  EXPECT_EQ(page.known_at().seconds(), 1'575'129'599);
  EXPECT_EQ(page.tree_basis(), v1::CURRENT);
  EXPECT_EQ(page.definition(), "counted-2");
  EXPECT_EQ(page.quota_revision(), 2);
  EXPECT_EQ(page.watermark().registry_source().age_ms(), 1500);
  const v1::GetStatusResponse status =
      ToProto("1.2.3", ServiceStatus{.watermark = SomeFigures().watermark,
                                     .members = 5,
                                     .organizations = 6,
                                     .registry_feed = {},
                                     .members_feed = FeedGap(Feed::kMembers, 1, 3),
                                     .set_backs = {{.feed = Feed::kMembers,
                                                    .event = "e-4",
                                                    .facts = 2,
                                                    .first = absl::FromUnixSeconds(10),
                                                    .last = absl::FromUnixSeconds(11),
                                                    .confirmed = true}}});
  EXPECT_EQ(status.version(), "1.2.3");
  EXPECT_EQ(status.members(), 5);
  EXPECT_EQ(status.organizations(), 6);
  EXPECT_EQ(status.registry_broken_reason(), "");
  EXPECT_EQ(status.members_broken_reason(), "FEED_GAP");
  EXPECT_TRUE(status.watermark().members_source().complete());
  ASSERT_EQ(status.clock_set_backs_size(), 1);
  EXPECT_EQ(status.clock_set_backs(0).ShortDebugString(),
            "source: \"mingce/members\" event: \"e-4\" facts: 2 first_time { seconds: 10 } "
            "last_time { seconds: 11 } confirmed: true");
}

}  // namespace
}  // namespace mingce::reporting
