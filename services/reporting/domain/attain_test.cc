#include "services/reporting/domain/attain.h"

#include <gtest/gtest.h>

#include <fstream>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace mingce::reporting {
namespace {

OrganizationId Org(int number) { return OrganizationId(absl::StrCat("o", number)); }

Counts Active(std::int64_t members) { return {.registered = members, .counted = members}; }

Campaign CampaignOf(std::int64_t target) {
  return {.entry_due_on = absl::CivilDay(2019, 11, 30), .target = target};
}

Quota Row(int organization, std::int64_t target) {
  return {.section = "county",
          .seq = organization,
          .title = "",
          .target = target,
          .organization = Org(organization)};
}

// The plan of the notice: annex 1, each row bound to an organisation.
QuotaPlan AnnexOne() {
  QuotaPlan plan{.revision = 1, .quotas = {}};
  std::ifstream file(MINGCE_QUOTAS_FILE);
  std::string line;
  std::getline(file, line);
  EXPECT_EQ(line, "section\tseq\tunit\tquota\tkind");
  while (std::getline(file, line)) {
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    Quota quota = Row(static_cast<int>(plan.quotas.size()) + 1, 0);
    quota.section = cells.at(0);
    quota.title = cells.at(2);
    EXPECT_TRUE(absl::SimpleAtoi(cells.at(1), &quota.seq));
    EXPECT_TRUE(absl::SimpleAtoi(cells.at(3), &quota.target));
    plan.quotas.push_back(quota);
  }
  return plan;
}

// The same counts for both questions, against one plan.
Attainment AttainAll(const Campaign& campaign, const QuotaPlan& plan, const RowCounts& counts) {
  return Attain(campaign, plan, counts, {.plan = &plan, .counts = counts, .as_it_says = counts});
}

TEST(AttainTest, AnnexOneAddsUp) {
  const QuotaPlan plan = AnnexOne();
  ASSERT_EQ(plan.quotas.size(), 55u);
  RowCounts counts{.rows = std::vector<Counts>(55), .outside = {}};
  const Attainment nothing = AttainAll(CampaignOf(40'000), plan, counts);
  EXPECT_EQ(nothing.county.target, 40'000);
  EXPECT_EQ(nothing.county.allocated, 37'689);
  EXPECT_EQ(nothing.county.unallocated, 2'311);
  EXPECT_FALSE(nothing.county.on_time);
  std::int64_t county = 0;
  std::int64_t township = 0;
  int county_rows = 0;
  for (const UnitAttainment& unit : nothing.units) {
    (unit.quota.section == "county" ? county : township) += unit.quota.target;
    county_rows += unit.quota.section == "county" ? 1 : 0;
    EXPECT_FALSE(unit.on_time);
  }
  EXPECT_EQ(county_rows, 27);
  EXPECT_EQ(county, 30'929);
  EXPECT_EQ(township, 6'760);
  ASSERT_EQ(nothing.sections.size(), 2u);
  EXPECT_EQ(nothing.sections[0].target, 30'929);
  EXPECT_EQ(nothing.sections[1].target, 6'760);

  // Every unit reaches its target exactly: each is at 100.00 %, the county is not.
  for (std::size_t i = 0; i < 55; ++i) counts.rows[i] = Active(plan.quotas[i].target);
  const Attainment reached = AttainAll(CampaignOf(40'000), plan, counts);
  for (const UnitAttainment& unit : reached.units) {
    EXPECT_EQ(unit.attainment_hundredths, 10'000);
    EXPECT_TRUE(unit.on_time);
  }
  EXPECT_EQ(reached.sections[1].counts, Active(6'760));
  EXPECT_EQ(reached.sections[1].attainment_hundredths, 10'000);
  EXPECT_EQ(reached.county.counts.counted, 37'689);
  EXPECT_EQ(reached.county.attainment_hundredths, 9'422);
  EXPECT_FALSE(reached.county.on_time);

  // The missing 2311, members under no row: they are the county's and stand beside the reserve.
  counts.outside = Active(2'311);
  const Attainment whole = AttainAll(CampaignOf(40'000), plan, counts);
  EXPECT_EQ(whole.county.outside_units, Active(2'311));
  EXPECT_EQ(whole.county.attainment_hundredths, 10'000);
  EXPECT_TRUE(whole.county.on_time);
}

TEST(AttainTest, OnTimeIsMeasuredByThePlanOfTheLastDay) {
  const QuotaPlan now{.revision = 2, .quotas = {Row(3, 5), Row(1, 5), Row(2, 5)}};
  const QuotaPlan then{.revision = 1, .quotas = {Row(1, 10), Row(2, 4), Row(4, 1)}};
  const Attainment result =
      Attain(CampaignOf(13), now, {.rows = {Active(5), Active(6), Active(7)}, .outside = Active(1)},
             {.plan = &then,
              .counts = {.rows = {Active(9), Active(4), Active(1)}, .outside = Active(2)},
              .as_it_says = {.rows = {Active(12), Active(3), Active(1)}, .outside = Active(5)}});
  EXPECT_EQ(result.quota_revision, 2);
  EXPECT_EQ(result.units[0].counted_on_time, 0) << "it had no row";
  EXPECT_FALSE(result.units[0].on_time);
  EXPECT_EQ(result.units[1].counted_on_time, 9);
  EXPECT_FALSE(result.units[1].on_time) << "10 were due";
  EXPECT_EQ(result.units[2].counted_on_time, 4);
  EXPECT_TRUE(result.units[2].on_time);
  EXPECT_EQ(result.county.counts, Active(19));
  EXPECT_EQ(result.county.counted_on_time, 16);
  EXPECT_TRUE(result.county.on_time);
  EXPECT_EQ(result.units[0].time_suspect, 0);
  EXPECT_EQ(result.units[1].time_suspect, 3) << "they would reach it, if it were confirmed";
  EXPECT_EQ(result.units[2].time_suspect, -1);
  EXPECT_EQ(result.county.time_suspect, 5);
}

TEST(AttainTest, ASectionIsWholeWhereverItsUnitsStand) {
  QuotaPlan plan{.revision = 1, .quotas = {Row(1, 100), Row(2, 100), Row(3, 100)}};
  plan.quotas[0].section = plan.quotas[2].section = "county";
  plan.quotas[1].section = "township";
  const Attainment result = AttainAll(
      CampaignOf(300), plan, {.rows = {Active(100), Active(3), Active(99)}, .outside = Active(7)});
  ASSERT_EQ(result.sections.size(), 2u);
  EXPECT_EQ(result.sections[0], (SectionAttainment{.section = "county",
                                                   .target = 200,
                                                   .counts = Active(199),
                                                   .attainment_hundredths = 9'950}));
  EXPECT_EQ(result.sections[1].section, "township");
  EXPECT_EQ(result.sections[1].attainment_hundredths, 300);
}

TEST(AttainTest, OfTwoRowsForOneOrganizationTheFirstHasItsMembers) {
  const QuotaPlan plan{.revision = 1, .quotas = {Row(1, 3), Row(1, 4)}};
  const Attainment result =
      AttainAll(CampaignOf(10), plan, {.rows = {Active(4), Counts{}}, .outside = {}});
  EXPECT_EQ(result.units[0].counted_on_time, 4);
  EXPECT_EQ(result.units[1].counted_on_time, 0);
  EXPECT_EQ(result.county.counted_on_time, 4);
  EXPECT_EQ(result.county.allocated, 7);
}

TEST(AttainTest, IsDefinedForSenselessNumbers) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  const Attainment result =
      AttainAll(CampaignOf(-kMost), {.revision = 1, .quotas = {Row(1, kMost), Row(2, kMost)}},
                {.rows = {Active(kMost), Active(kMost)}, .outside = {}});
  EXPECT_EQ(result.county.allocated, kMost);
  EXPECT_EQ(result.county.counts.counted, kMost);
  EXPECT_EQ(result.county.attainment_hundredths, 0);
  EXPECT_FALSE(result.county.on_time);
}

}  // namespace
}  // namespace mingce::reporting
