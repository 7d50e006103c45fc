#include "lib/rpc/authorizer.h"

#include <gtest/gtest.h>

#include "lib/rpc/service_for_test.h"

namespace mingce::rpc {
namespace {

constexpr int kRead = policy::v1::MEMBER_READ;
const absl::CivilDay kDay(2020, 1, 1);

TEST(AuthorizerTest, BindingsAndGrantsAddUpAndStrangersMayNothing) {
  const AccessFacts facts = FactsForTest({GrantForTest("a", kTown)});
  const Authorizer authorizer(
      {std::get<access::Grant>(GrantForTest("a", "", policy::v1::STATUS_READ)),
       std::get<access::Grant>(GrantForTest("b", ""))},
      [&] { return facts; });
  const access::Access a = authorizer.AccessOf("a", kDay);
  EXPECT_TRUE(a.MayEverywhere(policy::v1::STATUS_READ));
  EXPECT_TRUE(a.May(kRead, kVillage));
  EXPECT_FALSE(a.May(kRead, kOther));
  EXPECT_TRUE(authorizer.AccessOf("b", kDay).MayEverywhere(kRead));
  EXPECT_FALSE(authorizer.AccessOf("c", kDay).MaySomewhere(kRead));
  EXPECT_FALSE(authorizer.AccessOf("", kDay).MaySomewhere(kRead));
}

TEST(AuthorizerTest, NewFactsActAtOnceAlsoOnBindings) {
  AccessFacts facts = FactsForTest({});
  const Authorizer authorizer({std::get<access::Grant>(GrantForTest("a", ""))},
                              [&] { return facts; });
  EXPECT_TRUE(authorizer.AccessOf("a", kDay).MayEverywhere(kRead));
  facts = FactsForTest({access::Revocation{"a"}, GrantForTest("b", kTown)});
  EXPECT_FALSE(authorizer.AccessOf("a", kDay).MaySomewhere(kRead)) << "blocked";
  EXPECT_TRUE(authorizer.AccessOf("b", kDay).May(kRead, kTown));
  facts = FactsForTest({});
  EXPECT_TRUE(authorizer.AccessOf("a", kDay).MayEverywhere(kRead));
  EXPECT_FALSE(authorizer.AccessOf("b", kDay).MaySomewhere(kRead));
}

TEST(AuthorizerTest, AStrangerIsWhoIsKnownToHaveNoRight) {
  AccessFacts facts = FactsForTest({GrantForTest("a", kTown), GrantForTest("gone", kNowhere)});
  access::Grant ended = std::get<access::Grant>(GrantForTest("ended", kTown));
  ended.until = kDay - 1;
  facts.grants = std::make_shared<const access::Grants>(facts.grants->With({{ended}}));
  const Authorizer authorizer({std::get<access::Grant>(GrantForTest("b", ""))},
                              [&] { return facts; });
  EXPECT_FALSE(authorizer.IsStranger("a", kDay));
  EXPECT_FALSE(authorizer.IsStranger("b", kDay)) << "by the bindings alone";
  EXPECT_FALSE(authorizer.IsStranger("ended", kDay - 1));
  for (const char* who : {"ended", "gone", "nobody", ""}) {
    EXPECT_TRUE(authorizer.IsStranger(who, kDay)) << who;
  }
  facts = FactsForTest({access::Revocation{"b"}});
  EXPECT_TRUE(authorizer.IsStranger("a", kDay)) << "withdrawn";
  EXPECT_TRUE(authorizer.IsStranger("b", kDay)) << "blocked";
  facts.heard = false;
  EXPECT_FALSE(authorizer.IsStranger("a", kDay)) << "nobody can say yet";
}

}  // namespace
}  // namespace mingce::rpc
