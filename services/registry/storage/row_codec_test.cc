#include "services/registry/storage/row_codec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/testing/status_matchers.h"

namespace mingce::registry {
namespace {

const OrganizationId kA = *OrganizationId::FromText("0123456789abcdefghjkmnpqrs");
const OrganizationId kB = *OrganizationId::FromText("zzzzzzzzzzzzzzzzzzzzzzzzzz");

TEST(RowCodecTest, AnOrganisationComesBackWhole) {
  Organization organization(kA, kB);
  organization.union_name = "县教育工会";
  organization.union_short_name = "教育工会";
  organization.aliases = {"教育系统工会"};
  organization.union_kind = "21";
  organization.union_uscc = "81A";
  organization.unit_uscc_absent_reason = "1";
  organization.unit_name = "县教育局";
  organization.established_on = gb::Date{1951, 5, 1};
  organization.attributes = {{"industry", "P"}, {"employee_count", "6300"}};
  organization.contacts = {.sealed = std::string("\0\xff", 2), .tag = "tag"};
  organization.closed = true;
  organization.closing_document = "桃工〔2019〕1号";
  organization.collected = true;
  organization.valid_from = {2019, 11, 15};
  organization.recorded = absl::FromUnixMicros(1'573'776'000'123'456);
  organization.suspect_since = 31;
  organization.revision = 4;
  const auto back = DecodeRow<Organization>(KeyOf(organization), EncodeRow(organization));
  ASSERT_THAT(back, IsOk());
  EXPECT_TRUE(*back == organization);
  EXPECT_EQ(back->contacts.sealed, organization.contacts.sealed);
  EXPECT_EQ(back->valid_from, organization.valid_from);
  EXPECT_EQ(back->recorded, organization.recorded);
  EXPECT_EQ(back->suspect_since, organization.suspect_since);
  EXPECT_EQ(back->revision, 4);
}

TEST(RowCodecTest, TheCountyHasNoParentAndAPlannedUnitNoDay) {
  const auto back = DecodeRow<Organization>(OrganizationKey(kA), EncodeRow(Organization(kA)));
  ASSERT_THAT(back, IsOk());
  EXPECT_EQ(back->parent, std::nullopt);
  EXPECT_EQ(back->established_on, std::nullopt);
}

TEST(RowCodecTest, ACampaignAndAPlanComeBackWhole) {
  Campaign campaign(kA);
  campaign.id = "taoyuan-2019";
  campaign.title = "采集";
  campaign.document_number = "桃工发〔2019〕12号";
  campaign.start_on = {2019, 9, 25};
  campaign.forms_due_on = {2019, 11, 15};
  campaign.entry_due_on = {2019, 11, 30};
  campaign.target = 40'000;
  campaign.organization_form = "organization-2019-1";
  campaign.member_form = "member-2019-1";
  campaign.quota_revision = 2;
  const auto back = DecodeRow<Campaign>(KeyOf(campaign), EncodeRow(campaign));
  ASSERT_THAT(back, IsOk());
  EXPECT_TRUE(SameContent(*back, campaign));
  EXPECT_EQ(back->quota_revision, 2);

  QuotaRow row;
  row.section = "county";
  row.seq = 8;
  row.title = "县教育工会";
  row.target = 6300;
  row.union_kind = "21";
  row.organization = kB;
  QuotaPlan plan;
  plan.document_number = "12";
  plan.effective_on = {2019, 9, 25};
  plan.rows = {row};
  plan.author = "spiffe://test/person/a";
  plan.recorded = absl::FromUnixMicros(5);
  const PlacedQuotaPlan placed{.campaign = "taoyuan-2019", .revision = 2, .plan = plan};
  const auto plan_back = DecodeRow<PlacedQuotaPlan>(KeyOf(placed), EncodeRow(placed));
  ASSERT_THAT(plan_back, IsOk());
  EXPECT_EQ(plan_back->campaign, "taoyuan-2019");
  EXPECT_EQ(plan_back->revision, 2);
  EXPECT_TRUE(SameContent(plan_back->plan, plan));
  EXPECT_EQ(plan_back->plan.author, plan.author);
  EXPECT_EQ(plan_back->plan.recorded, plan.recorded);
}

TEST(RowCodecTest, AGrantComesBackWhole) {
  RoleGrant grant;
  grant.id = "0123456789abcdefghjkmnpqrs";
  grant.identity = "spiffe://test/partner/a";
  grant.role = 2;
  grant.organization = kA;
  grant.from = absl::CivilDay(2019, 11, 1);
  grant.until = absl::CivilDay(2019, 11, 30);
  grant.document_number = "桃工发〔2019〕30号";
  grant.granted_by = "spiffe://test/person/b";
  grant.granted = absl::FromUnixMicros(5);
  const auto back = [](const RoleGrant& put) {
    return DecodeRow<RoleGrant>(KeyOf(put), EncodeRow(put));
  };
  ASSERT_THAT(back(grant), IsOk());
  EXPECT_EQ(*back(grant), grant);
  const std::string without = EncodeRow(grant);
  grant.question_limits = {
      .misses_at_once = 1, .misses_a_day = 2, .persons_a_day = 3, .persons_a_case = 4};
  ASSERT_THAT(back(grant), IsOk());
  EXPECT_EQ(*back(grant), grant);
  // On disk: without limits a row is as it always was, with them a field more.
  EXPECT_EQ(EncodeRow(grant),
            without + std::string("\x62\x08\x08\x01\x10\x02\x18\x03\x20\x04", 10));
  grant.question_limits.persons_a_case = -1;
  EXPECT_THAT(back(grant), StatusIs(absl::StatusCode::kDataLoss));
}

TEST(RowCodecTest, ClockConfirmations) {
  const ClockConfirmation confirmation{.event = "0123456789abcdefghjkmnpqrs-7",
                                       .document_number = "12",
                                       .confirmed_by = "spiffe://test/person/a",
                                       .recorded = absl::FromUnixMicros(5)};
  const auto back = DecodeRow<ClockConfirmation>(KeyOf(confirmation), EncodeRow(confirmation));
  ASSERT_THAT(back, IsOk());
  EXPECT_EQ(*back, confirmation);
  EXPECT_THAT(DecodeRow<ClockConfirmation>(KeyOf(confirmation), "\xff"),
              StatusIs(absl::StatusCode::kDataLoss));
}

TEST(RowCodecTest, OtherBytesAreDataLoss) {
  EXPECT_THAT(DecodeRow<Organization>(OrganizationKey(kA), "\xff\xff"),
              StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(DecodeRow<Organization>(OrganizationKey(kA), "\x0a\x01x"),
              StatusIs(absl::StatusCode::kDataLoss))
      << "a parent that is no id";
  EXPECT_THAT(DecodeRow<Campaign>(CampaignKey("c"), ""), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(DecodeRow<PlacedQuotaPlan>(QuotaPlanKey("c", 1), "\xff"),
              StatusIs(absl::StatusCode::kDataLoss));
}

}  // namespace
}  // namespace mingce::registry
