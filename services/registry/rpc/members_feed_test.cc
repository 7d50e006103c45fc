#include "services/registry/rpc/members_feed.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "mingce/members/events/v1/events.pb.h"

namespace mingce::registry {
namespace {

constexpr char kOrganization[] = "organizations/0123456789abcdefghjkmnpqrs";

template <typename Data>
feed::v1::Event EventOf(members::events::v1::MembershipVersion::State state,
                        const std::string& organization = kOrganization) {
  Data data;
  data.mutable_membership()->set_member("members/m");
  data.mutable_membership()->set_organization(organization);
  data.mutable_membership()->set_state(state);
  data.mutable_membership()->mutable_effective_on()->set_year(2019);
  data.mutable_membership()->mutable_effective_on()->set_month(11);
  data.mutable_membership()->mutable_effective_on()->set_day(5);
  data.mutable_membership()->set_revision(3);
  feed::v1::Event event;
  event.set_type(Data::descriptor()->full_name());
  event.mutable_data()->PackFrom(data);
  return event;
}

TEST(MembersFeedTest, ReadsWhatARefusalNeeds) {
  using Version = members::events::v1::MembershipVersion;
  const auto began = MembershipOf(EventOf<members::events::v1::MembershipBegan>(Version::ACTIVE));
  ASSERT_THAT(began, IsOk());
  EXPECT_EQ((*began)->member, "m");
  EXPECT_EQ((*began)->organization.ResourceName(), kOrganization);
  EXPECT_FALSE((*began)->ended);
  EXPECT_EQ((*began)->day, absl::CivilDay(2019, 11, 5));
  EXPECT_EQ((*began)->revision, 3);
  EXPECT_FALSE(
      (*MembershipOf(EventOf<members::events::v1::MembershipRetained>(Version::RETAINED)))->ended);
  EXPECT_TRUE(
      (*MembershipOf(EventOf<members::events::v1::MembershipEnded>(Version::ENDED)))->ended);
  EXPECT_TRUE((*MembershipOf(EventOf<members::events::v1::RecordChanged>(Version::ENDED)))->ended);
  EXPECT_EQ(ReasonOf(MembershipOf(EventOf<members::events::v1::MembershipBegan>(Version::ACTIVE,
                                                                                "organizations/1"))
                         .status()),
            "EVENT_UNREADABLE");
}

TEST(MembersFeedTest, AnUnknownEventIsPassedOverOnlyWhereItSaysSo) {
  feed::v1::Event event;
  event.set_type("mingce.members.events.v1.New");
  event.mutable_data()->set_type_url("type.googleapis.com/mingce.members.events.v1.New");
  EXPECT_EQ(ReasonOf(MembershipOf(event).status()), "EVENT_TYPE_UNKNOWN");
  event.set_skippable(true);
  ASSERT_THAT(MembershipOf(event), IsOk());
  EXPECT_FALSE(MembershipOf(event)->has_value());
}

TEST(MembersFeedTest, IsFreshWhenCaughtUpAndHeardOfJustNow) {
  feed::FeedState state;
  EXPECT_FALSE(IsFresh(state, absl::Seconds(5))) << "never heard of";
  state.heard = true;
  EXPECT_TRUE(IsFresh(state, absl::Seconds(5)));
  state.head.set_sequence(1);
  EXPECT_FALSE(IsFresh(state, absl::Seconds(5))) << "behind";
  state.applied.set_sequence(1);
  EXPECT_TRUE(IsFresh(state, absl::Seconds(5)));
  state.answered -= std::chrono::seconds(6);
  EXPECT_FALSE(IsFresh(state, absl::Seconds(5))) << "silent";
}

}  // namespace
}  // namespace mingce::registry
