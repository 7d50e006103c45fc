// What was, and what was known of it when.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "services/registry/app/read_organizations.h"
#include "services/registry/app/register_for_test.h"

namespace mingce::registry {
namespace {

class HistoryTest : public RegisterTest {
 protected:
  void SetUp() override { OpenCampaign(); }
  std::string Name(const OrganizationId& id, const AsOf& asked) const {
    const auto view = GetOrganization(parts_, NewCall(), id, asked);
    return view.ok() ? view->organization.union_name : ReasonOf(view.status());
  }
  std::string Holder(const std::string& code, const AsOf& asked) const {
    const auto view = LookupOrganization(parts_, NewCall(), code, asked);
    return view.ok() ? view->organization.union_name : ReasonOf(view.status());
  }
};

TEST_F(HistoryTest, WhatWasKnownThenIsAnsweredAsItWas) {
  Organization org = MustCreate("一");
  clock_.Advance(absl::Hours(5 * 24));
  const absl::Time before = clock_.Now();
  clock_.Advance(absl::Hours(1));
  org = Update(org, {{"union_name", "二"}}, gb::Date{2019, 11, 12})->organization;
  const gb::Date day = {2019, 11, 13};
  EXPECT_EQ(Name(org.id, {.day = day}), "二");
  EXPECT_EQ(Name(org.id, {.day = day, .known_at = before}), "一");
  EXPECT_EQ(Name(org.id, {.known_at = before}), "一");
  EXPECT_EQ(Name(org.id, {.known_at = before - absl::Hours(6 * 24)}), "ORGANIZATION_NOT_FOUND");
  EXPECT_EQ(Name(org.id, {.day = gb::Date{2019, 11, 16}}), "AS_OF_IN_FUTURE");
  EXPECT_EQ(Name(org.id, {.day = gb::Date{2019, 11, 15}}), "二") << "today";
  EXPECT_EQ(Name(org.id, {.known_at = clock_.Now() + absl::Seconds(1)}), "KNOWN_AT_IN_FUTURE");
  EXPECT_EQ(ReasonOf(ListOrganizations(parts_, NewCall(),
                                       {.as_of = {.day = gb::Date{2019, 11, 16}}}, {}, 1)
                         .status()),
            "AS_OF_IN_FUTURE");
}

TEST_F(HistoryTest, ACodeLeadsToWhoBoreItThen) {
  Organization first = MustCreate("旧工会", "41");
  first = Update(first, {{"unit_uscc", UnitCode(1)}, {"union_uscc", UnionCode(1)}})->organization;
  clock_.Advance(absl::Hours(24));
  ASSERT_THAT(Close(first), IsOk());
  clock_.Advance(absl::Hours(24));
  const Organization second = MustCreate("新工会", "41");
  ASSERT_THAT(Update(second, {{"unit_uscc", UnitCode(1)}, {"union_uscc", UnionCode(2)}}), IsOk());
  EXPECT_EQ(Holder(UnitCode(1), {}), "新工会");
  EXPECT_EQ(Holder(UnitCode(1), {.day = gb::Date{2019, 11, 10}}), "旧工会");
  EXPECT_EQ(Holder(UnitCode(1), {.day = gb::Date{2019, 11, 11}}), "旧工会") << "closed by then";
  EXPECT_EQ(Holder(UnitCode(1), {.day = gb::Date{2019, 11, 9}}), "ORGANIZATION_NOT_FOUND");
  EXPECT_EQ(Holder(UnionCode(2), {.day = gb::Date{2019, 11, 11}}), "ORGANIZATION_NOT_FOUND");
}

// A change of the past that later versions show already leaves what holds now as it is.
TEST_F(HistoryTest, AVersionIsMadeForEachDayThatChangesAndForNoOther) {
  const Organization east = MustCreate("东片");
  const Organization west = MustCreate("西片");
  const Organization base = MustCreate("镇政府工会", "41", east.id);
  clock_.Advance(absl::Hours(24 * 10));
  ASSERT_THAT(Move(base, west.id), IsOk());
  const std::size_t events = Events().size();
  const Organization now = Read(base.id);
  ASSERT_THAT(Move(now, west.id, gb::Date{2019, 11, 15}), IsOk());
  EXPECT_EQ(Events().size(), events + 1) << "the 15th; the 20th shows it already";
  EXPECT_EQ(EtagOf(Read(base.id)), EtagOf(now));
  EXPECT_EQ(GetOrganization(parts_, NewCall(), base.id, {.day = gb::Date{2019, 11, 16}})
                ->organization.parent,
            west.id);
  // The next change has a revision of its own.
  ASSERT_THAT(Update(now, {{"union_name", "新名"}}), IsOk());
  EXPECT_GT(Read(base.id).revision, now.revision + 1);
}

}  // namespace
}  // namespace mingce::registry
