// What the registry says, from its events to the facts that figures are made of.

#include <gtest/gtest.h>

#include <string>

#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "services/registry/mirror/events_for_test.h"
#include "services/reporting/app/projection_for_tests.h"

namespace mingce::reporting {
namespace {

namespace wire = registry::events::v1;

constexpr absl::CivilDay kDay(2019, 11, 28);
constexpr absl::Time kRecorded = absl::FromUnixMicros(1'575'129'599'000'001);

std::string Name(int number) { return "organizations/" + Org(number).text(); }

class RegistryFactsTest : public ::testing::Test {
 protected:
  template <typename Data>
  absl::Status Apply(const Data& data, absl::Time recorded = kRecorded) {
    const std::uint64_t sequence = test_.projection->applied(Feed::kRegistry).sequence() + 1;
    return Apply(registry::mirror::EventOf(data, recorded, sequence));
  }
  absl::Status Apply(const feed::v1::Event& event) {
    const type::Cursor after = CursorAt("er", event.sequence());
    const feed::v1::Event* const events[] = {&event};
    return test_.projection->ApplyRegistry({.events = events, .cursor = &after});
  }
  // Of now, and of what a new start knows.
  void Expect(const std::function<void(const Facts&)>& expected) {
    for (int restart = 0; restart < 2; ++restart) {
      test_.projection->Read([&](const Facts& facts, const Applied&) { expected(facts); });
      test_.projection = test_.Open();
    }
  }

  TestProjection test_;
};

TEST_F(RegistryFactsTest, AnUnknownTypeStopsUnlessItMayBePassedOver) {
  feed::v1::Event event = registry::mirror::EventOf(type::Date(), kRecorded, 1);
  EXPECT_EQ(ReasonOf(Apply(event)), "EVENT_TYPE_UNKNOWN");
  EXPECT_EQ(test_.projection->applied(Feed::kRegistry), type::Cursor());
  event.set_skippable(true);
  EXPECT_THAT(Apply(event), IsOk());
  EXPECT_EQ(test_.projection->applied(Feed::kRegistry).sequence(), 1u);
}

TEST_F(RegistryFactsTest, Organizations) {
  wire::OrganizationMoved data;
  wire::OrganizationVersion& organization = *data.mutable_organization();
  organization.set_name(Name(1));
  organization.set_parent(Name(2));
  SetDate(kDay, organization.mutable_effective_on());
  organization.set_revision(3);
  EXPECT_EQ(ReasonOf(Apply(data, absl::UnixEpoch())), "EVENT_UNREADABLE") << "undated";
  ASSERT_THAT(Apply(data), IsOk());
  organization.set_closed(true);
  organization.clear_parent();
  organization.set_revision(4);
  SetDate(kDay + 1, organization.mutable_effective_on());
  ASSERT_THAT(Apply(data), IsOk());
  ASSERT_THAT(test_.Registry(TestCampaign()), IsOk());
  ASSERT_THAT(test_.Registry(TestPlan(RecordedOn(9, 25), {TestQuota(2, 10)})), IsOk());
  ASSERT_THAT(test_.Member(TestMember("m", 1, RecordedOn(11, 20))), IsOk());
  Expect([](const Facts& facts) {
    EXPECT_EQ(facts.organizations(), 1u);
    EXPECT_EQ(facts.newest(), kRecorded);
    const auto on = [&facts](absl::CivilDay day, absl::Time known_at) {
      return facts.Attain({.campaign = CampaignId("c"),
                           .as_of = day,
                           .known_at = known_at,
                           .basis = TreeBasis::kAsAtDate,
                           .today = day});
    };
    EXPECT_EQ(on(kDay - 1, kRecorded)->units[0].counts.counted, 0);
    EXPECT_EQ(on(kDay, kRecorded)->units[0].counts.counted, 1);
    EXPECT_EQ(on(kDay, kRecorded - absl::Microseconds(1))->units[0].counts.counted, 0);
    EXPECT_EQ(on(kDay + 1, kRecorded)->units[0].counts.registered, 0);
    EXPECT_EQ(on(kDay + 1, kRecorded)->county.counts,
              (Counts{.registered = 1, .complete = 0, .verified = 0, .counted = 0}));
  });
}

TEST_F(RegistryFactsTest, CampaignsAndPlans) {
  wire::CampaignCreated created;
  created.set_campaign("campaigns/c");
  created.set_title("t");
  created.set_organization(Name(1));
  created.set_organization_form("forms/organization-1");
  created.set_member_form("forms/member-1");
  SetDate(absl::CivilDay(2019, 11, 1), created.mutable_start_on());
  SetDate(absl::CivilDay(2019, 11, 15), created.mutable_forms_due_on());
  SetDate(absl::CivilDay(2019, 11, 30), created.mutable_entry_due_on());
  created.set_target(40'000);
  // When it was opened does not matter: a snapshot does not say.
  ASSERT_THAT(Apply(created, absl::UnixEpoch()), IsOk());

  wire::QuotaPlanSet set;
  set.set_campaign("campaigns/c");
  set.set_revision(3);
  SetDate(kDay, set.mutable_effective_on());
  auto* quota = set.add_quotas();
  quota->set_section("county");
  quota->set_seq(1);
  quota->set_title("t");
  quota->set_target(10);
  quota->set_organization(Name(1));
  ASSERT_THAT(Apply(set), IsOk());
  Expect([](const Facts& facts) {
    EXPECT_EQ(facts.campaigns().at(CampaignId("c")),
              (Campaign{.entry_due_on = absl::CivilDay(2019, 11, 30), .target = 40'000}));
    const history::Version<QuotaPlan>* plan = facts.PlanOn(CampaignId("c"), kDay, kRecorded);
    ASSERT_NE(plan, nullptr);
    EXPECT_EQ(*plan,
              (history::Version<QuotaPlan>{.day = kDay,
                                           .revision = 3,
                                           .recorded = kRecorded,
                                           .value = {.revision = 3,
                                                     .quotas = {{.section = "county",
                                                                 .seq = 1,
                                                                 .title = "t",
                                                                 .target = 10,
                                                                 .organization = Org(1)}}}}));
  });
  quota->clear_organization();
  EXPECT_EQ(ReasonOf(Apply(set)), "EVENT_UNREADABLE");
}

}  // namespace
}  // namespace mingce::reporting
