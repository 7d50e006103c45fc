#include <gmock/gmock.h>

#include <algorithm>
#include <utility>

#include "lib/audit/entry.h"
#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "services/registry/app/change_organization.h"
#include "services/registry/app/create_organization.h"
#include "services/registry/app/read_organizations.h"
#include "services/registry/app/register.h"
#include "services/registry/app/register_for_test.h"

namespace mingce::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

template <typename T>
std::string Reason(const absl::StatusOr<T>& result) {
  return ReasonOf(result.status());
}

class OrganizationsTest : public RegisterTest {
 protected:
  std::string NameOn(const OrganizationId& id, gb::Date day) const {
    const auto view = GetOrganization(parts_, NewCall(), id, {.day = day});
    return view.ok() ? view->organization.union_name : Reason(view);
  }
  std::vector<OrganizationView> List(const OrganizationFilter& filter) const {
    return ListOrganizations(parts_, NewCall(), filter, std::nullopt, 10)->organizations;
  }
};

TEST_F(RegisterTest, TheCountyComesFirstAndOnce) {
  const std::map<std::string, std::string> county = {{"union_name", "桃源县总工会"},
                                                     {"union_kind", "13"}};
  EXPECT_EQ(Reason(Create(std::nullopt, county)), "CODE_NOT_IN_LIST")
      << "which kind is the county?";
  ASSERT_THAT(Publish(CodeListFromFile("union_kind")), IsOk());
  EXPECT_EQ(Reason(Create(std::nullopt, {{"union_name", "x"}, {"union_kind", "31"}})),
            "FIELD_MISSING");
  EXPECT_EQ(Reason(Create(std::nullopt, {{"union_name", "x"}, {"industry", "P"}})),
            "FORM_FIELD_UNKNOWN")
      << "no form is published yet";
  const auto made = Create(std::nullopt, county);
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(made->organization.unit_uscc_absent_reason, "9");
  EXPECT_EQ(made->organization.union_uscc_absent_reason, "3");
  EXPECT_TRUE(made->organization.collected);
  EXPECT_EQ(Reason(Create(std::nullopt, county)), "FIELD_MISSING");
}

TEST_F(OrganizationsTest, ANewOneIsCheckedByTheForm) {
  OpenCampaign();
  const std::map<std::string, std::string> sound = {
      {"union_name", "县教育工会"}, {"union_kind", "产业(系统)工会"},
      {"union_uscc", UnionCode(1)}, {"unit_uscc_absent_reason", "1"},
      {"chair_name", "张三"},       {"contact_phone", "13912345678"}};
  const auto with = [&](const char* key, const std::string& value) {
    auto fields = sound;
    fields[key] = value;
    return Reason(Create(county(), fields));
  };
  EXPECT_EQ(with("union_kind", "没有的类型"), "CODE_NOT_IN_LIST");
  EXPECT_EQ(with("union_uscc", UnitCode(1)), "USCC_ROLE_MISMATCH");
  EXPECT_EQ(with("union_name", ""), "FIELD_MISSING");
  EXPECT_EQ(with("unit_uscc_absent_reason", ""), "FIELD_MISSING");
  EXPECT_EQ(with("parent_union", "x"), "FORM_FIELD_UNKNOWN");
  EXPECT_EQ(with("Nobody's <key>", "x"), "FORM_FIELD_UNKNOWN");
  EXPECT_EQ(with("established_on", "2019-11-11"), "DATE_RANGE") << "tomorrow";
  EXPECT_EQ(Events().back().type(), "mingce.registry.events.v1.CampaignCreated")
      << "a refusal leaves no event";

  const auto made = Create(county(), sound);
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(made->organization.union_kind, "21");
  EXPECT_EQ(made->chair_name_masked, "张**");
  EXPECT_EQ(made->contact_phone_masked, "139****5678");
  EXPECT_EQ(made->organization.attributes.count("chair_name"), 0u);
  EXPECT_EQ(with("union_name", "另一个"), "USCC_TAKEN");
  const feed::v1::Event event = Events().back();
  EXPECT_EQ(DataOf<events::v1::OrganizationCreated>(event).organization().name(),
            made->organization.id.ResourceName());
  EXPECT_THAT(event.SerializeAsString(), testing::Not(testing::HasSubstr("张三")));
  EXPECT_THAT(event.SerializeAsString(), testing::Not(testing::HasSubstr("13912345678")));
  EXPECT_EQ(event.id(), ledger_->Head().epoch + "-" + std::to_string(event.sequence()));
}

