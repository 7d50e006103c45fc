#include "lib/ledger/store_identity.h"

#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/testing/status_matchers.h"

namespace mingce::ledger {
namespace {

constexpr std::uint8_t kMeta = 0x01;

std::string ReasonAgainst(kv::KvStore* store, const StoreIdentity& identity) {
  return ReasonOf(CheckStoreIdentity(store, kMeta, identity));
}

TEST(StoreIdentityTest, IsWrittenOnceAndComparedAfter) {
  const auto store = kv::OpenRocks({.directory = "/mem", .in_memory = true}).value();
  const StoreIdentity mine{.service = "members", .format = 2, .key_check = "abc"};
  ASSERT_THAT(CheckStoreIdentity(store.get(), kMeta, mine), IsOk());
  EXPECT_THAT(CheckStoreIdentity(store.get(), kMeta, mine), IsOk());
  EXPECT_EQ(ReasonAgainst(store.get(), {.service = "registry", .format = 2, .key_check = "abc"}),
            "STORE_FOREIGN");
  EXPECT_EQ(ReasonAgainst(store.get(), {.service = "members", .format = 1, .key_check = "abc"}),
            "STORE_NEWER");
  EXPECT_EQ(ReasonAgainst(store.get(), {.service = "members", .format = 3, .key_check = "abc"}),
            "STORE_OLDER");
  EXPECT_EQ(ReasonAgainst(store.get(), {.service = "members", .format = 2, .key_check = "xyz"}),
            "KEY_WRONG");
}

TEST(StoreIdentityTest, AStoreWithRowsAndNoIdentityIsForeign) {
  const auto store = kv::OpenRocks({.directory = "/mem", .in_memory = true}).value();
  kv::Batch batch;
  batch.Put("row", "of somebody else");
  ASSERT_THAT(store->Commit(batch), IsOk());
  EXPECT_EQ(ReasonAgainst(store.get(), {.service = "members"}), "STORE_FOREIGN");
}

}  // namespace
}  // namespace mingce::ledger
