// Events of the members' feed, from the wire to what figures need of them.

#include <google/protobuf/message.h>
#include <gtest/gtest.h>

#include <memory>

#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "mingce/members/events/v1/events.pb.h"
#include "services/reporting/rpc/members_events.h"

namespace mingce::reporting {
namespace {

namespace members_v1 = members::events::v1;

const Dates kDates{.day = absl::CivilDay(2019, 11, 28),
                   .revision = 3,
                   .recorded = absl::FromUnixMicros(1'575'129'599'000'001),
                   .suspect_since = 4};

feed::v1::Event EventOf(const google::protobuf::Message& data) {
  feed::v1::Event event;
  event.set_type(data.GetTypeName());
  event.set_sequence(5);
  event.mutable_recorded_time()->set_seconds(1'575'129'599);
  event.set_time_suspect_since(4);
  event.mutable_recorded_time()->set_nanos(1'999);  // less than a microsecond is not kept
  event.mutable_data()->PackFrom(data);
  return event;
}

void SetDay(int day, type::Date* date) {
  date->set_year(2019);
  date->set_month(11);
  date->set_day(day);
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

TEST(EventsTest, EveryTypeIsKnown) {
  const google::protobuf::FileDescriptor* file = members_v1::MembershipBegan::descriptor()->file();
  for (int i = 0; i < file->message_type_count(); ++i) {
    const google::protobuf::Descriptor* type = file->message_type(i);
    if (type == members_v1::MembershipVersion::descriptor()) continue;  // a part of all
    const std::unique_ptr<google::protobuf::Message> data(
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
    EXPECT_EQ(ReasonOf(MembersEventOf(EventOf(*data)).status()), "EVENT_UNREADABLE")
        << type->full_name();
  }
}

TEST(EventsTest, AnUnknownTypeStopsUnlessItMayBePassedOver) {
  feed::v1::Event event = EventOf(type::Date());
  EXPECT_EQ(ReasonOf(MembersEventOf(event).status()), "EVENT_TYPE_UNKNOWN");
  event.set_skippable(true);
  EXPECT_EQ(MembersEventOf(event)->version, std::nullopt);
  EXPECT_EQ(MembersEventOf(event)->sequence, 5u);
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