TEST_F(OrganizationsTest, TheTreeHasRules) {
  OpenCampaign();
  const Organization town = MustCreate("陬市镇工会联合会");
  const Organization base = MustCreate("镇政府工会", "41", town.id);
  EXPECT_EQ(Reason(Create(base.id, {{"union_name", "x"},
                                    {"union_kind", "41"},
                                    {"unit_uscc_absent_reason", "1"},
                                    {"union_uscc_absent_reason", "2"}})),
            "PARENT_KIND_NOT_ALLOWED");
  EXPECT_EQ(Reason(Create(OrganizationId::FromText("zzzzzzzzzzzzzzzzzzzzzzzzzz"),
                          {{"union_name", "x"},
                           {"union_kind", "41"},
                           {"unit_uscc_absent_reason", "1"},
                           {"union_uscc_absent_reason", "2"}})),
            "ORGANIZATION_NOT_FOUND");
  Organization last = town;
  for (int level = 3; level <= 8; ++level) last = MustCreate("联合会", "31", last.id);
  EXPECT_EQ(Reason(Create(last.id, {{"union_name", "x"},
                                    {"union_kind", "41"},
                                    {"unit_uscc_absent_reason", "1"},
                                    {"union_uscc_absent_reason", "2"}})),
            "TREE_TOO_DEEP");
  EXPECT_EQ(Reason(Move(town, town.id)), "ORGANIZATION_CYCLE");
  EXPECT_EQ(Reason(Move(town, last.id)), "ORGANIZATION_CYCLE");
  EXPECT_EQ(Reason(Move(Read(county()), town.id)), "ORGANIZATION_CYCLE");
  const Organization deep = MustCreate("另一联合会");
  MustCreate("其下", "31", deep.id);
  EXPECT_EQ(Reason(Move(deep, last.id)), "TREE_TOO_DEEP");
  EXPECT_EQ(Reason(Update(town, {{"union_kind", "41"}})), "PARENT_KIND_NOT_ALLOWED")
      << "it has a 41 below it";
}

TEST_F(OrganizationsTest, AnUpdateNeedsTheEtagAndChangesWhatIsGiven) {
  OpenCampaign();
  const Organization read = MustCreate("县卫健局工会联合会", "32");
  const auto updated = Update(read, {{"union_short_name", "卫健工会"}, {"chair_name", "李四"}});
  ASSERT_THAT(updated, IsOk());
  EXPECT_EQ(updated->organization.union_name, "县卫健局工会联合会");
  EXPECT_EQ(updated->chair_name_masked, "李**");
  EXPECT_EQ(updated->organization.revision, 2);
  EXPECT_EQ(Events().back().type(), "mingce.registry.events.v1.OrganizationUpdated");
  EXPECT_EQ(Reason(Update(read, {{"union_short_name", "x"}})), "STALE_ETAG");
  const std::size_t events = Events().size();
  const auto same = Update(updated->organization, {{"union_short_name", " 卫健工会 "}});
  ASSERT_THAT(same, IsOk());
  EXPECT_EQ(same->organization.revision, 2) << "nothing changed";
  EXPECT_EQ(Events().size(), events);
  const auto coded = Update(updated->organization, {{"union_uscc", UnionCode(5, "89")}});
  ASSERT_THAT(coded, IsOk());
  EXPECT_EQ(coded->organization.union_uscc_absent_reason, "") << "the reason went with the code";
  EXPECT_EQ(Reason(Update(coded->organization, {{"union_uscc", ""}})), "FIELD_MISSING");
  EXPECT_EQ(Reason(Update(coded->organization, {{"union_name", ""}})), "FIELD_MISSING");
  const Organization other = MustCreate("另一个");
  EXPECT_EQ(Reason(Update(other, {{"union_uscc", UnionCode(5, "89")}})), "USCC_TAKEN");
}

