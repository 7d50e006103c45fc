#include "services/members/app/read_member.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/day.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/testing/status_matchers.h"
#include "mingce/policy/v1/policy.pb.h"
#include "services/members/app/roll_for_test.h"

namespace mingce::members {
namespace {

absl::CivilDay Day(int day) { return absl::CivilDay(2019, 11, day); }

class ReadMemberTest : public RollTest {
 protected:
  ReadMemberTest() { OpenCampaign(); }

  absl::StatusOr<MemberPage> List(const OrganizationId& organization, const ReadTime& when = {},
                                  const std::string& after = "", std::size_t limit = 100) {
    const Call call = NewCall("members.ListMembers");
    absl::StatusOr<MemberPage> page = ListMembers(roll_, call, organization, when, after, limit);
    Keep(call);
    return page;
  }
};

TEST_F(ReadMemberTest, ShowsTheMembershipOfTheDayAskedAbout) {
  const std::string member = ImportOne(PersonCells(1, UnionCode(1))).member;
  const absl::Time registered = clock_.Now();
  clock_.Advance(absl::Hours(24 * 5));  // the 15th
  Cells kept = PersonCells(1, UnionCode(1));
  kept["change_type"] = "保留";
  kept["change_date"] = "2019-11-12";
  ImportOne(kept);

  EXPECT_EQ(Get(member)->membership.state, MembershipState::kRetained);
  EXPECT_FALSE(Get(member)->counted);
  EXPECT_TRUE(Get(member, {.as_of = Day(11)})->counted);
  EXPECT_FALSE(Get(member, {.as_of = Day(12)})->counted);
  EXPECT_TRUE(Get(member, {.as_of = Day(12), .known_at = registered})->counted)
      << "as it was known then";
  EXPECT_TRUE(Get(member, {.known_at = registered})->counted);
  EXPECT_EQ(ReasonOf(Get(member, {.as_of = Day(9)}).status()), "MEMBER_NOT_FOUND");
  EXPECT_EQ(ReasonOf(Get(member, {.known_at = registered - absl::Seconds(1)}).status()),
            "MEMBER_NOT_FOUND");
}

TEST_F(ReadMemberTest, AClosingCountsFromItsDay) {
  const std::string member = ImportOne(PersonCells(1, UnionCode(1))).member;
  clock_.Advance(absl::Hours(48));
  registry::mirror::Organization closed = UnitFacts(1);
  closed.closed = true;
  Publish(1, closed);
  EXPECT_FALSE(Get(member)->counted);
  EXPECT_TRUE(Get(member, {.as_of = Day(11)})->counted);
}

TEST_F(ReadMemberTest, NobodyKnowsTheFuture) {
  const std::string member = ImportOne(PersonCells(1, UnionCode(1))).member;
  EXPECT_THAT(Get(member, {.as_of = Day(10)}), IsOk());
  EXPECT_EQ(ReasonOf(Get(member, {.as_of = Day(11)}).status()), "DATE_IN_FUTURE");
  EXPECT_EQ(ReasonOf(Get(member, {.known_at = clock_.Now() + absl::Seconds(1)}).status()),
            "DATE_IN_FUTURE");
  EXPECT_EQ(ReasonOf(List(UnitId(1), {.as_of = Day(11)}).status()), "DATE_IN_FUTURE");
}

TEST_F(ReadMemberTest, ListsTheMembersOfThatDayInPages) {
  for (int n = 1; n <= 5; ++n) ImportOne(PersonCells(n, UnionCode(1)));
  ImportOne(PersonCells(6, UnionCode(2)));
  clock_.Advance(absl::Hours(24));
  for (int n = 7; n <= 8; ++n) ImportOne(PersonCells(n, UnionCode(1)));
  const auto count = [&](const ReadTime& when) {
    std::size_t members = 0;
    std::string after;
    for (;;) {
      const MemberPage page = List(UnitId(1), when, after, 2).value();
      members += page.members.size();
      if (!page.more) return members;
      EXPECT_EQ(page.members.size(), 2u);
      after = page.members.back().record.id.text();
    }
  };
  EXPECT_EQ(count({}), 7u);
  EXPECT_EQ(count({.as_of = Day(10)}), 5u);
  EXPECT_EQ(ReasonOf(List(UnitId(9)).status()), "ORGANIZATION_NOT_FOUND");
  EXPECT_EQ(ReasonOf(List(UnitId(1), {.as_of = Day(9)}).status()), "ORGANIZATION_NOT_FOUND");
}

TEST_F(ReadMemberTest, EveryLookIsAnEntryThatNamesResources) {
  const std::string member = ImportOne(PersonCells(1, UnionCode(1))).member;
  ASSERT_THAT(Get(member), IsOk());
  EXPECT_EQ(Touched().back().subject, "members/" + member);
  EXPECT_EQ(Touched().back().organization, UnitId(1).ResourceName());
  ASSERT_THAT(List(UnitId(1)), IsOk());
  EXPECT_EQ(Touched().back().organization, UnitId(1).ResourceName());
  EXPECT_EQ(Touched().back().count, 1u);
}

// Whom a caller may not see is as nobody, whatever is known of the person.
TEST_F(ReadMemberTest, OnlyOnesOwnAreThere) {
  constexpr char kAnna[] = "spiffe://test/person/anna";
  Publish({.id = NewOpaqueId(),
           .identity = kAnna,
           .role = policy::v1::COLLECTOR,
           .organization = UnitId(1).text(),
           .from = BeijingDay(clock_.Now()),
           .until = std::nullopt});
  const Cells mine = PersonCells(1, UnionCode(1));
  const Cells other = PersonCells(2, UnionCode(2));
  const std::string my_member = ImportOne(mine).member;
  const std::string other_member = ImportOne(other).member;
  const Call call = NewCall("members.Test", kAnna);
  const auto get = [&](const std::string& member) {
    return GetMember(roll_, call, *MemberId::FromText(member), {}).status();
  };
  const auto look = [&](const Cells& person, const std::string& name) {
    return LookupMember(roll_, call,
                        {.id_type_code = "01",
                         .id_number = person.at("id_number"),
                         .full_name = name,
                         .nationality = {}})
        .status();
  };
  EXPECT_THAT(get(my_member), IsOk());
  EXPECT_EQ(ReasonOf(get(other_member)), "MEMBER_NOT_FOUND");
  EXPECT_EQ(get(other_member), get("zzzzzzzzzzzzzzzzzzzzzzzzzz"));
  EXPECT_THAT(look(mine, mine.at("full_name")), IsOk());
  const absl::Status nobody = look(PersonCells(3, ""), "李四");
  EXPECT_EQ(ReasonOf(nobody), "MEMBER_NOT_FOUND");
  EXPECT_EQ(look(mine, "李四"), nobody) << "a number alone finds nobody";
  EXPECT_EQ(ReasonOf(look(mine, "")), "FIELD_MISSING");
  EXPECT_EQ(look(mine, ""), look(PersonCells(3, ""), ""));
  EXPECT_EQ(look(other, other.at("full_name")), nobody);
  EXPECT_EQ(look(other, "李四"), nobody);
}

}  // namespace
}  // namespace mingce::members
