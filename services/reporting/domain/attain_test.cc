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

Organization Under(int parent, bool closed = false) {
  return {.parent = Org(parent), .union_name = "", .closed = closed};
}

Counts Active(std::int64_t members) { return {.registered = members, .counted = members}; }

Campaign CampaignOf(std::int64_t target) {
  return {.title = "t",
          .organization = Org(0),
          .forms_due_on = absl::CivilDay(2019, 11, 15),
          .entry_due_on = absl::CivilDay(2019, 11, 30),
          .target = target};
}

Quota Row(int organization, std::int64_t target) {
  return {.section = "county",
          .seq = organization,
          .title = "",
          .target = target,
          .organization = Org(organization)};
}

// The plan of the notice: annex 1, each row bound to an organisation below the county.
QuotaPlan AnnexOne(Organizations* organizations) {
  QuotaPlan plan{.revision = 1, .quotas = {}};
  std::ifstream file(MINGCE_QUOTAS_FILE);
  std::string line;
  std::getline(file, line);
  EXPECT_EQ(line, "section\tseq\tunit\tquota\tkind");
  (*organizations)[Org(0)] = Organization{};
  while (std::getline(file, line)) {
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    Quota quota = Row(static_cast<int>(plan.quotas.size()) + 1, 0);
    quota.section = cells.at(0);
    quota.title = cells.at(2);
    EXPECT_TRUE(absl::SimpleAtoi(cells.at(1), &quota.seq));
    EXPECT_TRUE(absl::SimpleAtoi(cells.at(3), &quota.target));
    (*organizations)[quota.organization] = Under(0);
    plan.quotas.push_back(quota);
  }
  return plan;
}

