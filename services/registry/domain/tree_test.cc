#include <gtest/gtest.h>

#include <string>

#include "services/registry/domain/organization_rules.h"

namespace mingce::registry {
namespace {

OrganizationId Id(char last) { return *OrganizationId::FromText(std::string(25, '0') + last); }

Organization Node(char last, const std::string& kind) {
  Organization node(Id(last), Id('z'));
  node.union_kind = kind;
  return node;
}

UnionKinds Kinds() {
  return UnionKinds(gb::CodeList(
      "union_kind",
      {{.code = "31", .label = "a", .aliases = {}, .attributes = {{"may_have_children", "yes"}}},
       {.code = "41", .label = "b", .aliases = {}, .attributes = {{"may_have_children", "51"}}}}));
}

TEST(TreeTest, TheRootNeedsNothingAboveIt) {
  EXPECT_EQ(CheckPlacement(Kinds(), Node('1', "13"), 1, {}), TreeFault::kNone);
}

TEST(TreeTest, RefusesItselfAndItsOwnDescendantsAsParents) {
  EXPECT_EQ(CheckPlacement(Kinds(), Node('1', "31"), 1, {Node('1', "31")}), TreeFault::kCycle);
  EXPECT_EQ(CheckPlacement(Kinds(), Node('1', "31"), 1, {Node('2', "31"), Node('1', "31")}),
            TreeFault::kCycle);
}

TEST(TreeTest, RefusesAClosedParentAndAKindThatMayNotStandThere) {
  Organization closed = Node('2', "31");
  closed.closed = true;
  EXPECT_EQ(CheckPlacement(Kinds(), Node('1', "41"), 1, {closed}), TreeFault::kParentClosed);
  EXPECT_EQ(CheckPlacement(Kinds(), Node('1', "31"), 1, {Node('2', "41")}),
            TreeFault::kKindNotAllowed);
  EXPECT_EQ(CheckPlacement(Kinds(), Node('1', "51"), 1, {Node('2', "41")}), TreeFault::kNone);
}

TEST(TreeTest, HasEightLevelsAndNoNinth) {
  std::vector<Organization> above;
  for (char c = 'a'; c < 'h'; ++c) above.push_back(Node(c, "31"));  // seven levels
  EXPECT_EQ(CheckPlacement(Kinds(), Node('1', "31"), 1, above), TreeFault::kNone);
  EXPECT_EQ(CheckPlacement(Kinds(), Node('1', "31"), 2, above), TreeFault::kTooDeep);
  above.push_back(Node('h', "31"));
  EXPECT_EQ(CheckPlacement(Kinds(), Node('1', "31"), 1, above), TreeFault::kTooDeep);
}

}  // namespace
}  // namespace mingce::registry
