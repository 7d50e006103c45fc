#include "lib/rpc/bindings.h"

#include <gmock/gmock.h>

#include <fstream>

#include "lib/base/error.h"
#include "lib/policy/roles.h"

namespace mingce::rpc {
namespace {

using testing::HasSubstr;

std::string FileWith(const std::string& text) {
  const std::string path = testing::TempDir() + "/bindings.textproto";
  std::ofstream(path) << text;
  return path;
}

TEST(BindingsTest, NamesTheServicesAndTheFirstOfficer) {
  const auto grants = ReadBindings(FileWith(R"pb(
    bindings { identity: "spiffe://t/service/members" role: FEED_CONSUMER }
    bindings { identity: "spiffe://t/person/officer" role: COUNTY_OFFICER }
  )pb"));
  ASSERT_TRUE(grants.ok()) << grants.status();
  ASSERT_EQ(grants->size(), 2u);
  EXPECT_EQ((*grants)[0].permissions, policy::PermissionsOf(policy::v1::FEED_CONSUMER));
  EXPECT_EQ((*grants)[1].identity, "spiffe://t/person/officer");
  EXPECT_EQ((*grants)[1].below, "");
  EXPECT_NE((*grants)[0].id, (*grants)[1].id);
}

TEST(BindingsTest, EveryOtherRoleHasToBeGranted) {
  const auto refused = ReadBindings(FileWith(R"pb(
    bindings { identity: "spiffe://t/person/officer" role: COUNTY_OFFICER }
    bindings { identity: "spiffe://t/partner/benefits" role: BENEFIT_SYSTEM }
  )pb"));
  EXPECT_EQ(ReasonOf(refused.status()), "BINDINGS_ROLE_NOT_ALLOWED");
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("BENEFIT_SYSTEM"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("spiffe://t/partner/benefits"));
}

TEST(BindingsTest, RefusesWhatItCannotTrust) {
  const auto reason = [](const std::string& path) { return ReasonOf(ReadBindings(path).status()); };
  EXPECT_EQ(reason("/nonexistent"), "BINDINGS_UNREADABLE");
  EXPECT_EQ(reason(FileWith("")), "BINDINGS_EMPTY");
  EXPECT_EQ(reason(FileWith("bindings { identity: 7 }")), "BINDINGS_DAMAGED");
  EXPECT_EQ(reason(FileWith("bindings { identity: 'spiffe://a' }")), "BINDINGS_DAMAGED")
      << "a binding without a role";
  EXPECT_EQ(reason(FileWith("bindings { identity: 'alice' role: COUNTY_OFFICER }")),
            "BINDINGS_DAMAGED");
}

}  // namespace
}  // namespace mingce::rpc
