// Against a search that looks at every key. MINGCE_TEST_SEED=<number> repeats a run.

#include "lib/access/find_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "lib/access/naive_tree_for_test.h"
#include "lib/testing/seed.h"

namespace mingce::access {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

NodeChange Node(const std::string& id, const std::string& parent,
                const std::vector<std::string>& keys, const std::vector<std::string>& codes = {},
                bool open = true) {
  return {.id = id,
          .names = Names{.name = keys.empty() ? "" : keys[0], .keys = keys, .codes = codes},
          .place = Place{.day = Day(0), .revision = 1, .parent = parent, .open = open}};
}

Among Everywhere() { return {.day = Day(0), .within = "", .open_only = false, .accept = nullptr}; }

std::vector<std::string> Ids(const NameHits& hits) {
  std::vector<std::string> ids;
  for (const NameHit& hit : hits.page) ids.push_back(hit.id);
  return ids;
}

Tree County() {
  return Tree().With({
      Node("county", "", {"桃源县总工会"}),
      Node("town", "county", {"桃源县青林镇工会联合会", "青林镇"}),
      Node("school", "town", {"青林镇中心小学工会"}, {"81439900MC0000001A"}),
      Node("bureau", "county", {"桃源县发展和改革局工会委员会"}),
      Node("shut", "county", {"青林镇"}, {}, false),
  });
}

TEST(FindNamesTest, WholeNamesThenBeginningsThenParts) {
  const NameHits hits = FindNames(County(), {"青林镇"}, Everywhere(), 0, 10);
  EXPECT_THAT(Ids(hits), ElementsAre("town", "shut", "school"));
  EXPECT_EQ(hits.total, 3u);
  EXPECT_EQ(hits.page[0].fit, Fit::kWhole);
  EXPECT_EQ(hits.page[2].fit, Fit::kBeginning);
  EXPECT_EQ(FindNames(County(), {"小学"}, Everywhere(), 0, 10).page[0].fit, Fit::kPart);
}

TEST(FindNamesTest, OnePageOfAll) {
  EXPECT_THAT(Ids(FindNames(County(), {"青林镇"}, Everywhere(), 1, 1)), ElementsAre("shut"));
  const NameHits beyond = FindNames(County(), {"青林镇"}, Everywhere(), 3, 1);
  EXPECT_THAT(Ids(beyond), IsEmpty());
  EXPECT_EQ(beyond.total, 3u);
}

TEST(FindNamesTest, CodesAndOtherFormsOfTheQuestion) {
  EXPECT_THAT(Ids(FindNames(County(), {"81-4399", "814399"}, Everywhere(), 0, 9)),
              ElementsAre("school"));
  EXPECT_THAT(Ids(FindNames(County(), {}, Everywhere(), 0, 9)), IsEmpty());
  EXPECT_THAT(Ids(FindNames(County(), {""}, Everywhere(), 0, 9)), IsEmpty());
  EXPECT_THAT(Ids(FindNames(County(), {"\1"}, Everywhere(), 0, 9)), IsEmpty());
}

TEST(FindNamesTest, OnlyAmongThoseAskedFor) {
  Among among = Everywhere();
  among.within = "town";
  EXPECT_THAT(Ids(FindNames(County(), {"青林镇"}, among, 0, 9)), ElementsAre("town", "school"));
  among.within = "nowhere";
  EXPECT_THAT(Ids(FindNames(County(), {"青林镇"}, among, 0, 9)), IsEmpty());
  among = Everywhere();
  among.open_only = true;
  EXPECT_THAT(Ids(FindNames(County(), {"青林镇"}, among, 0, 9)), ElementsAre("town", "school"));
  among.accept = [](absl::string_view id) { return id != "town"; };
  EXPECT_THAT(Ids(FindNames(County(), {"青林镇"}, among, 0, 9)), ElementsAre("school"));
  among.day = Day(-1);
  EXPECT_EQ(FindNames(County(), {"青林镇"}, among, 0, 9).total, 0u);
}

TEST(NearestNamesTest, TheBestFirst) {
  EXPECT_THAT(NearestNames(County(), "青林镇", Everywhere(), 5),
              ElementsAre("town", "shut", "school"));
  EXPECT_THAT(NearestNames(County(), "青林镇中学小学工会", Everywhere(), 5),
              ElementsAre("town", "shut", "school"));
  EXPECT_THAT(NearestNames(County(), "81439900MC0000001A", Everywhere(), 5), IsEmpty());
  EXPECT_THAT(NearestNames(County(), "", Everywhere(), 5), IsEmpty());
  EXPECT_THAT(NearestNames(County(), "青林镇", Everywhere(), 0), IsEmpty());
}

TEST(NearestNamesTest, TheCoreTellsWhichAreAlike) {
  const Core core = [](absl::string_view key) {
    absl::ConsumePrefix(&key, "桃源县");
    if (!absl::ConsumeSuffix(&key, "工会委员会")) absl::ConsumeSuffix(&key, "工会");
    return key;
  };
  EXPECT_THAT(NearestNames(County(), "发改局工会", Everywhere(), 5, core), ElementsAre("bureau"));
  EXPECT_THAT(NearestNames(County(), "气象局工会", Everywhere(), 5, core), IsEmpty());
}

TEST(NearestNamesTest, OneCharacterOfThreeMayDiffer) {
  const Tree tree = Tree().With({Node("a", "", {"甲乙丙"}), Node("b", "", {"甲丙乙"})});
  EXPECT_THAT(NearestNames(tree, "甲乙丁", Everywhere(), 5), ElementsAre("a"));
}

int NaiveFit(const Names& names, const std::vector<std::string>& texts) {
  int best = 3;
  std::vector<std::string> keys = names.keys;
  keys.insert(keys.end(), names.codes.begin(), names.codes.end());
  for (const std::string& key : keys) {
    for (const std::string& text : texts) {
      if (text.empty() || !absl::StrContains(key, text)) continue;
      best = std::min(best, key == text ? 0 : absl::StartsWith(key, text) ? 1 : 2);
    }
  }
  return best;
}

TEST(FindNamesPropertyTest, FindsWhatALookAtEveryKeyFinds) {
  constexpr int kNodes = 200;
  RandomChanges random(TestSeed());
  Tree tree;
  NaiveTree naive;
  for (int step = 0; step < 60; ++step) {
    std::vector<NodeChange> changes(40);
    for (NodeChange& change : changes) {
      change = random.Next(kNodes, 3, false);
      naive.Apply(change);
    }
    tree = tree.With(changes);
    const std::vector<std::string> texts = {random.Text(3), random.Text(4)};
    Among among = Everywhere();
    among.day = Day(random.Below(3));
    among.open_only = random.Below(2) == 0;
    if (random.Below(2) == 0) among.within = RandomChanges::Id(random.Below(10));

    std::vector<std::tuple<int, bool, std::string, std::string>> expected;
    for (const auto& [id, names] : naive.names) {
      const Place* place = naive.On(id, among.day);
      const int fit = NaiveFit(names, texts);
      if (fit == 3 || place == nullptr || (among.open_only && !place->open)) continue;
      if (!among.within.empty() && !naive.IsWithin(id, among.within, among.day)) continue;
      expected.emplace_back(fit, !place->open, names.name, id);
    }
    std::sort(expected.begin(), expected.end());
    const std::size_t skip = random.Below(2) == 0 ? 0 : random.Below(20);
    const std::size_t limit = random.Below(30);
    const NameHits hits = FindNames(tree, texts, among, skip, limit);
    ASSERT_EQ(hits.total, expected.size());
    ASSERT_EQ(hits.page.size(),
              skip < expected.size() ? std::min(limit, expected.size() - skip) : 0);
    for (std::size_t i = 0; i < hits.page.size(); ++i) {
      ASSERT_EQ(hits.page[i].id, std::get<3>(expected[skip + i]));
      ASSERT_EQ(static_cast<int>(hits.page[i].fit), std::get<0>(expected[skip + i]));
    }
  }
}

}  // namespace
}  // namespace mingce::access
