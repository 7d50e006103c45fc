// Who may do what, against an evaluator that asks every grant. MINGCE_TEST_SEED=<number> repeats a
// run.

#include "lib/access/access.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/access/naive_tree_for_test.h"
#include "lib/testing/seed.h"

namespace mingce::access {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr int kRead = 0;
constexpr int kWrite = 63;

NodeChange Stands(const std::string& id, const std::string& parent, int day) {
  return {.id = id,
          .names = std::nullopt,
          .place = Place{.day = Day(day), .revision = day, .parent = parent, .open = true}};
}

std::shared_ptr<const Tree> Sample() {
  return std::make_shared<const Tree>(Tree().With(
      {Stands("county", "", 0), Stands("east", "county", 0), Stands("west", "county", 0),
       Stands("school", "east", 0), Stands("school", "west", 10)}));
}

Grant To(const std::string& identity, const std::string& below, std::uint64_t permissions = 1) {
  return {.id = absl::StrCat(identity, "@", below),
          .identity = identity,
          .permissions = permissions,
          .below = below,
          .from = Day(0),
          .until = std::nullopt};
}

TEST(AccessTest, ARightMovesWithTheUnit) {
  const Grants grants = Grants().With({To("li", "east")});
  EXPECT_TRUE(Access(Sample(), grants, "li", Day(9)).May(kRead, "school"));
  EXPECT_FALSE(Access(Sample(), grants, "li", Day(10)).May(kRead, "school"));
  EXPECT_TRUE(Access(Sample(), grants, "li", Day(10)).May(kRead, "east"));
  EXPECT_FALSE(Access(Sample(), grants, "li", Day(10)).May(kRead, "county"));
}

TEST(AccessTest, AGrantGivesItsPermissionsAndNoOthers) {
  const Grants grants =
      Grants().With({To("li", "county", std::uint64_t{1} << kWrite), To("wang", "county", 6)});
  const Access li(Sample(), grants, "li", Day(0));
  EXPECT_TRUE(li.May(kWrite, "east"));
  EXPECT_FALSE(li.May(kRead, "east"));
  EXPECT_FALSE(li.May(-1, "east"));
  EXPECT_FALSE(li.May(64, "east"));
  const Access nobody(Sample(), grants, "zhao", Day(0));
  EXPECT_FALSE(nobody.MaySomewhere(kWrite));
  EXPECT_FALSE(Access().May(kWrite, "county"));
  EXPECT_FALSE(Access().MayEverywhere(kWrite));
  EXPECT_FALSE(Access().MayAnything());
  EXPECT_THAT(Access().Tops(kWrite), IsEmpty());
}

TEST(AccessTest, AGrantHoldsFromItsFirstDayToItsLast) {
  Grant grant = To("li", "east");
  grant.from = Day(3);
  grant.until = Day(5);
  const Grants grants = Grants().With({grant});
  EXPECT_FALSE(Access(Sample(), grants, "li", Day(2)).May(kRead, "east"));
  EXPECT_TRUE(Access(Sample(), grants, "li", Day(3)).May(kRead, "east"));
  EXPECT_TRUE(Access(Sample(), grants, "li", Day(5)).May(kRead, "east"));
  EXPECT_FALSE(Access(Sample(), grants, "li", Day(6)).May(kRead, "east"));
}

TEST(AccessTest, WithdrawnGrantsAndRevokedIdentitiesGiveNothing) {
  const Grants grants = Grants().With({To("li", "east"), To("li", "")});
  const Grants withdrawn = grants.With({Withdrawal{"li@"}, Withdrawal{"never"}});
  EXPECT_FALSE(Access(Sample(), withdrawn, "li", Day(0)).May(kRead, "west"));
  EXPECT_TRUE(Access(Sample(), withdrawn, "li", Day(0)).May(kRead, "east"));
  EXPECT_TRUE(Access(Sample(), grants, "li", Day(0)).May(kRead, "west"));
  const Grants revoked = grants.With({Revocation{"li"}, Revocation{"li"}, To("li", "west")});
  EXPECT_FALSE(Access(Sample(), revoked, "li", Day(0)).MaySomewhere(kRead));
  EXPECT_TRUE(revoked.IsRevoked("li"));
  const Grants again = revoked.With({Reinstatement{"li"}});
  EXPECT_TRUE(Access(Sample(), again, "li", Day(0)).May(kRead, "west"));
}

TEST(AccessTest, AGrantReplacesTheOlderOneOfItsId) {
  Grant moved = To("li", "east");
  moved.below = "west";
  const Grants grants = Grants().With({To("li", "east"), moved});
  EXPECT_FALSE(Access(Sample(), grants, "li", Day(0)).May(kRead, "east"));
  EXPECT_TRUE(Access(Sample(), grants, "li", Day(0)).May(kRead, "west"));
  moved.identity = "wang";
  const Grants handed_on = grants.With({moved});
  EXPECT_FALSE(Access(Sample(), handed_on, "li", Day(0)).MaySomewhere(kRead));
  EXPECT_TRUE(Access(Sample(), handed_on, "wang", Day(0)).May(kRead, "west"));
}

TEST(AccessTest, EverywhereIsTheWholeTreeOrItsOnlyRoot) {
  const Grants grants = Grants().With(
      {To("all", ""), To("root", "county"), To("part", "east"), To("unheard", "nowhere")});
  EXPECT_TRUE(Access(Sample(), grants, "all", Day(0)).MayEverywhere(kRead));
  EXPECT_TRUE(Access(Sample(), grants, "all", Day(0)).May(kRead, "not heard of"));
  EXPECT_TRUE(Access(Sample(), grants, "root", Day(0)).MayEverywhere(kRead));
  EXPECT_FALSE(Access(Sample(), grants, "root", Day(0)).May(kRead, "not heard of"));
  EXPECT_FALSE(Access(Sample(), grants, "part", Day(0)).MayEverywhere(kRead));
  EXPECT_FALSE(Access(Sample(), grants, "unheard", Day(0)).MaySomewhere(kRead));
  EXPECT_TRUE(Access(Sample(), grants, "part", Day(0)).MayAnything());
  EXPECT_FALSE(Access(Sample(), grants, "unheard", Day(0)).MayAnything());
  const auto two_roots = std::make_shared<const Tree>(Sample()->With({Stands("other", "", 0)}));
  EXPECT_FALSE(Access(two_roots, grants, "root", Day(0)).MayEverywhere(kRead));
}

TEST(AccessTest, TopsAreNotWithinOneAnother) {
  const Grants grants = Grants().With({To("li", "school"), To("li", "east"), To("li", "west", 3),
                                       To("wang", "east"), To("wang", "")});
  EXPECT_THAT(Access(Sample(), grants, "li", Day(0)).Tops(kRead), ElementsAre("east", "west"));
  EXPECT_THAT(Access(Sample(), grants, "li", Day(0)).Tops(1), ElementsAre("west"));
  EXPECT_THAT(Access(Sample(), grants, "wang", Day(0)).Tops(kRead), ElementsAre(""));
}

// What was granted, withdrawn and revoked, as plainly as it can be kept.
struct NaiveGrants {
  std::map<std::string, Grant> grants;
  std::set<std::string> revoked;