TEST(AttainTest, AnnexOneAddsUp) {
  Organizations organizations;
  const QuotaPlan plan = AnnexOne(&organizations);
  const Attainment nothing = Attain(organizations, {}, {}, CampaignOf(40'000), plan);
  ASSERT_EQ(nothing.units.size(), 55u);
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

  // Every unit reaches its target exactly: each is at 100.00 %, the county is not.
  OwnCounts counts;
  for (const Quota& quota : plan.quotas) counts[quota.organization] = Active(quota.target);
  const Attainment reached = Attain(organizations, counts, counts, CampaignOf(40'000), plan);
  for (const UnitAttainment& unit : reached.units) {
    EXPECT_EQ(unit.attainment_hundredths, 10'000);
    EXPECT_TRUE(unit.on_time);
  }
  EXPECT_EQ(reached.county.counts.counted, 37'689);
  EXPECT_EQ(reached.county.attainment_hundredths, 9'422);
  EXPECT_FALSE(reached.county.on_time);

  // The missing 2311, members under no row: they are the county's and stand beside the reserve.
  counts[Org(0)] = Active(2'311);
  const Attainment whole = Attain(organizations, counts, counts, CampaignOf(40'000), plan);
  EXPECT_EQ(whole.county.outside_units, Active(2'311));
  EXPECT_EQ(whole.county.attainment_hundredths, 10'000);
  EXPECT_TRUE(whole.county.on_time);
}

TEST(AttainTest, CountsAtTheNearestRowUpward) {
  // 0 county, 1 unit, 2 below 1, 3 unit below 2, 4 below 3, 5 below the county.
  const Organizations organizations = {{Org(0), Organization{}}, {Org(1), Under(0)},
                                       {Org(2), Under(1)},       {Org(3), Under(2)},
                                       {Org(4), Under(3)},       {Org(5), Under(0)}};
  const QuotaPlan plan{.revision = 1, .quotas = {Row(3, 10), Row(1, 10)}};
  const OwnCounts counts = {{Org(0), Active(1)},  {Org(1), Active(2)},  {Org(2), Active(4)},
                            {Org(3), Active(8)},  {Org(4), Active(16)}, {Org(5), Active(32)},
                            {Org(77), Active(64)}};
  const OwnCounts on_time = {{Org(4), Active(10)}, {Org(2), Active(9)}, {Org(77), Active(3)}};
  const Attainment result = Attain(organizations, counts, on_time, CampaignOf(100), plan);
  ASSERT_EQ(result.units.size(), 2u);
  EXPECT_EQ(result.units[0].quota.organization, Org(3));  // the plan's order
  EXPECT_EQ(result.units[0].counts, Active(24));
  EXPECT_EQ(result.units[0].attainment_hundredths, 24'000);
  EXPECT_TRUE(result.units[0].on_time);
  EXPECT_EQ(result.units[1].counts, Active(6));
  EXPECT_EQ(result.units[1].counted_on_time, 9);
  EXPECT_FALSE(result.units[1].on_time);
  EXPECT_EQ(result.county.outside_units, Active(97));
  EXPECT_EQ(result.county.counts, Active(127));
  EXPECT_EQ(result.county.counted_on_time, 22);
}

TEST(AttainTest, AClosedOrganizationKeepsItsMembersAndCountsNone) {
  const Organizations organizations = {
      {Org(0), Organization{}}, {Org(1), Under(0)}, {Org(2), Under(1, /*closed=*/true)}};
  const OwnCounts counts = {{Org(2), {.registered = 5, .complete = 4, .verified = 3, .counted = 5}},
                            {Org(1), Active(1)}};
  const Attainment result =
      Attain(organizations, counts, counts, CampaignOf(6), {.revision = 1, .quotas = {Row(1, 6)}});
  EXPECT_EQ(result.units[0].counts,
            (Counts{.registered = 6, .complete = 4, .verified = 3, .counted = 1}));
  EXPECT_EQ(result.units[0].counted_on_time, 1);
  EXPECT_EQ(result.county.counts, result.units[0].counts);
}

TEST(AttainTest, SurvivesCirclesAndUnknownParents) {
  const Organizations organizations = {{Org(1), Under(2)}, {Org(2), Under(3)},  {Org(3), Under(1)},
                                       {Org(4), Under(4)}, {Org(5), Under(99)}, {Org(6), Under(1)}};
  const OwnCounts counts = {{Org(1), Active(1)}, {Org(2), Active(1)}, {Org(3), Active(1)},
                            {Org(4), Active(1)}, {Org(5), Active(1)}, {Org(6), Active(1)}};
  const Attainment none = Attain(organizations, counts, {}, CampaignOf(10), QuotaPlan{});
  EXPECT_EQ(none.county.counts, Active(6));
  EXPECT_EQ(none.county.outside_units, Active(6));
  EXPECT_EQ(none.county.unallocated, 10);
  // A row on the circle gets all of the circle and what hangs on it.
  const Attainment one =
      Attain(organizations, counts, {}, CampaignOf(10), {.revision = 1, .quotas = {Row(2, 10)}});
  EXPECT_EQ(one.units[0].counts, Active(4));
  EXPECT_EQ(one.county.outside_units, Active(2));
}

TEST(AttainTest, OfTwoRowsForOneOrganizationTheFirstGetsItsMembers) {
  const Attainment result =
      Attain({{Org(1), Organization{}}}, {{Org(1), Active(3)}}, {}, CampaignOf(10),
             {.revision = 1, .quotas = {Row(1, 3), Row(1, 4)}});
  EXPECT_EQ(result.units[0].counts, Active(3));
  EXPECT_EQ(result.units[1].counts, Counts{});
  EXPECT_EQ(result.county.allocated, 7);
}

TEST(AttainTest, IsDefinedForSenselessNumbers) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  const Attainment result =
      Attain({}, {{Org(1), Active(kMost)}, {Org(2), Active(kMost)}}, {}, CampaignOf(-kMost),
             {.revision = 1, .quotas = {Row(1, kMost), Row(2, kMost)}});
  EXPECT_EQ(result.county.allocated, kMost);
  EXPECT_EQ(result.county.counts.counted, kMost);
  EXPECT_EQ(result.county.attainment_hundredths, 0);
  EXPECT_FALSE(result.county.on_time);
}

}  // namespace
}  // namespace mingce::reporting
