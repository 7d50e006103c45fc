#include "services/reporting/rpc/convert_event.h"

#include <gtest/gtest.h>

#include <variant>

#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"

namespace mingce::reporting {
namespace {

// 2019-11-30 23:59:59 and, a second later, 2019-12-01 00:00:00 in Beijing.
constexpr std::int64_t kLastSecondOfEntry = 1575129599;

registry::events::v1::Event RegistryAt(std::uint64_t sequence) {
  registry::events::v1::Event event;
  event.set_sequence(sequence);
  event.mutable_recorded_time()->set_seconds(kLastSecondOfEntry);
  return event;
}

members::events::v1::Event Accepted() {
  members::events::v1::Event event;
  event.set_sequence(5);
  event.mutable_recorded_time()->set_seconds(kLastSecondOfEntry);
  auto* membership = event.mutable_member_accepted()->mutable_membership();
  membership->set_member("members/m");
  membership->set_organization("organizations/o");
  membership->set_membership(members::events::v1::MembershipSnapshot::ACTIVE);
  membership->set_complete(true);
  membership->mutable_accepted_time()->set_seconds(kLastSecondOfEntry);
  return event;
}

template <typename Event>
std::string RefusalOf(const Event& event) {
  return ReasonOf(FromProto(event).status());
}

TEST(ConvertEventTest, EveryKindOfTheRegistrysStreamIsKnown) {
  const auto* data = registry::events::v1::Event::descriptor()->FindOneofByName("data");
  ASSERT_NE(data, nullptr);
  for (int i = 0; i < data->field_count(); ++i) {
    registry::events::v1::Event event = RegistryAt(1);
    event.GetReflection()->MutableMessage(&event, data->field(i));
    EXPECT_NE(RefusalOf(event), "EVENT_UNKNOWN") << data->field(i)->name();
  }
  EXPECT_EQ(RefusalOf(RegistryAt(1)), "EVENT_UNKNOWN");
}

TEST(ConvertEventTest, EveryKindOfTheMembersStreamIsKnown) {
  const auto* data = members::events::v1::Event::descriptor()->FindOneofByName("data");
  ASSERT_NE(data, nullptr);
  for (int i = 0; i < data->field_count(); ++i) {
    members::events::v1::Event event;
    event.GetReflection()->MutableMessage(&event, data->field(i));
    EXPECT_NE(RefusalOf(event), "EVENT_UNKNOWN") << data->field(i)->name();
  }
  EXPECT_EQ(RefusalOf(members::events::v1::Event()), "EVENT_UNKNOWN");
}

TEST(ConvertEventTest, AnOrganizationIsTakenAsItIs) {
  registry::events::v1::Event event = RegistryAt(3);
  auto* snapshot = event.mutable_organization_closed()->mutable_organization();
  snapshot->set_name("organizations/o");
  snapshot->set_parent("organizations/p");
  snapshot->set_union_name("n");
  snapshot->set_closed(true);
  snapshot->set_collected(true);
  const absl::StatusOr<RegistryEvent> read = FromProto(event);
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->sequence, 3u);
  const auto& change = std::get<OrganizationChanged>(read->change);
  EXPECT_EQ(change.id, OrganizationId("o"));
  EXPECT_EQ(
      change.organization,
      (Organization{
          .parent = OrganizationId("p"), .union_name = "n", .closed = true, .collected = true}));
  snapshot->clear_parent();
  EXPECT_EQ(std::get<OrganizationChanged>(FromProto(event)->change).organization.parent,
            std::nullopt);
  for (const char* name : {"", "o", "organizations/", "organizations/a/b", "members/o"}) {
    snapshot->set_name(name);
    EXPECT_EQ(RefusalOf(event), "EVENT_DAMAGED") << name;
  }
}

TEST(ConvertEventTest, CampaignAndPlan) {
  registry::events::v1::Event event = RegistryAt(1);
  auto* created = event.mutable_campaign_created();
  created->set_campaign("campaigns/c");
  created->set_organization("organizations/o");
  created->set_target(40'000);
  for (auto* date : {created->mutable_forms_due_on(), created->mutable_entry_due_on()}) {
    date->set_year(2019);
    date->set_month(11);
    date->set_day(30);
  }
  const RegistryEvent opened = FromProto(event).value();
  EXPECT_EQ(std::get<CampaignOpened>(opened.change).campaign.target, 40'000);
  EXPECT_EQ(std::get<CampaignOpened>(opened.change).campaign.entry_due_on,
            absl::CivilDay(2019, 11, 30));
  created->mutable_entry_due_on()->set_day(31);
  EXPECT_EQ(RefusalOf(event), "EVENT_DAMAGED");

  registry::events::v1::Event set = RegistryAt(2);
  set.mutable_quota_plan_set()->set_campaign("campaigns/c");
  EXPECT_EQ(RefusalOf(set), "EVENT_DAMAGED");  // without a revision
  set.mutable_quota_plan_set()->set_revision(1);
  auto* quota = set.mutable_quota_plan_set()->add_quotas();
  EXPECT_EQ(RefusalOf(set), "EVENT_DAMAGED");  // bound to nothing
  quota->set_organization("organizations/o");
  quota->set_section("county");
  quota->set_seq(2);
  quota->set_title("t");
  quota->set_target(160);
  EXPECT_EQ(std::get<QuotaPlanRevised>(FromProto(set)->change).plan,
            (QuotaPlan{.revision = 1,
                       .quotas = {{.section = "county",
                                   .seq = 2,
                                   .title = "t",
                                   .target = 160,
                                   .organization = OrganizationId("o")}}}));
}

TEST(ConvertEventTest, ADayEndsAtMidnightInBeijing) {
  members::events::v1::Event event = Accepted();
  EXPECT_EQ(FromProto(event)->day, absl::CivilDay(2019, 11, 30));
  event.mutable_member_accepted()->mutable_membership()->mutable_accepted_time()->set_seconds(
      kLastSecondOfEntry + 1);
  EXPECT_EQ(FromProto(event)->day, absl::CivilDay(2019, 12, 1));
  event.mutable_member_accepted()->mutable_membership()->clear_accepted_time();
  EXPECT_EQ(RefusalOf(event), "EVENT_DAMAGED");

  members::events::v1::Event updated = Accepted();
  const auto membership = updated.member_accepted().membership();
  *updated.mutable_member_updated()->mutable_membership() = membership;
  updated.mutable_recorded_time()->set_seconds(kLastSecondOfEntry + 1);
  EXPECT_EQ(FromProto(updated)->day, absl::CivilDay(2019, 12, 1));  // of the update
  updated.clear_recorded_time();
  EXPECT_EQ(RefusalOf(updated), "EVENT_DAMAGED");
}

TEST(ConvertEventTest, AMembershipIsTakenAsItIs) {
  members::events::v1::Event event = Accepted();
  auto* membership = event.mutable_member_accepted()->mutable_membership();
  EXPECT_EQ(FromProto(event)->member, MemberId("m"));
  EXPECT_EQ(FromProto(event)->membership,
            (Membership{.organization = OrganizationId("o"), .complete = true}));
  membership->set_membership(members::events::v1::MembershipSnapshot::RETAINED);
  membership->set_complete(false);
  membership->set_verified(true);
  EXPECT_EQ(FromProto(event)->membership,
            (Membership{.organization = OrganizationId("o"), .retained = true, .verified = true}));
  membership->clear_membership();
  EXPECT_EQ(RefusalOf(event), "EVENT_DAMAGED");
  membership->set_membership(static_cast<members::events::v1::MembershipSnapshot::Membership>(9));
  EXPECT_EQ(RefusalOf(event), "EVENT_DAMAGED");
}

TEST(ConvertEventTest, CursorsGoBothWays) {
  const ledger::Cursor cursor{.epoch = "e", .sequence = 2, .hash = std::string("\0h", 2)};
  EXPECT_EQ(FromProto(ToProto(cursor)), cursor);
}

TEST(ConvertEventTest, AChangeDoesNotCountFromBeforeTheAcceptance) {
  members::events::v1::Event updated = Accepted();
  const auto membership = updated.member_accepted().membership();
  *updated.mutable_member_updated()->mutable_membership() = membership;
  updated.mutable_recorded_time()->set_seconds(kLastSecondOfEntry - 10 * 24 * 3600);
  EXPECT_EQ(FromProto(updated)->day, absl::CivilDay(2019, 11, 30));
}

}  // namespace
}  // namespace mingce::reporting
