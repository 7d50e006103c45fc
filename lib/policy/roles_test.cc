#include "lib/policy/roles.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace mingce::policy {
namespace {

bool Holds(v1::Role role, v1::Permission permission) {
  return ((PermissionsOf(role) >> permission) & 1) != 0;
}

std::set<v1::Role> WithPermission(v1::Permission permission) {
  std::set<v1::Role> roles;
  for (int role = v1::Role_MIN; role <= v1::Role_MAX; ++role) {
    if (!v1::Role_IsValid(role)) continue;
    if (Holds(static_cast<v1::Role>(role), permission)) roles.insert(static_cast<v1::Role>(role));
  }
  return roles;
}

TEST(RolesTest, EveryRoleButNoneMaySomething) {
  for (int role = v1::Role_MIN; role <= v1::Role_MAX; ++role) {
    EXPECT_EQ(PermissionsOf(role) == 0, role == v1::ROLE_UNSPECIFIED) << role;
  }
}

// From the permission's side, so that a slip in a role's row does not stand in the test as well.
TEST(RolesTest, EachPermissionIsHeldByThoseWhoNeedIt) {
  using Roles = std::set<v1::Role>;
  EXPECT_EQ(WithPermission(v1::MEMBER_WRITE),
            (Roles{v1::COUNTY_OFFICER, v1::COLLECTOR, v1::FEDERATION_OFFICER}));
  EXPECT_EQ(WithPermission(v1::MEMBER_READ),
            (Roles{v1::COUNTY_OFFICER, v1::COLLECTOR, v1::UNIT_LEADER, v1::FEDERATION_OFFICER}));
  EXPECT_EQ(WithPermission(v1::ELIGIBILITY_CHECK), (Roles{v1::COUNTY_OFFICER, v1::BENEFIT_SYSTEM}));
  EXPECT_EQ(WithPermission(v1::ORGANIZATION_WRITE), (Roles{v1::COUNTY_OFFICER}));
  EXPECT_EQ(WithPermission(v1::CAMPAIGN_WRITE), (Roles{v1::COUNTY_OFFICER}));
  EXPECT_EQ(WithPermission(v1::ROLE_WRITE), (Roles{v1::COUNTY_OFFICER}));
  EXPECT_EQ(WithPermission(v1::ROLE_READ), (Roles{v1::COUNTY_OFFICER, v1::AUDITOR}));
  EXPECT_EQ(WithPermission(v1::AUDIT_READ), (Roles{v1::COUNTY_OFFICER, v1::AUDITOR}));
  EXPECT_EQ(WithPermission(v1::FEED_READ), (Roles{v1::FEED_CONSUMER}));
  EXPECT_EQ(WithPermission(v1::STATUS_READ),
            (Roles{v1::COUNTY_OFFICER, v1::OPERATOR, v1::AUDITOR, v1::KEY_CUSTODIAN}));
}

TEST(RolesTest, WhoChecksOrReadsMembersAsksAboutPersons) {
  std::set<v1::Role> ask;
  for (int role = v1::Role_MIN; role <= v1::Role_MAX; ++role) {
    if ((PermissionsOf(role) & kAskingPermissions) != 0) ask.insert(static_cast<v1::Role>(role));
  }
  EXPECT_EQ(ask, (std::set<v1::Role>{v1::COUNTY_OFFICER, v1::BENEFIT_SYSTEM, v1::COLLECTOR,
                                     v1::UNIT_LEADER, v1::FEDERATION_OFFICER}));
}

TEST(RolesTest, ABindingsFileNamesServicesAndTheFirstOfficer) {
  for (int role = v1::Role_MIN; role <= v1::Role_MAX; ++role) {
    EXPECT_EQ(MayStandInBindings(static_cast<v1::Role>(role)),
              role == v1::FEED_CONSUMER || role == v1::COUNTY_OFFICER)
        << role;
  }
}

}  // namespace
}  // namespace mingce::policy