TEST_F(OrganizationsTest, AnswersForADayComeFromTheVersionInForce) {
  OpenCampaign();
  Organization org = MustCreate("一");
  clock_.Advance(absl::Hours(5 * 24));  // 2019-11-15
  org = Update(org, {{"union_name", "二"}})->organization;
  EXPECT_EQ(NameOn(org.id, {2019, 11, 9}), "ORGANIZATION_NOT_FOUND");
  EXPECT_EQ(NameOn(org.id, {2019, 11, 10}), "一");
  EXPECT_EQ(NameOn(org.id, {2019, 11, 14}), "一");
  EXPECT_EQ(NameOn(org.id, {2019, 11, 15}), "二");
  EXPECT_EQ(NameOn(org.id, {2019, 13, 1}), "DATE_CALENDAR");
  EXPECT_EQ(Reason(Update(org, {{"union_name", "三"}}, gb::Date{2019, 11, 16})), "DATE_RANGE");
}

TEST_F(OrganizationsTest, AChangeFromAPastDayHoldsFromThereOn) {
  OpenCampaign();
  const Organization town = MustCreate("镇");
  Organization org = MustCreate("一");
  clock_.Advance(absl::Hours(5 * 24));
  org = Update(org, {{"union_name", "二"}})->organization;
  const auto moved = Move(org, town.id, gb::Date{2019, 11, 12});
  ASSERT_THAT(moved, IsOk());
  EXPECT_EQ(moved->organization.parent, town.id);
  EXPECT_EQ(moved->organization.union_name, "二");
  const auto parent_on = [&](gb::Date day) {
    return GetOrganization(parts_, NewCall(), org.id, {.day = day})->organization.parent;
  };
  EXPECT_EQ(parent_on({2019, 11, 11}), county());
  EXPECT_EQ(parent_on({2019, 11, 12}), town.id);
  EXPECT_EQ(NameOn(org.id, {2019, 11, 12}), "一") << "the name changed on the 15th";
  EXPECT_EQ(parent_on({2019, 11, 15}), town.id) << "the later version shows the move too";
  // One event for the day of the move, one for the later version that shows it too.
  const std::vector<feed::v1::Event> events = Events();
  const feed::v1::Event& event = events[events.size() - 2];
  EXPECT_EQ(DataOf<events::v1::OrganizationMoved>(event).previous_parent(),
            county().ResourceName());
  EXPECT_EQ(DataOf<events::v1::OrganizationMoved>(events.back()).organization().union_name(), "二");
  EXPECT_EQ(event.time().seconds(), 1'573'488'000) << "the 12th begins in Beijing";
  EXPECT_GT(event.recorded_time().seconds(), event.time().seconds());

  OrganizationFilter below{.below = {.parent = town.id}, .as_of = {.day = gb::Date{2019, 11, 11}}};
  EXPECT_THAT(List(below), IsEmpty());
  below.as_of.day = gb::Date{2019, 11, 12};
  EXPECT_THAT(List(below), SizeIs(1));
}

TEST_F(OrganizationsTest, OnlyALeafIsClosed) {
  OpenCampaign();
  const Organization town = MustCreate("镇");
  const Organization base = MustCreate("基层", "41", town.id);
  EXPECT_EQ(Reason(Close(town)), "ORGANIZATION_HAS_CHILDREN");
  ASSERT_THAT(Close(base), IsOk());
  EXPECT_TRUE(DataOf<events::v1::OrganizationClosed>(Events().back()).organization().closed());
  EXPECT_EQ(Reason(Close(Read(base.id))), "ORGANIZATION_CLOSED");
  EXPECT_EQ(Reason(Update(Read(base.id), {{"union_name", "x"}})), "ORGANIZATION_CLOSED");
  ASSERT_THAT(Close(town), IsOk());
  EXPECT_EQ(Reason(Create(town.id, {{"union_name", "x"},
                                    {"union_kind", "41"},
                                    {"unit_uscc_absent_reason", "1"},
                                    {"union_uscc_absent_reason", "2"}})),
            "ORGANIZATION_CLOSED");
  EXPECT_THAT(List({}), SizeIs(1));
  EXPECT_THAT(List({.below = {.show_closed = true}}), SizeIs(3));
  EXPECT_EQ(GetStatus(parts_).organizations, 3);
}

TEST_F(OrganizationsTest, IsFoundByItsCode) {
  OpenCampaign();
  const Organization town = MustCreate("陬市镇工会联合会");
  Organization base = MustCreate("陬市镇中学工会", "41", town.id);
  base = Update(base, {{"union_uscc", UnionCode(9)}, {"aliases", "镇中工会"}})->organization;
  EXPECT_EQ(LookupOrganization(parts_, NewCall(), UnionCode(9), {})->organization.id, base.id);
  EXPECT_EQ(Reason(LookupOrganization(parts_, NewCall(), UnionCode(8), {})),
            "ORGANIZATION_NOT_FOUND");
  EXPECT_EQ(Reason(LookupOrganization(parts_, NewCall(), UnitCode(9), {})),
            "ORGANIZATION_NOT_FOUND");
  EXPECT_EQ(Reason(LookupOrganization(parts_, NewCall(), "123", {})), "USCC_LENGTH");
}

TEST_F(OrganizationsTest, ARepeatedRequestGetsItsFirstAnswerWhateverHappenedSince) {
  OpenCampaign();
  const Mutation mutation = NewMutation();
  const auto create = [&] {
    return Await<OrganizationView>([&](Done<OrganizationView> done) {
      CreateOrganization(parts_, NewCall(),
                         {.parent = county(),
                          .fields = {{"union_name", "一"},
                                     {"union_kind", "31"},
                                     {"unit_uscc_absent_reason", "1"},
                                     {"union_uscc_absent_reason", "2"}},
                          .aliases = {}},
                         mutation, std::move(done));
    });
  };
  const auto first = create();
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(Update(first->organization, {{"union_name", "二"}}), IsOk());
  const auto again = create();
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->organization.id, first->organization.id);
  EXPECT_EQ(again->organization.union_name, "一");
  EXPECT_EQ(GetStatus(parts_).organizations, 2);
}

