// What is remembered between questions must not be seen: each answer is that of facts just made.

#include "services/reporting/domain/facts.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "lib/base/day.h"

namespace mingce::reporting {
namespace {

constexpr absl::CivilDay kDay(2019, 11, 20);

Dates On(absl::CivilDay day, std::int64_t revision = 1) {
  return {.day = day, .revision = revision, .recorded = StartOfDay(day)};
}

OrganizationVersion Under(const std::string& id, const std::string& parent, Dates dates,
                          bool closed = false) {
  return {
      .id = OrganizationId(id), .parent = OrganizationId(parent), .closed = closed, .dates = dates};
}

class FactsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    facts_.Put(CampaignOpened{.id = CampaignId("c"),
                              .campaign = {.entry_due_on = kDay + 10, .target = 10}});
    QuotaPlan plan{.revision = 1, .quotas = {}};
    for (const char* id : {"a", "b"}) {
      plan.quotas.push_back({.section = "county",
                             .seq = 1,
                             .title = id,
                             .target = 1,
                             .organization = OrganizationId(id)});
    }
    facts_.Put(QuotaPlanSet{.campaign = CampaignId("c"), .plan = plan, .dates = On(kDay)});
    facts_.Put(Under("x", "a", On(kDay)));
  }
  Difference Registered(const std::string& organization, absl::CivilDay day) {
    return {.recorded = StartOfDay(day),
            .organization = facts_.RefOf(OrganizationId(organization)),
            .since = day,
            .from = day,
            .counts = {.registered = 1, .counted = 1}};
  }
  void AddMember(const std::string& organization, absl::CivilDay day) {
    const Difference difference = Registered(organization, day);
    facts_.Add({&difference, 1}, 1, difference.recorded);
  }
  Question Ask(absl::CivilDay day, absl::Time known_at = absl::InfiniteFuture()) const {
    return {.campaign = CampaignId("c"),
            .as_of = day,
            .known_at = known_at,
            .basis = TreeBasis::kAsAtDate,
            .today = day};
  }
  std::int64_t Counted(std::size_t unit, const Question& question) const {
    return facts_.Attain(question)->units[unit].counts.counted;
  }

  Facts facts_;
};

TEST_F(FactsTest, AnAnswerIsRememberedUntilSomethingNewIsKnown) {
  AddMember("x", kDay);
  const auto first = facts_.Attain(Ask(kDay));
  EXPECT_EQ(facts_.Attain(Ask(kDay)), first) << "the very same";
  AddMember("x", kDay);
  EXPECT_EQ(Counted(0, Ask(kDay)), 2);
  EXPECT_EQ(first->units[0].counts.counted, 1) << "an answer given out stays what it was";
  facts_.Put(Under("x", "b", On(kDay + 1, 2)));
  EXPECT_EQ(Counted(0, Ask(kDay)), 2);
  EXPECT_EQ(Counted(1, Ask(kDay + 1)), 2);
  EXPECT_EQ(Counted(0, Ask(kDay + 1, StartOfDay(kDay))), 2) << "the move was not known";
  facts_.Put(Under("x", "b", On(kDay + 2, 3), /*closed=*/true));
  EXPECT_EQ(Counted(1, Ask(kDay + 2)), 0);
  AddMember("y", kDay + 2);  // heard of for the first time, and after the tree was walked
  EXPECT_EQ(facts_.Attain(Ask(kDay + 2))->county.outside_units.counted, 1);
}

TEST_F(FactsTest, WhatIsRecordedLaterLeavesAnAnswerAlone) {
  AddMember("x", kDay);
  const Question then = Ask(kDay, StartOfDay(kDay));
  const auto first = facts_.Attain(then);
  AddMember("x", kDay + 1);
  facts_.Put(Under("x", "b", On(kDay + 1, 2)));
  EXPECT_EQ(facts_.Attain(then), first) << "the very same";
  AddMember("x", kDay);  // within that moment
  EXPECT_EQ(Counted(0, then), 2);
  EXPECT_EQ(first->units[0].counts.counted, 1);
}

// What comes late may come together with what is new.
TEST_F(FactsTest, APortionOfSeveralMomentsChangesWhatWasKnownAtEach) {
  const Question then = Ask(kDay, StartOfDay(kDay + 1));
  EXPECT_EQ(Counted(0, then), 0);
  const Difference both[] = {Registered("x", kDay), Registered("x", kDay + 3)};
  facts_.Add(both, 2, both[1].recorded);
  EXPECT_EQ(Counted(0, then), 1);
}

TEST_F(FactsTest, AVersionThatIsThereChangesNothing) {
  AddMember("x", kDay);
  const absl::Time newest = facts_.newest();
  OrganizationVersion again = Under("x", "b", On(kDay));
  again.dates.recorded += absl::Hours(1);
  facts_.Put(again);
  EXPECT_EQ(Counted(0, Ask(kDay)), 1);
  EXPECT_EQ(facts_.newest(), newest);
  EXPECT_EQ(facts_.organizations(), 1u);
}

TEST_F(FactsTest, WithoutAPlanInForceThereIsNoAnswer) {
  EXPECT_EQ(facts_.Attain(Ask(kDay - 1)), nullptr);
  EXPECT_EQ(facts_.Attain(Ask(kDay, StartOfDay(kDay) - absl::Microseconds(1))), nullptr);
  EXPECT_EQ(facts_.FirstPlanDay(CampaignId("c"), absl::InfiniteFuture()), kDay);
  EXPECT_EQ(facts_.FirstPlanDay(CampaignId("c"), absl::InfinitePast()), std::nullopt);
  EXPECT_EQ(facts_.FirstPlanDay(CampaignId("d"), absl::InfiniteFuture()), std::nullopt);
  Question other = Ask(kDay);
  other.campaign = CampaignId("d");
  EXPECT_EQ(facts_.Attain(other), nullptr);
}

}  // namespace
}  // namespace mingce::reporting
