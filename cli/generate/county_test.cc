#include "cli/generate/county.h"

#include <gmock/gmock.h>

#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/files/campaign_files.h"
#include "cli/generate/person.h"
#include "lib/form/form.h"

namespace mingce::cli {
namespace {

constexpr gb::Date kToday = {2019, 11, 15};
constexpr std::uint64_t kSeed = 20191115;  // any other must do as well
const char kCampaignDir[] = MINGCE_SOURCE_DIR "/deploy/campaigns/taoyuan-2019";

struct World {
  CampaignForms forms;
  std::vector<QuotaRow> quotas;
  std::vector<Trade> trades;
  Setting setting = SettingOf(forms);
};

const World& TheWorld() {
  static const World& world = *[] {
    auto forms = ReadCampaignForms(kCampaignDir);
    auto quotas = ReadQuotas(absl::StrCat(kCampaignDir, "/quotas.tsv"));
    auto trades = ReadTrades(absl::StrCat(kCampaignDir, "/trades.tsv"));
    if (!forms.ok() || !quotas.ok() || !trades.ok()) {
      ADD_FAILURE() << forms.status() << quotas.status() << trades.status();
    }
    return new World{*std::move(forms), *std::move(quotas), *std::move(trades)};
  }();
  return world;
}

GeneratedCounty Make(std::int64_t members, std::int64_t unions, Random* random, Numbers* numbers) {
  const World& world = TheWorld();
  return MakeCounty(world.setting, {world.quotas, world.trades, members, unions}, random, numbers);
}

form::CheckedRow Check(const form::Form& form, const std::map<std::string, std::string>& fields) {
  std::vector<std::size_t> columns;
  std::vector<form::Cell> cells;
  for (std::size_t i = 0; i < form.fields.size(); ++i) {
    columns.push_back(i);
    const auto found = fields.find(form.fields[i].key);
    cells.emplace_back();
    if (found != fields.end()) cells.back().text = found->second;
  }
  return form::CheckRow(form, TheWorld().forms.lists, columns, cells, kToday);
}

std::string Reasons(const form::CheckedRow& row) {
  std::vector<std::string> out;
  for (const form::RowFinding& finding : row.findings) {
    out.push_back(absl::StrCat(finding.field, ":", finding.reason));
  }
  return absl::StrJoin(out, " ");
}

TEST(DivideTest, GivesAllAndKeepsProportion) {
  EXPECT_THAT(Divide(10, {1, 1, 1}, 0), testing::ElementsAre(4, 3, 3));
  EXPECT_THAT(Divide(37'689, {160, 300, 37'229}, 1), testing::ElementsAre(160, 300, 37'229));
  EXPECT_THAT(Divide(4, {1000, 1, 1}, 1), testing::ElementsAre(2, 1, 1));
  EXPECT_THAT(Divide(1, {1000, 1, 1}, 1), testing::ElementsAre(1, 0, 0));
}

TEST(CountyTest, MembersAreDistributedAsTheAnnexSays) {
  Random random(kSeed);
  Numbers numbers(&random);
  const GeneratedCounty county = Make(37'689, 900, &random, &numbers);
  ASSERT_EQ(county.units.size(), 55u);
  std::int64_t base_unions = 0;
  for (const GeneratedUnit& unit : county.units) {
    EXPECT_EQ(unit.members, unit.quota.quota) << unit.quota.unit;
    std::int64_t sum = 0;
    for (const std::size_t index : unit.unions) {
      EXPECT_GE(county.unions[index].members, 1);
      sum += county.unions[index].members;
    }
    EXPECT_EQ(sum, unit.quota.quota) << unit.quota.unit;
    if (unit.quota.kind != "41") base_unions += static_cast<std::int64_t>(unit.unions.size());
  }
  EXPECT_EQ(base_unions, 900);
  EXPECT_EQ(county.unions.size(), 955u);
}

TEST(CountyTest, ASmallCountyLeavesNoUnitEmpty) {
  Random random(kSeed);
  Numbers numbers(&random);
  std::int64_t sum = 0;
  for (const GeneratedUnit& unit : Make(100, 48, &random, &numbers).units) {
    EXPECT_GE(unit.members, 1);
    sum += unit.members;
  }
  EXPECT_EQ(sum, 100);
}

TEST(CountyTest, EveryOrganisationPassesItsForm) {
  Random random(kSeed);
  Numbers numbers(&random);
  const GeneratedCounty county = Make(37'689, 900, &random, &numbers);
  std::set<std::string> codes;
  std::set<std::string> known = {TheWorld().setting.county};
  int provisional = 0;
  int joint = 0;
  for (const GeneratedUnion& one : county.unions) {
    const form::CheckedRow row = Check(TheWorld().forms.organization, one.fields);
    EXPECT_EQ(Reasons(row), "") << one.reference;
    for (const char* key : {"union_uscc", "unit_uscc"}) {
      const std::string code(row.value(key));
      const bool excused = !row.value(absl::StrCat(key, "_absent_reason")).empty();
      EXPECT_EQ(code.empty(), excused) << one.reference;
      if (!code.empty()) {
        EXPECT_TRUE(codes.insert(code).second) << code;
        EXPECT_EQ(code.substr(2, 6), "439999");
      }
    }
    EXPECT_TRUE(known.count(one.fields.at("parent_union"))) << "the parent stands above";
    EXPECT_TRUE(known.insert(one.reference).second) << one.reference;
    provisional += row.value("union_uscc").empty() ? 1 : 0;
    joint += row.value("union_kind") == "42" ? 1 : 0;
  }
  EXPECT_GT(provisional, 0);
  EXPECT_GT(joint, 0);
}

TEST(CountyTest, EveryPersonPassesTheForm) {
  Random random(kSeed);
  Numbers numbers(&random);
  const GeneratedCounty county = Make(37'689, 900, &random, &numbers);
  std::set<std::string> keys;
  std::set<std::string> mobiles;
  int complete = 0, retained = 0, dotted = 0, rare = 0, all = 0;
  for (const GeneratedUnit& unit : county.units) {
    for (const std::size_t index : unit.unions) {
      const GeneratedUnion& base_union = county.unions[index];
      for (std::int64_t i = 0; i < base_union.members; ++i, ++all) {
        const GeneratedPerson person =
            MakePerson(TheWorld().setting, unit, base_union, &random, &numbers);
        const form::CheckedRow row = Check(TheWorld().forms.member, person.fields);
        ASSERT_EQ(Reasons(row), "");
        ASSERT_TRUE(row.document.has_value());
        EXPECT_TRUE(absl::StartsWith(row.document->number, "4399"));
        EXPECT_TRUE(keys.insert(row.document->key).second);
        EXPECT_TRUE(mobiles.insert(std::string(row.value("mobile"))).second);
        EXPECT_EQ(gb::ToString(*row.document->birth), row.value("birth_date"));
        EXPECT_EQ(row.value("sex"), *row.document->sex == gb::Sex::kMale ? "1" : "2");
        EXPECT_GE(gb::AgeOn(*row.document->birth, kToday), 18);
        EXPECT_LT(gb::AgeOn(*row.document->birth, kToday), row.value("sex") == "1" ? 60 : 50);
        EXPECT_GE(std::string(row.value("joined_on")), gb::ToString(base_union.established_on));
        EXPECT_EQ(person.retained, row.value("change_type") == "3");
        complete += row.missing_full.empty() ? 1 : 0;
        retained += person.retained ? 1 : 0;
        dotted += absl::StrContains(row.value("full_name"), "·") ? 1 : 0;
        for (const char* c : {"䶮", "𠮷", "𬭎", "𰻝"}) {
          rare += absl::StrContains(row.value("full_name"), c) ? 1 : 0;
        }
      }
    }
  }
  EXPECT_EQ(all, 37'689);
  EXPECT_NEAR(complete, all * 0.92, all * 0.01);
  EXPECT_NEAR(retained, all * 0.004, all * 0.002);
  EXPECT_NEAR(dotted, all * 0.02, all * 0.005);
  EXPECT_NEAR(rare, all * 0.005, all * 0.002);
}

TEST(TradesTest, TheUnitsNameSaysWhatStandsBelowIt) {
  const std::vector<Trade>& trades = TheWorld().trades;
  Random random(kSeed);
  const auto industry = [&](const char* section, const char* unit) {
    return TradeOf({.section = section, .unit = unit, .kind = ""}, trades, &random).industry;
  };
  EXPECT_EQ(industry("county", "县教育工会"), "教育");
  EXPECT_EQ(industry("county", "县城投公司工会"), "建筑业");
  EXPECT_EQ(industry("county", "县委办工会联合会"), "公共管理、社会保障和社会组织");
  std::set<std::string> in_townships;
  for (int i = 0; i < 200; ++i) in_townships.insert(industry("township", "陬市镇工会联合会"));
  EXPECT_EQ(in_townships.size(), 5u);
  const auto own = [&](const char* unit) {
    return OwnTradeOf({.section = "county", .unit = unit, .kind = ""}, trades).nature;
  };
  EXPECT_EQ(own("县烟草公司工会"), "私营企业");
  EXPECT_EQ(own("县教育工会"), "机关");
}

TEST(CountyTest, TheSameSeedGivesTheSameCounty) {
  const auto persons = [](std::uint64_t seed) {
    Random random(seed);
    Numbers numbers(&random);
    const GeneratedCounty county = Make(300, 48, &random, &numbers);
    std::vector<std::map<std::string, std::string>> out;
    for (const GeneratedUnion& one : county.unions) out.push_back(one.fields);
    for (const GeneratedUnit& unit : county.units) {
      for (const std::size_t index : unit.unions) {
        out.push_back(
            MakePerson(TheWorld().setting, unit, county.unions[index], &random, &numbers).fields);
      }
    }
    return out;
  };
  EXPECT_EQ(persons(7), persons(7));
  EXPECT_NE(persons(7), persons(8));
}

}  // namespace
}  // namespace mingce::cli