TEST_F(OrganizationsTest, ValidatingChangesNothing) {
  OpenCampaign();
  const Organization read = MustCreate("一");
  const std::size_t events = Events().size();
  const auto answer = Await<OrganizationView>([&](Done<OrganizationView> done) {
    UpdateOrganization(
        parts_, NewCall(), {.id = read.id, .etag = EtagOf(read), .effective_on = std::nullopt},
        {.fields = {{"union_name", "二"}}, .add_aliases = {}}, NewMutation(true), std::move(done));
  });
  EXPECT_EQ(answer->organization.union_name, "二");
  EXPECT_EQ(Read(read.id).union_name, "一");
  EXPECT_EQ(Events().size(), events);
}

TEST_F(OrganizationsTest, ACheckedNewOneHasNoName) {
  OpenCampaign();
  const auto checked = Await<OrganizationView>([&](Done<OrganizationView> done) {
    CreateOrganization(parts_, NewCall(),
                       {.parent = county(),
                        .fields = {{"union_name", "一"},
                                   {"union_kind", "31"},
                                   {"unit_uscc_absent_reason", "1"},
                                   {"union_uscc_absent_reason", "2"}},
                        .aliases = {}},
                       NewMutation(/*validate_only=*/true), std::move(done));
  });
  ASSERT_THAT(checked, IsOk());
  EXPECT_FALSE(checked->registered);
  EXPECT_TRUE(MustCreate("二").union_name == "二");
}

TEST_F(OrganizationsTest, RefusalsAreAuditedToo) {
  OpenCampaign();
  const std::uint64_t before = ledger_->NewestAudit().sequence;
  EXPECT_FALSE(Create(county(), {{"union_name", "x"}, {"industry", "没有"}}).ok());
  const Organization made = MustCreate("一");
  EXPECT_EQ(ledger_->NewestAudit().sequence, before + 2);
}

}  // namespace
}  // namespace mingce::registry
