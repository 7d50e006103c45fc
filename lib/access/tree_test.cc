// Against a tree that is kept plainly. MINGCE_TEST_SEED=<number> repeats a run.

#include "lib/access/tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/access/naive_tree_for_test.h"
#include "lib/testing/seed.h"

namespace mingce::access {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

NodeChange Stands(const std::string& id, const std::string& parent, int day, int revision = 1,
                  bool open = true) {
  return {.id = id,
          .names = std::nullopt,
          .place = Place{.day = Day(day), .revision = revision, .parent = parent, .open = open}};
}

NodeChange Named(const std::string& id, const std::string& name) {
  return {.id = id, .names = Names{.name = name, .keys = {}, .codes = {}}, .place = std::nullopt};
}

TEST(TreeTest, ANodeMovesWithAllBelowItOnTheDayOfTheMove) {
  const Tree tree = Tree().With({Stands("county", "", 0), Stands("east", "county", 0),
                                 Stands("west", "county", 0), Stands("school", "east", 0),
                                 Stands("class", "school", 0), Stands("school", "west", 10, 2)});
  EXPECT_TRUE(tree.IsWithin("class", "east", Day(9)));
  EXPECT_FALSE(tree.IsWithin("class", "east", Day(10)));
  EXPECT_TRUE(tree.IsWithin("class", "west", Day(10)));
  EXPECT_THAT(tree.PathTo("class", Day(10)), ElementsAre("county", "west", "school", "class"));
  EXPECT_THAT(tree.SubtreeOf("east", Day(9)), ElementsAre("east", "school", "class"));
  EXPECT_THAT(tree.SubtreeOf("east", Day(10)), ElementsAre("east"));
  EXPECT_EQ(tree.HeightOf("county", Day(9)), 4);
  EXPECT_EQ(tree.HeightOf("east", Day(10)), 1);
  EXPECT_EQ(tree.DepthOf("class", Day(10)), 4);
  EXPECT_EQ(tree.ParentOf("school", Day(10)), "west");
  EXPECT_EQ(tree.ParentOf("county", Day(10)), "");
}

TEST(TreeTest, BeforeItsFirstDayANodeStandsNowhere) {
  const Tree tree = Tree().With({Stands("county", "", 0), Stands("school", "county", 5)});
  EXPECT_EQ(tree.ParentOf("school", Day(4)), std::nullopt);
  EXPECT_FALSE(tree.IsOpen("school", Day(4)));
  EXPECT_FALSE(tree.IsWithin("school", "county", Day(4)));
  EXPECT_TRUE(tree.IsWithin("school", "school", Day(4)));
  EXPECT_THAT(tree.PathTo("school", Day(4)), IsEmpty());
  EXPECT_THAT(tree.SubtreeOf("school", Day(4)), IsEmpty());
  EXPECT_EQ(tree.HeightOf("school", Day(4)), 0);
  EXPECT_EQ(tree.HeightOf("county", Day(4)), 1);
}

TEST(TreeTest, WhatTheTreeDoesNotKnowIsNowhere) {
  const Tree tree = Tree().With({Stands("school", "unheard", 0)});
  EXPECT_FALSE(tree.Contains("unheard"));
  EXPECT_FALSE(tree.Contains("nobody"));
  EXPECT_FALSE(tree.IsWithin("nobody", "nobody", Day(0)));
  EXPECT_FALSE(tree.IsWithin("school", "nobody", Day(0)));
  EXPECT_FALSE(tree.IsWithin("nobody", "school", Day(0)));
  EXPECT_TRUE(tree.IsWithin("school", "unheard", Day(0)));
  EXPECT_THAT(tree.ChildrenOf("nobody", Day(0)), IsEmpty());
  EXPECT_EQ(Tree().size(), 0u);
  EXPECT_THAT(Tree().ChildrenOf("", Day(0)), IsEmpty());
}

TEST(TreeTest, ChildrenStandByNameThenId) {
  Tree tree = Tree().With({Stands("c", "", 0), Stands("x", "c", 0), Stands("y", "c", 0),
                           Stands("z", "c", 0), Named("x", "b"), Named("y", "a"), Named("z", "a")});
  EXPECT_THAT(tree.ChildrenOf("c", Day(0)), ElementsAre("y", "z", "x"));
  EXPECT_THAT(tree.ChildrenOf("", Day(0)), ElementsAre("c"));
  tree = tree.With({Named("y", "c")});
  EXPECT_THAT(tree.ChildrenOf("c", Day(0)), ElementsAre("z", "x", "y"));
  EXPECT_EQ(tree.NameOf("y"), "c");
}

TEST(TreeTest, ACircleHasAnEnd) {
  const Tree tree = Tree().With({Stands("a", "b", 0), Stands("b", "a", 0), Stands("c", "a", 0)});
  EXPECT_TRUE(tree.IsWithin("c", "b", Day(0)));
  EXPECT_FALSE(tree.IsWithin("a", "c", Day(0)));
  EXPECT_THAT(tree.PathTo("c", Day(0)), IsEmpty());
  EXPECT_THAT(tree.SubtreeOf("a", Day(0)), ElementsAre("a", "b", "c"));
  EXPECT_EQ(tree.HeightOf("a", Day(0)), 2);
  const Tree own_parent = Tree().With({Stands("a", "a", 0)});
  EXPECT_THAT(own_parent.SubtreeOf("a", Day(0)), ElementsAre("a"));
  EXPECT_THAT(own_parent.PathTo("a", Day(0)), IsEmpty());
}

TEST(TreeTest, WaysEndAfterTheMostLevels) {
  std::vector<NodeChange> chain = {Stands("0", "", 0)};
  for (int i = 1; i <= kMostLevels; ++i) {
    chain.push_back(Stands(absl::StrCat(i), absl::StrCat(i - 1), 0));
  }
  const Tree tree = Tree().With(chain);
  const std::string last = absl::StrCat(kMostLevels - 1);
  const std::string too_deep = absl::StrCat(kMostLevels);
  EXPECT_TRUE(tree.IsWithin(last, "0", Day(0)));
  EXPECT_FALSE(tree.IsWithin(too_deep, "0", Day(0)));
  EXPECT_EQ(tree.DepthOf(last, Day(0)), kMostLevels);
  EXPECT_EQ(tree.DepthOf(too_deep, Day(0)), 0);
  EXPECT_EQ(tree.SubtreeOf("0", Day(0)).size(), static_cast<std::size_t>(kMostLevels));
}

// Of many nodes, so that a tree has several chunks and blocks.
TEST(TreeTest, AddedOneByOneAllAreThereAndOldTreesStay) {
  Tree tree = Tree().With({Stands("county", "", 0)});
  std::vector<Tree> old;
  constexpr int kNodes = 10'000;
  for (int i = 0; i < kNodes; ++i) {
    if (i % 1000 == 0) old.push_back(tree);
    tree =
        tree.With({Stands(RandomChanges::Id(i), i < 10 ? "county" : RandomChanges::Id(i % 10), 0),
                   Named(RandomChanges::Id(i), absl::StrCat(i * 7919 % kNodes))});
  }
  ASSERT_EQ(tree.SubtreeOf("county", Day(0)).size(), kNodes + 1u);
  for (std::size_t i = 0; i < old.size(); ++i) {
    ASSERT_EQ(old[i].SubtreeOf("county", Day(0)).size(), i * 1000 + 1);
    ASSERT_FALSE(old[i].Contains(RandomChanges::Id(static_cast<int>(i) * 1000)));
  }
  for (int i = 0; i < kNodes; ++i) {
    ASSERT_EQ(tree.NameOf(RandomChanges::Id(i)), absl::StrCat(i * 7919 % kNodes));
  }
}

class RandomTreeTest : public testing::TestWithParam<bool> {
 protected:
  static constexpr int kNodes = 12;
  static constexpr int kDays = 5;

