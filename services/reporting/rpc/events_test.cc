// Events of both feeds, from the wire to what figures need of them.

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <variant>

#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "mingce/members/events/v1/events.pb.h"
#include "mingce/registry/events/v1/events.pb.h"
#include "services/reporting/rpc/members_events.h"
#include "services/reporting/rpc/registry_events.h"

namespace mingce::reporting {
namespace {

namespace registry_v1 = registry::events::v1;
namespace members_v1 = members::events::v1;

const Dates kDates{.day = absl::CivilDay(2019, 11, 28),
                   .revision = 3,
                   .recorded = absl::FromUnixMicros(1'575'129'599'000'001)};

feed::v1::Event EventOf(const google::protobuf::Message& data) {
  feed::v1::Event event;
  event.set_type(data.GetTypeName());
  event.set_sequence(5);
  event.mutable_recorded_time()->set_seconds(1'575'129'599);
  event.mutable_recorded_time()->set_nanos(1'999);  // less than a microsecond is not kept
  event.mutable_data()->PackFrom(data);
  return event;
}

void SetDay(int day, type::Date* date) {
  date->set_year(2019);
  date->set_month(11);
  date->set_day(day);
}

registry_v1::OrganizationVersion Organization() {
  registry_v1::OrganizationVersion organization;
  organization.set_name("organizations/o");
  organization.set_parent("organizations/p");
  organization.set_closed(true);
  SetDay(28, organization.mutable_effective_on());
  organization.set_revision(3);
  return organization;
}

members_v1::MembershipVersion Membership() {
  members_v1::MembershipVersion membership;
  membership.set_member("members/m");
  membership.set_organization("organizations/o");
  membership.set_state(members_v1::MembershipVersion::RETAINED);
  membership.set_complete(true);
  SetDay(28, membership.mutable_effective_on());
  membership.set_revision(3);
  return membership;
}

// One of every message of an events package that is an event: not a part of another.
template <typename Visit>
void ForEachEvent(const google::protobuf::FileDescriptor* file, const std::set<std::string>& parts,
                  Visit visit) {
  for (int i = 0; i < file->message_type_count(); ++i) {
    const google::protobuf::Descriptor* type = file->message_type(i);
    if (parts.count(std::string(type->name())) > 0) continue;
    std::unique_ptr<google::protobuf::Message> data(
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
    visit(*data);
  }
}

TEST(EventsTest, EveryTypeOfBothFeedsIsKnown) {
  int known = 0;
  ForEachEvent(registry_v1::OrganizationCreated::descriptor()->file(),
               {"OrganizationVersion", "RoleGrant"}, [&](const google::protobuf::Message& data) {
                 ++known;
                 EXPECT_NE(ReasonOf(RegistryEventOf(EventOf(data)).status()), "EVENT_TYPE_UNKNOWN")
                     << data.GetTypeName();
               });
  ForEachEvent(members_v1::MembershipBegan::descriptor()->file(), {"MembershipVersion"},
               [&](const google::protobuf::Message& data) {
                 ++known;
                 EXPECT_EQ(ReasonOf(MembersEventOf(EventOf(data)).status()), "EVENT_UNREADABLE")
                     << data.GetTypeName();
               });
  EXPECT_EQ(known, 17);
}

TEST(EventsTest, AnUnknownTypeStopsUnlessItMayBePassedOver) {
  feed::v1::Event event = EventOf(type::Date());
  EXPECT_EQ(ReasonOf(RegistryEventOf(event).status()), "EVENT_TYPE_UNKNOWN");
  EXPECT_EQ(ReasonOf(MembersEventOf(event).status()), "EVENT_TYPE_UNKNOWN");
  event.set_skippable(true);
  EXPECT_TRUE(std::holds_alternative<NothingToProject>(RegistryEventOf(event)->change));
  EXPECT_EQ(MembersEventOf(event)->version, std::nullopt);
  EXPECT_EQ(MembersEventOf(event)->sequence, 5u);
}

TEST(EventsTest, Organizations) {
  registry_v1::OrganizationMoved data;
  *data.mutable_organization() = Organization();
  const auto read = [&] { return RegistryEventOf(EventOf(data)); };
  OrganizationVersion wanted{
      .id = OrganizationId("o"), .parent = OrganizationId("p"), .closed = true, .dates = kDates};
  EXPECT_EQ(read()->sequence, 5u);
  EXPECT_EQ(std::get<OrganizationVersion>(read()->change), wanted);
  data.mutable_organization()->clear_parent();
  wanted.parent = std::nullopt;
  EXPECT_EQ(std::get<OrganizationVersion>(read()->change), wanted);

  data.mutable_organization()->set_parent("o");
  EXPECT_EQ(ReasonOf(read().status()), "EVENT_UNREADABLE");
  data.mutable_organization()->set_parent("organizations/");
  EXPECT_EQ(ReasonOf(read().status()), "EVENT_UNREADABLE");
  *data.mutable_organization() = Organization();
  SetDay(31, data.mutable_organization()->mutable_effective_on());
  EXPECT_EQ(ReasonOf(read().status()), "EVENT_UNREADABLE");
  *data.mutable_organization() = Organization();
  data.mutable_organization()->set_revision(0);
  EXPECT_EQ(ReasonOf(read().status()), "EVENT_UNREADABLE");
  data.mutable_organization()->set_revision(1);
  feed::v1::Event event = EventOf(data);
  event.clear_recorded_time();
  EXPECT_EQ(ReasonOf(RegistryEventOf(event).status()), "EVENT_UNREADABLE");
  event = EventOf(data);
  event.mutable_data()->PackFrom(type::Date());  // not what its type says
  EXPECT_EQ(ReasonOf(RegistryEventOf(event).status()), "EVENT_UNREADABLE");
}

TEST(EventsTest, CampaignsAndPlans) {
  registry_v1::CampaignCreated created;
  created.set_campaign("campaigns/c");
  created.set_title("t");
  created.set_organization("organizations/o");
  SetDay(15, created.mutable_forms_due_on());
  SetDay(30, created.mutable_entry_due_on());
  created.set_target(40'000);
  const absl::StatusOr<RegistryEvent> opened = RegistryEventOf(EventOf(created));
  ASSERT_THAT(opened, IsOk());
  EXPECT_EQ(std::get<CampaignOpened>(opened->change).id, CampaignId("c"));
  EXPECT_EQ(std::get<CampaignOpened>(opened->change).campaign,
            (Campaign{.title = "t",
                      .organization = OrganizationId("o"),
                      .forms_due_on = absl::CivilDay(2019, 11, 15),
                      .entry_due_on = absl::CivilDay(2019, 11, 30),
                      .target = 40'000}));
  // When it was opened does not matter: a snapshot does not say.
  feed::v1::Event undated = EventOf(created);
  undated.mutable_recorded_time()->set_seconds(0);
  EXPECT_THAT(RegistryEventOf(undated), IsOk());
  created.clear_entry_due_on();
  EXPECT_EQ(ReasonOf(RegistryEventOf(EventOf(created)).status()), "EVENT_UNREADABLE");

  registry_v1::QuotaPlanSet set;
  set.set_campaign("campaigns/c");
  set.set_revision(3);
  SetDay(28, set.mutable_effective_on());
  auto* quota = set.add_quotas();
  quota->set_section("county");
  quota->set_seq(1);
  quota->set_title("t");
  quota->set_target(10);
  quota->set_organization("organizations/o");
  const absl::StatusOr<RegistryEvent> plan = RegistryEventOf(EventOf(set));
  ASSERT_THAT(plan, IsOk());
  EXPECT_EQ(std::get<QuotaPlanSet>(plan->change),
            (QuotaPlanSet{.campaign = CampaignId("c"),
                          .plan = {.revision = 3,
                                   .quotas = {{.section = "county",
                                               .seq = 1,
                                               .title = "t",
                                               .target = 10,
                                               .organization = OrganizationId("o")}}},
                          .dates = kDates}));
  quota->clear_organization();
  EXPECT_EQ(ReasonOf(RegistryEventOf(EventOf(set)).status()), "EVENT_UNREADABLE");
}

TEST(EventsTest, Memberships) {
  members_v1::MembershipRetained data;
  *data.mutable_membership() = Membership();
  const absl::StatusOr<MembersEvent> event = MembersEventOf(EventOf(data));
  ASSERT_THAT(event, IsOk());
  EXPECT_EQ(event->sequence, 5u);
  EXPECT_FALSE(event->begins);
  EXPECT_EQ(event->version, (MembershipVersion{.member = MemberId("m"),
                                               .organization = OrganizationId("o"),
                                               .state = MembershipState::kRetained,
                                               .complete = true,
                                               .verified = false,
                                               .dates = kDates}));
  data.mutable_membership()->set_state(static_cast<members_v1::MembershipVersion::State>(9));
  EXPECT_EQ(ReasonOf(MembersEventOf(EventOf(data)).status()), "EVENT_UNREADABLE");
  data.mutable_membership()->set_state(members_v1::MembershipVersion::ENDED);
  EXPECT_EQ(MembersEventOf(EventOf(data))->version->state, MembershipState::kEnded);

  members_v1::MembershipBegan began;
  *began.mutable_membership() = Membership();
  EXPECT_FALSE(MembersEventOf(EventOf(began))->begins) << "a later revision of a known member";
  began.mutable_membership()->set_revision(1);
  EXPECT_TRUE(MembersEventOf(EventOf(began))->begins);
}

}  // namespace
}  // namespace mingce::reporting