  bool May(const NaiveTree& tree, const std::string& identity, absl::CivilDay day, int permission,
           const std::string& node) const {
    if (revoked.contains(identity)) return false;
    for (const auto& [id, grant] : grants) {
      const bool in_force = grant.from <= day && (!grant.until.has_value() || day <= *grant.until);
      if (grant.identity != identity || !in_force) continue;
      if ((grant.permissions >> permission) % 2 == 0) continue;
      if (grant.below.empty() || tree.IsWithin(node, grant.below, day)) return true;
    }
    return false;
  }
};

GrantChange RandomGrantChange(RandomChanges* random, int nodes, int days, NaiveGrants* naive) {
  const std::string id = absl::StrCat("grant", random->Below(8));
  const std::string identity = absl::StrCat("person", random->Below(3));
  switch (random->Below(8)) {
    case 0:
      naive->grants.erase(id);
      return Withdrawal{id};
    case 1:
      naive->revoked.insert(identity);
      return Revocation{identity};
    case 2:
      naive->revoked.erase(identity);
      return Reinstatement{identity};
  }
  Grant grant = {.id = id,
                 .identity = identity,
                 .permissions = static_cast<std::uint64_t>(random->Below(4)),
                 .below = random->Below(6) == 0 ? "" : RandomChanges::Id(random->Below(nodes + 2)),
                 .from = Day(random->Below(days)),
                 .until = std::nullopt};
  if (random->Below(2) == 0) grant.until = grant.from + random->Below(3);
  naive->grants[id] = grant;
  return grant;
}

TEST(AccessPropertyTest, MayIsWhatTheGrantsSay) {
  constexpr int kNodes = 10;
  constexpr int kDays = 5;
  RandomChanges random(TestSeed());
  for (int run = 0; run < 60; ++run) {
    NaiveTree naive_tree;
    NaiveGrants naive;
    Tree tree;
    Grants grants;
    for (int step = 0; step < 30; ++step) {
      const NodeChange change = random.Next(kNodes, kDays, run % 4 == 0);
      naive_tree.Apply(change);
      tree = tree.With({change});
      grants = grants.With({RandomGrantChange(&random, kNodes, kDays, &naive)});
    }
    const auto shared = std::make_shared<const Tree>(tree);
    for (int day = 0; day < kDays; ++day) {
      for (const std::string identity : {"person0", "person1", "person2"}) {
        const Access access(shared, grants, identity, Day(day));
        for (int permission = 0; permission < 3; ++permission) {
          const std::vector<std::string> tops = access.Tops(permission);
          ASSERT_EQ(access.MaySomewhere(permission), !tops.empty());
          for (int node = 0; node < kNodes + 2; ++node) {
            const std::string id = RandomChanges::Id(node);
            const bool may = access.May(permission, id);
            ASSERT_EQ(may, naive.May(naive_tree, identity, Day(day), permission, id));
            const std::vector<std::string> path = tree.PathTo(id, Day(day));
            const bool in_the_tree = !path.empty() && tree.ParentOf(path[0], Day(day)) == "";
            ASSERT_TRUE(may || !access.MayEverywhere(permission) || !in_the_tree);
            const bool below_a_top =
                std::any_of(tops.begin(), tops.end(), [&](const std::string& top) {
                  return top.empty() || tree.IsWithin(id, top, Day(day));
                });
            ASSERT_EQ(may, below_a_top);
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace mingce::access
