#include "services/registry/app/quota_plans.h"

#include <gmock/gmock.h>

#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "services/registry/app/register_for_test.h"
#include "services/registry/storage/organization_store.h"

namespace mingce::registry {
namespace {

using testing::SizeIs;

class SetQuotaPlanTest : public RegisterTest {
 protected:
  void SetUp() override { OpenCampaign(); }
  std::string ReasonOfPlan(std::vector<QuotaRow> rows) {
    return ReasonOf(SetPlan(std::move(rows)).status());
  }
};

QuotaRow Row(int seq, const char* title, std::int64_t target, const char* kind) {
  QuotaRow row;
  row.section = "county";
  row.seq = seq;
  row.title = title;
  row.target = target;
  row.union_kind = kind;
  return row;
}

// Annex 1 of the notice: 县直 30,929 and 乡镇街道 6,760 make 37,689 in 55 rows; 2,311 of the 40,000
// are not allocated.
TEST_F(SetQuotaPlanTest, Annex1MakesFiftyFivePlannedUnits) {
  const std::vector<QuotaRow> rows = QuotaRowsFromFile();
  ASSERT_THAT(rows, SizeIs(55));
  const auto placed = SetPlan(rows);
  ASSERT_THAT(placed, IsOk());
  EXPECT_EQ(placed->revision, 1);
  EXPECT_EQ(placed->plan.allocated(), 37'689);
  std::map<std::string, std::int64_t> sums;
  for (const QuotaRow& row : placed->plan.rows) {
    sums[row.section] += row.target;
    const Organization unit = Read(*row.organization);
    EXPECT_EQ(unit.union_name, row.title);
    EXPECT_EQ(unit.union_kind, row.union_kind);
    EXPECT_EQ(unit.parent, county());
    EXPECT_FALSE(unit.collected);
    EXPECT_EQ(unit.unit_uscc_absent_reason, row.union_kind == "41" ? "2" : "1");
    EXPECT_EQ(unit.union_uscc_absent_reason, "2");
  }
  EXPECT_EQ(sums["county"], 30'929);
  EXPECT_EQ(sums["township"], 6'760);
  EXPECT_EQ(placed->plan.effective_on, (gb::Date{2019, 9, 25}));
  EXPECT_EQ(placed->plan.author, "spiffe://test/person/officer");

  const std::vector<feed::v1::Event> events = Events();
  ASSERT_GE(events.size(), 56u);
  EXPECT_EQ(DataOf<events::v1::QuotaPlanSet>(events.back()).quotas_size(), 55);
  for (std::size_t i = events.size() - 56; i + 1 < events.size(); ++i) {
    EXPECT_FALSE(DataOf<events::v1::OrganizationCreated>(events[i]).organization().collected());
  }
}

TEST_F(SetQuotaPlanTest, TheSamePlanIsNoNewRevisionAndAnotherOneIs) {
  const std::vector<QuotaRow> rows = QuotaRowsFromFile();
  ASSERT_THAT(SetPlan(rows), IsOk());
  const std::size_t events = Events().size();
  EXPECT_EQ(SetPlan(rows)->revision, 1);
  EXPECT_EQ(Events().size(), events);
  std::vector<QuotaRow> raised = rows;
  raised[0].target += 5;
  const auto second = SetPlan(raised);
  EXPECT_EQ(second->revision, 2);
  EXPECT_EQ(Events().size(), events + 1) << "the units are there already";
  EXPECT_EQ(GetQuotaPlan(parts_, NewCall(), kCampaignId, 1, {})->plan.allocated(), 37'689);
  EXPECT_EQ(GetQuotaPlan(parts_, NewCall(), kCampaignId, std::nullopt, {})->plan.allocated(),
            37'694);
  EXPECT_EQ(ReasonOf(GetQuotaPlan(parts_, NewCall(), kCampaignId, 3, {}).status()),
            "QUOTA_PLAN_NOT_FOUND");
  EXPECT_EQ(ReasonOf(GetQuotaPlan(parts_, NewCall(), "none", std::nullopt, {}).status()),
            "QUOTA_PLAN_NOT_FOUND");
}

TEST_F(SetQuotaPlanTest, BindsByNameShortNameOrAliasBelowTheCountyOnly) {
  const Organization school = MustCreate("桃源县教育工会委员会", "21");
  ASSERT_THAT(Update(school, {{"union_short_name", "县教育工会"}}), IsOk());
  const Organization town = MustCreate("镇");
  MustCreate("县财政局工会联合会", "32", town.id);  // a namesake elsewhere
  const auto placed =
      SetPlan({Row(1, "县教育　工会", 6300, "21"), Row(2, "县财政局工会联合会", 140, "32")});
  ASSERT_THAT(placed, IsOk());
  EXPECT_EQ(placed->plan.rows[0].organization, school.id);
  EXPECT_EQ(Read(*placed->plan.rows[1].organization).parent, county());
}

TEST_F(SetQuotaPlanTest, RefusesWhatItCannotBind) {
  MustCreate("县教育工会", "21");
  EXPECT_EQ(ReasonOfPlan({}), "NO_ROWS");
  EXPECT_EQ(ReasonOfPlan(std::vector<QuotaRow>(501)), "TOO_MANY_ROWS");
  EXPECT_EQ(ReasonOfPlan({Row(1, "甲", 0, "31")}), "BAD_TARGET");
  EXPECT_EQ(ReasonOfPlan({Row(1, "甲", 1, "77")}), "CODE_NOT_IN_LIST");
  EXPECT_EQ(ReasonOfPlan({Row(1, "甲", 1, "13")}), "CODE_NOT_IN_LIST") << "a county in the county";
  EXPECT_EQ(ReasonOfPlan({Row(1, "甲", 1, "51")}), "CODE_NOT_IN_LIST") << "no node of a quota";
  EXPECT_EQ(ReasonOfPlan({Row(1, "甲", 1, "")}), "CODE_NOT_IN_LIST") << "a new unit needs a kind";
  EXPECT_EQ(ReasonOfPlan({Row(1, "甲", 1, "31"), Row(1, "乙", 1, "31")}), "DUPLICATE_ROW");
  const Organization org = MustCreate("甲");
  ASSERT_THAT(Update(org, {{"aliases", "乙"}}), IsOk());
  EXPECT_EQ(ReasonOfPlan({Row(1, "甲", 1, "31"), Row(2, "乙", 1, "31")}), "DUPLICATE_ROW")
      << "two titles of one unit";
  ASSERT_THAT(Update(MustCreate("丙"), {{"union_short_name", "甲"}}), IsOk());
  EXPECT_EQ(ReasonOfPlan({Row(1, "甲", 1, "31")}), "UNIT_AMBIGUOUS");
  EXPECT_THAT(SetPlan({Row(1, "县教育工会", 1, "")}), IsOk()) << "a known unit needs no kind";
}

TEST_F(SetQuotaPlanTest, APlanHoldsFromItsDayOn) {
  const auto set = [&](std::int64_t target, std::optional<gb::Date> from) {
    return Await<PlacedQuotaPlan>([&](Done<PlacedQuotaPlan> done) {
      SetQuotaPlan(parts_, NewCall(),
                   {.campaign = kCampaignId,
                    .document_number = "1",
                    .effective_on = from,
                    .rows = {Row(1, "县教育工会", target, "21")}},
                   NewMutation(), std::move(done));
    });
  };
  const auto target_on = [&](const AsOf& asked) -> std::int64_t {
    const auto plan = GetQuotaPlan(parts_, NewCall(), kCampaignId, std::nullopt, asked);
    return plan.ok() ? plan->plan.allocated() : 0;
  };
  ASSERT_THAT(set(10, std::nullopt), IsOk());
  clock_.Advance(absl::Hours(1));
  const absl::Time before = clock_.Now();
  clock_.Advance(absl::Hours(1));
  ASSERT_THAT(set(20, gb::Date{2099, 1, 1}), IsOk());
  EXPECT_EQ(target_on({}), 10) << "a plan to come changes nothing today";
  EXPECT_EQ(target_on({.day = gb::Date{2099, 1, 1}}), 20);
  EXPECT_EQ(target_on({.day = gb::Date{2019, 9, 24}}), 0) << "before the campaign";
  EXPECT_EQ(set(10, std::nullopt)->revision, 1) << "what holds from that day already";
  EXPECT_EQ(set(11, std::nullopt)->revision, 3);
  EXPECT_EQ(target_on({}), 11);
  EXPECT_EQ(target_on({.known_at = before}), 10);
  EXPECT_EQ(target_on({.day = gb::Date{2099, 1, 1}}), 20) << "the later day's plan stands";
  const auto reason = [&](std::optional<std::int64_t> revision, const AsOf& asked) {
    return ReasonOf(GetQuotaPlan(parts_, NewCall(), kCampaignId, revision, asked).status());
  };
  EXPECT_EQ(reason(1, {.day = gb::Date{2019, 11, 1}}), "AS_OF_WITH_REVISION");
  EXPECT_EQ(reason({}, {.known_at = clock_.Now() + absl::Seconds(1)}), "KNOWN_AT_IN_FUTURE");
  EXPECT_EQ(reason({}, {.day = gb::Date{2019, 2, 30}}), "DATE_CALENDAR");
}

TEST_F(SetQuotaPlanTest, ACheckNamesNothingThatIsNotThere) {
  const Organization known = MustCreate("甲");
  const auto checked = Await<PlacedQuotaPlan>([&](Done<PlacedQuotaPlan> done) {
    SetQuotaPlan(parts_, NewCall(),
                 {.campaign = kCampaignId,
                  .document_number = "1",
                  .effective_on = std::nullopt,
                  .rows = {Row(1, "甲", 1, "31"), Row(2, "乙", 1, "31")}},
                 NewMutation(/*validate_only=*/true), std::move(done));
  });
  ASSERT_THAT(checked, IsOk());
  EXPECT_EQ(checked->revision, 0);
  EXPECT_EQ(checked->plan.rows[0].organization, known.id);
  EXPECT_EQ(checked->plan.rows[1].organization, std::nullopt);
}

TEST_F(SetQuotaPlanTest, SettingItAgainMeansTheSameUnitsWhateverBecameOfThem) {
  const auto first =
      SetPlan({Row(1, "县教育工会", 6300, "21"), Row(2, "陬市镇工会联合会", 140, "31")});
  ASSERT_THAT(first, IsOk());
  const OrganizationId school = *first->plan.rows[0].organization;
  ASSERT_THAT(Update(Read(school), {{"union_name", "桃源县教育系统工会"}, {"aliases", ""}}),
              IsOk());
  const OrganizationId town = *first->plan.rows[1].organization;
  const Organization region = MustCreate("西部片区工会联合会", "33");
  ASSERT_THAT(Move(Read(town), region.id), IsOk());
  const auto second =
      SetPlan({Row(1, "县教育工会", 6400, "21"), Row(2, "陬市镇工会联合会", 150, "31")});
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->plan.rows[0].organization, school);
  EXPECT_EQ(second->plan.rows[1].organization, town);
  // Another campaign's plan means them too.
  AddCampaign("taoyuan-2020");
  const auto next = SetPlan({Row(1, "县教育工会", 10, "21"), Row(2, "陬市镇工会联合会", 10, "31")},
                            "taoyuan-2020");
  ASSERT_THAT(next, IsOk());
  EXPECT_EQ(next->plan.rows[0].organization, school);
  EXPECT_EQ(next->plan.rows[1].organization, town);
}

}  // namespace
}  // namespace mingce::registry