  static void ExpectSame(const Tree& tree, const NaiveTree& naive, absl::CivilDay day) {
    const std::function<void(const std::string&, const std::string&, int, std::vector<std::string>*,
                             int*)>
        visit = [&](const std::string& top, const std::string& node, int level,
                    std::vector<std::string>* subtree, int* height) {
          subtree->push_back(node);
          *height = std::max(*height, level);
          for (const std::string& child : naive.ChildrenOf(node, day)) {
            if (child != top) visit(top, child, level + 1, subtree, height);
          }
        };
    ASSERT_EQ(tree.ChildrenOf("", day), naive.ChildrenOf("", day));
    ASSERT_EQ(tree.size(), naive.names.size());
    for (const auto& [id, names] : naive.names) {
      const Place* place = naive.On(id, day);
      ASSERT_EQ(tree.NameOf(id), names.name);
      ASSERT_EQ(tree.IsOpen(id, day), place != nullptr && place->open);
      ASSERT_EQ(tree.ParentOf(id, day),
                place == nullptr ? std::nullopt : std::make_optional(place->parent));
      ASSERT_EQ(tree.ChildrenOf(id, day), naive.ChildrenOf(id, day));
      std::vector<std::string> subtree;
      int height = 0;
      if (place != nullptr) visit(id, id, 1, &subtree, &height);
      ASSERT_EQ(tree.SubtreeOf(id, day), subtree);
      ASSERT_EQ(tree.HeightOf(id, day), height);
      std::vector<std::string> path = naive.WayUp(id, day);
      std::reverse(path.begin(), path.end());
      if (place == nullptr || path.size() == kMostLevels) path.clear();
      ASSERT_EQ(tree.PathTo(id, day), path);
      for (const auto& [top, unused] : naive.names) {
        ASSERT_EQ(tree.IsWithin(id, top, day), naive.IsWithin(id, top, day)) << id << " " << top;
      }
    }
  }
};

INSTANTIATE_TEST_SUITE_P(SoundAndDamaged, RandomTreeTest, testing::Bool());

TEST_P(RandomTreeTest, AnswersAsThePlainOneAndOldTreesStay) {
  RandomChanges random(TestSeed());
  for (int run = 0; run < 12; ++run) {
    std::vector<std::pair<Tree, NaiveTree>> moments(1);
    for (int step = 0; step < 12; ++step) {
      std::vector<NodeChange> changes(1 + random.Below(6));
      NaiveTree naive = moments.back().second;
      for (NodeChange& change : changes) {
        change = random.Next(kNodes, kDays, GetParam());
        naive.Apply(change);
      }
      moments.emplace_back(moments.back().first.With(changes), naive);
    }
    for (const auto& [tree, naive] : moments) {
      for (int day = -1; day <= kDays; ++day) ExpectSame(tree, naive, Day(day));
    }
  }
}

}  // namespace
}  // namespace mingce::access
