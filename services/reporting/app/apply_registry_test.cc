// Events of the registry's feed, from the wire to what figures need of them.

#include "services/reporting/app/apply_registry.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "services/registry/mirror/events_for_test.h"

namespace mingce::reporting {
namespace {

namespace wire = registry::events::v1;

constexpr char kOne[] = "00000000000000000000000001";
constexpr char kTwo[] = "00000000000000000000000002";

const Dates kDates{.day = absl::CivilDay(2019, 11, 28),
                   .revision = 3,
                   .recorded = absl::FromUnixMicros(1'575'129'599'000'001)};

std::string Name(const std::string& id) { return "organizations/" + id; }

feed::v1::Event EventOf(const google::protobuf::Message& data) {
  feed::v1::Event event;
  event.set_type(data.GetTypeName());
  event.set_sequence(5);
  event.mutable_recorded_time()->set_seconds(1'575'129'599);
  event.mutable_recorded_time()->set_nanos(1'000);
  event.mutable_data()->PackFrom(data);
  return event;
}

void SetDay(int day, type::Date* date) {
  date->set_year(2019);
  date->set_month(11);
  date->set_day(day);
}

TEST(ApplyRegistryTest, EveryTypeIsKnown) {
  const google::protobuf::FileDescriptor* file = wire::OrganizationCreated::descriptor()->file();
  int known = 0;
  for (int i = 0; i < file->message_type_count(); ++i) {
    const google::protobuf::Descriptor* type = file->message_type(i);
    const bool is_part =
        type == wire::OrganizationVersion::descriptor() || type == wire::RoleGrant::descriptor();
    if (is_part) continue;
    ++known;
    const std::unique_ptr<google::protobuf::Message> data(
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
    EXPECT_NE(ReasonOf(RegistryEventOf(EventOf(*data)).status()), "EVENT_TYPE_UNKNOWN")
        << type->full_name();
  }
  EXPECT_EQ(known, 11);
}

TEST(ApplyRegistryTest, AnUnknownTypeStopsUnlessItMayBePassedOver) {
  feed::v1::Event event = EventOf(type::Date());
  EXPECT_EQ(ReasonOf(RegistryEventOf(event).status()), "EVENT_TYPE_UNKNOWN");
  event.set_skippable(true);
  EXPECT_TRUE(std::holds_alternative<NothingToProject>(RegistryEventOf(event)->change));
}

TEST(ApplyRegistryTest, Organizations) {
  wire::OrganizationMoved data;
  wire::OrganizationVersion& organization = *data.mutable_organization();
  organization.set_name(Name(kOne));
  organization.set_parent(Name(kTwo));
  organization.set_closed(true);
  SetDay(28, organization.mutable_effective_on());
  organization.set_revision(3);
  const auto read = [&] { return RegistryEventOf(EventOf(data)); };
  OrganizationVersion wanted{
      .id = OrganizationId(kOne), .parent = OrganizationId(kTwo), .closed = true, .dates = kDates};
  EXPECT_EQ(read()->sequence, 5u);
  EXPECT_EQ(std::get<OrganizationVersion>(read()->change), wanted);
  organization.clear_parent();
  wanted.parent = std::nullopt;
  EXPECT_EQ(std::get<OrganizationVersion>(read()->change), wanted);
  feed::v1::Event undated = EventOf(data);
  undated.clear_recorded_time();
  EXPECT_EQ(ReasonOf(RegistryEventOf(undated).status()), "EVENT_UNREADABLE");
}

TEST(ApplyRegistryTest, CampaignsAndPlans) {
  wire::CampaignCreated created;
  created.set_campaign("campaigns/c");
  created.set_title("t");
  created.set_organization(Name(kOne));
  created.set_organization_form("forms/organization-1");
  created.set_member_form("forms/member-1");
  SetDay(1, created.mutable_start_on());
  SetDay(15, created.mutable_forms_due_on());
  SetDay(30, created.mutable_entry_due_on());
  created.set_target(40'000);
  // When it was opened does not matter: a snapshot does not say.
  feed::v1::Event undated = EventOf(created);
  undated.mutable_recorded_time()->set_seconds(0);
  const absl::StatusOr<RegistryEvent> opened = RegistryEventOf(undated);
  ASSERT_THAT(opened, IsOk());
  EXPECT_EQ(std::get<CampaignOpened>(opened->change).id, CampaignId("c"));
  EXPECT_EQ(std::get<CampaignOpened>(opened->change).campaign,
            (Campaign{.title = "t",
                      .organization = OrganizationId(kOne),
                      .forms_due_on = absl::CivilDay(2019, 11, 15),
                      .entry_due_on = absl::CivilDay(2019, 11, 30),
                      .target = 40'000}));

  wire::QuotaPlanSet set;
  set.set_campaign("campaigns/c");
  set.set_revision(3);
  SetDay(28, set.mutable_effective_on());
  auto* quota = set.add_quotas();
  quota->set_section("county");
  quota->set_seq(1);
  quota->set_title("t");
  quota->set_target(10);
  quota->set_organization(Name(kOne));
  const absl::StatusOr<RegistryEvent> plan = RegistryEventOf(EventOf(set));
  ASSERT_THAT(plan, IsOk());
  EXPECT_EQ(std::get<QuotaPlanSet>(plan->change),
            (QuotaPlanSet{.campaign = CampaignId("c"),
                          .plan = {.revision = 3,
                                   .quotas = {{.section = "county",
                                               .seq = 1,
                                               .title = "t",
                                               .target = 10,
                                               .organization = OrganizationId(kOne)}}},
                          .dates = kDates}));
  quota->clear_organization();
  EXPECT_EQ(ReasonOf(RegistryEventOf(EventOf(set)).status()), "EVENT_UNREADABLE");
}

}  // namespace
}  // namespace mingce::reporting
