#include "lib/rpc/paging.h"

#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "lib/base/ids.h"

namespace mingce::rpc {
namespace {

TEST(PagingTest, SizesAreCoercedAndNegativesRefused) {
  EXPECT_EQ(PageSize(0, 100, 1000).value(), 100u);
  EXPECT_EQ(PageSize(1000, 100, 1000).value(), 1000u);
  EXPECT_EQ(PageSize(1001, 100, 1000).value(), 1000u);
  EXPECT_EQ(ReasonOf(PageSize(-1, 100, 1000).status()), "BAD_PAGE_SIZE");
}

TEST(PagingTest, ATokenBelongsToItsList) {
  const std::string token = PageToken("key\x00\x01", "organization=a");
  EXPECT_EQ(KeyAfterPage(token, "organization=a").value(), std::string("key\x00\x01"));
  EXPECT_EQ(ReasonOf(KeyAfterPage(token, "organization=b").status()), "BAD_PAGE_TOKEN");
  EXPECT_EQ(ReasonOf(KeyAfterPage("!!", "organization=a").status()), "BAD_PAGE_TOKEN");
  EXPECT_EQ(KeyAfterPage("", "anything").value(), "");
}

TEST(PagingTest, IdsComeOutOfNames) {
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
