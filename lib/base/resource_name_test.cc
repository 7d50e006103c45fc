#include "lib/base/resource_name.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

TEST(ResourceName, TheIdComesBack) {
  EXPECT_EQ(MakeResourceName(kForms, "member-2019"), "forms/member-2019");
  EXPECT_EQ(IdInName("forms/member-2019", kForms), "member-2019");
}

TEST(ResourceName, OtherNamesHaveNone) {
  for (const char* name :
       {"", "forms", "forms/", "form/x", "formsx/y", "/forms/x", "members/x", "forms/x/y"}) {
    EXPECT_EQ(IdInName(name, kForms), std::nullopt) << name;
  }
}

TEST(ResourceName, AnOpaqueIdHasItsForm) {
  using Id = OpaqueId<kMembers>;
  const std::string text(kOpaqueIdLength, 'z');
  ASSERT_TRUE(Id::FromText(text).has_value());
  EXPECT_EQ(Id::FromText(text)->ResourceName(), "members/" + text);
  for (const std::string& other : {std::string(), text + "z", text.substr(1), "l" + text.substr(1),
                                   "Z" + text.substr(1), "members/" + text}) {
    EXPECT_EQ(Id::FromText(other), std::nullopt) << other;
  }
}

}  // namespace
}  // namespace mingce
