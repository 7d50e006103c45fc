#include "lib/base/ids.h"

#include <gtest/gtest.h>

#include <set>

namespace mingce {
namespace {

TEST(IdsTest, OpaqueIdsAreWellFormedAndDiffer) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string id = NewOpaqueId();
    EXPECT_TRUE(IsOpaqueId(id)) << id;
    EXPECT_TRUE(seen.insert(id).second);
  }
}

TEST(IdsTest, OpaqueIdRefusesOtherText) {
  const std::string id = NewOpaqueId();
  EXPECT_FALSE(IsOpaqueId(id.substr(1)));
  EXPECT_FALSE(IsOpaqueId(id + "0"));
  EXPECT_FALSE(IsOpaqueId(std::string(25, '0') + "u"));
  EXPECT_FALSE(IsOpaqueId(""));
}

TEST(IdsTest, UuidsAreVersionFour) {
  const std::string id = NewUuid();
  EXPECT_TRUE(IsUuid(id)) << id;
  EXPECT_FALSE(IsUuid(id.substr(1)));
  EXPECT_FALSE(IsUuid("00000000-0000-1000-8000-000000000000"));
  EXPECT_FALSE(IsUuid("00000000-0000-4000-8000-00000000000g"));
}

}  // namespace
}  // namespace mingce
