#include "services/registry/rpc/convert.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"

namespace mingce::registry {
namespace {

constexpr char kId[] = "0123456789abcdefghjkmnpqrs";

template <typename T>
std::string Reason(const absl::StatusOr<T>& result) {
  return ReasonOf(result.status());
}

TEST(ConvertTest, NamesHaveOneForm) {
  EXPECT_EQ(OrganizationIdFromName(std::string("organizations/") + kId)->text(), kId);
  for (const char* bad : {"", "organizations/", "organizations/x", kId, "campaigns/x"}) {
    EXPECT_EQ(Reason(OrganizationIdFromName(bad)), "BAD_NAME") << bad;
  }
  EXPECT_EQ(*ParentFromName(""), std::nullopt);
  EXPECT_EQ(*CampaignIdFromName("campaigns/taoyuan-2019"), "taoyuan-2019");
  for (const char* bad : {"campaigns/abc", "campaigns/Taoyuan", "campaigns/a_bc", "taoyuan-2019"}) {
    EXPECT_EQ(Reason(CampaignIdFromName(bad)), "BAD_NAME") << bad;
  }
  EXPECT_EQ(QuotaPlanFromName("campaigns/taoyuan-2019/quotaPlans/12")->second, 12);
  EXPECT_EQ(QuotaPlanFromName("campaigns/taoyuan-2019/quotaPlans/-")->second, std::nullopt);
  for (const char* bad : {"campaigns/taoyuan-2019", "campaigns/taoyuan-2019/quotaPlans/",
                          "campaigns/taoyuan-2019/quotaPlans/0",
                          "campaigns/taoyuan-2019/quotaPlans/01", "campaigns/x/quotaPlans/1"}) {
    EXPECT_EQ(Reason(QuotaPlanFromName(bad)), "BAD_NAME") << bad;
  }
}

TEST(ConvertTest, AnOrganisationShowsMasksOnly) {
  Organization organization(*OrganizationId::FromText(kId));
  organization.union_name = "县教育工会";
  organization.union_uscc = "81A";
  organization.may_own_members = true;
  organization.contacts = {.sealed = "sealed", .tag = "tag"};
  organization.revision = 3;
  organization.valid_from = {2019, 11, 10};
  organization.recorded = absl::FromUnixMicros(1'573'358'400'500'000);
  const v1::Organization proto = ToProto({.organization = organization,
                                          .chair_name_masked = "张**",
                                          .contact_name_masked = "",
                                          .contact_phone_masked = "139****5678"});
  EXPECT_EQ(proto.name(), std::string("organizations/") + kId);
  EXPECT_EQ(proto.parent(), "");
  EXPECT_EQ(proto.etag(), "r3");
  EXPECT_TRUE(proto.provisional());
  EXPECT_TRUE(proto.may_own_members());
  EXPECT_EQ(proto.state(), v1::Organization::ACTIVE);
  EXPECT_EQ(proto.collection(), v1::Organization::PLANNED);
  EXPECT_EQ(proto.chair_name_masked(), "张**");
  EXPECT_EQ(proto.recorded_time().seconds(), 1'573'358'400);
  EXPECT_EQ(proto.recorded_time().nanos(), 500'000'000);
  EXPECT_FALSE(proto.has_established_on());
  EXPECT_THAT(proto.SerializeAsString(), testing::Not(testing::HasSubstr("sealed")));
}

TEST(ConvertTest, ACampaignGoesThereAndBack) {
  v1::Campaign proto;
  proto.set_name("campaigns/taoyuan-2019");
  proto.set_title("采集");
  proto.set_document_number("12");
  proto.set_organization(std::string("organizations/") + kId);
  for (type::Date* date :
       {proto.mutable_start_on(), proto.mutable_forms_due_on(), proto.mutable_entry_due_on()}) {
    date->set_year(2019);
    date->set_month(11);
    date->set_day(15);
  }
  proto.set_target(40'000);
  proto.set_organization_form("forms/organization-2019-1");
  proto.set_member_form("forms/member_2019-1");
  const auto campaign = FromProto(proto);
  ASSERT_THAT(campaign, IsOk());
  EXPECT_EQ(ToProto(*campaign).SerializeAsString(), proto.SerializeAsString());
  proto.set_member_form("member");
  EXPECT_EQ(Reason(FromProto(proto)), "BAD_NAME");
}

TEST(ConvertTest, PlacesOfPagesComeBack) {
  const Moment moment{.day = absl::CivilDay(2019, 11, 10),
                      .known_at = absl::FromUnixMicros(1'573'358'400'000'001)};
  const auto list = ListPlaceFromKey(
      PageKey(ListPlace{.moment = moment, .last = {.name = "两 段 名", .id = "x"}}));
  ASSERT_THAT(list, IsOk());
  EXPECT_EQ((*list)->moment.day, moment.day);
  EXPECT_EQ((*list)->moment.known_at, moment.known_at);
  EXPECT_EQ((*list)->last.name, "两 段 名");
  EXPECT_EQ((*list)->last.id, "x");
  const auto search = SearchPlaceFromKey(PageKey(SearchPlace{.moment = moment, .seen = 40}));
  ASSERT_THAT(search, IsOk());
  EXPECT_EQ((*search)->moment.known_at, moment.known_at);
  EXPECT_EQ((*search)->seen, 40u);
  EXPECT_FALSE(ListPlaceFromKey("")->has_value());
  EXPECT_FALSE(SearchPlaceFromKey("")->has_value());
  for (const char* key : {"x", "20191110", "20191110 x y z", "1 2"}) {
    EXPECT_EQ(ReasonOf(ListPlaceFromKey(key).status()), "BAD_PAGE_TOKEN") << key;
    EXPECT_EQ(ReasonOf(SearchPlaceFromKey(key).status()), "BAD_PAGE_TOKEN") << key;
  }
}

TEST(ConvertTest, WhatWasOnlyCheckedHasNoName) {
  OrganizationView view{
      .organization = Organization(*OrganizationId::FromText("0123456789abcdefghjkmnpqrs")),
      .chair_name_masked = {},
      .contact_name_masked = {},
      .contact_phone_masked = {},
      .registered = false};
  EXPECT_EQ(ToProto(view).name(), "");
  EXPECT_EQ(ToProto(view).etag(), "");
  view.registered = true;
  EXPECT_EQ(ToProto(view).name(), "organizations/0123456789abcdefghjkmnpqrs");
  PlacedQuotaPlan plan{.campaign = "c", .revision = 0, .plan = {}};
  EXPECT_EQ(ToProto(plan).name(), "");
  plan.revision = 2;
  EXPECT_EQ(ToProto(plan).name(), "campaigns/c/quotaPlans/2");
}

}  // namespace
}  // namespace mingce::registry
