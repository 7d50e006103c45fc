#include "lib/rpc/authorizer.h"

#include <gtest/gtest.h>

#include <fstream>

#include "lib/base/error.h"

namespace mingce::rpc {
namespace {

std::string FileWith(const std::string& text) {
  const std::string path = testing::TempDir() + "/bindings.textproto";
  std::ofstream(path) << text;
  return path;
}

TEST(AuthorizerTest, RolesAddUpAndStrangersMayNothing) {
  const auto authorizer = Authorizer::FromFile(FileWith(R"pb(
    bindings { identity: "spiffe://t/person/a" role: BENEFIT_SYSTEM }
    bindings { identity: "spiffe://t/person/a" role: OPERATOR }
    bindings { identity: "spiffe://t/person/b" role: REPORT_READER }
  )pb"));
  ASSERT_TRUE(authorizer.ok()) << authorizer.status();
  EXPECT_EQ(authorizer->PermissionsFor("spiffe://t/person/a"),
            PermissionsOf(policy::v1::BENEFIT_SYSTEM) | PermissionsOf(policy::v1::OPERATOR));
  EXPECT_EQ(authorizer->PermissionsFor("spiffe://t/person/c"), 0u);
  EXPECT_EQ(authorizer->PermissionsFor(""), 0u);
}

TEST(AuthorizerTest, NoRoleBelowTheOfficerMayWriteOrReadMembers) {
  for (const policy::v1::Role role : {policy::v1::BENEFIT_SYSTEM, policy::v1::FEED_CONSUMER,
                                      policy::v1::REPORT_READER, policy::v1::OPERATOR}) {
    for (const policy::v1::Permission permission :
         {policy::v1::ORGANIZATION_WRITE, policy::v1::CAMPAIGN_WRITE, policy::v1::MEMBER_READ,
          policy::v1::MEMBER_WRITE}) {
      EXPECT_EQ(PermissionsOf(role) >> permission & 1, 0u) << role << " " << permission;
    }
  }
}

TEST(AuthorizerTest, RefusesWhatItCannotTrust) {
  EXPECT_EQ(ReasonOf(Authorizer::FromFile("/nonexistent").status()), "BINDINGS_UNREADABLE");
  EXPECT_EQ(ReasonOf(Authorizer::FromFile(FileWith("")).status()), "BINDINGS_EMPTY");
  EXPECT_EQ(ReasonOf(Authorizer::FromFile(FileWith("bindings { identity: 7 }")).status()),
            "BINDINGS_DAMAGED");
  EXPECT_EQ(
      ReasonOf(Authorizer::FromFile(FileWith("bindings { identity: 'spiffe://a' }")).status()),
      "BINDINGS_DAMAGED")
      << "a binding without a role";
  EXPECT_EQ(
      ReasonOf(
          Authorizer::FromFile(FileWith("bindings { identity: 'alice' role: OPERATOR }")).status()),
      "BINDINGS_DAMAGED");
}

}  // namespace
}  // namespace mingce::rpc
