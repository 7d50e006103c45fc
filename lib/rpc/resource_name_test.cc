#include "lib/rpc/resource_name.h"

#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "lib/base/ids.h"

namespace mingce::rpc {
namespace {

TEST(ResourceNameTest, IdsComeOutOfNames) {
  const std::string id = NewOpaqueId();
  EXPECT_EQ(IdFromName("members/" + id, "members", true).value(), id);
  EXPECT_EQ(IdFromName("codeLists/id_type-1", "codeLists", false).value(), "id_type-1");
  for (const char* bad : {"", "members/", "members", "member/x", "members/x/y", "members/X"}) {
    EXPECT_EQ(ReasonOf(IdFromName(bad, "members", true).status()), "BAD_NAME") << bad;
    EXPECT_EQ(ReasonOf(IdFromName(bad, "members", false).status()), "BAD_NAME") << bad;
  }
}

}  // namespace
}  // namespace mingce::rpc
