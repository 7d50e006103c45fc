#include "lib/ledger/store_identity.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/testing/status_matchers.h"

namespace mingce::ledger {
namespace {

constexpr std::uint8_t kMeta = 0x01;

class StoreIdentityTest : public testing::Test {
 protected:
  ~StoreIdentityTest() override { std::filesystem::remove_all(directory_); }

  std::string ReasonFor(const StoreIdentity& identity, const seal::KeyRing& ring) const {
    return ReasonOf(OpenStore(directory_, kMeta, identity, &ring).status());
  }
  // As somebody who has not the key.
  void Plant(const std::string& key, const std::string& value) const {
    kv::Batch batch;
    batch.Put(key, value);
    EXPECT_THAT(kv::OpenRocks({.directory = directory_}).value()->Commit(batch), IsOk());
  }

  const std::string directory_ = testing::TempDir() + "/identity-" + NewOpaqueId();
  const seal::KeyRing ring_{seal::MasterKey::Generate()};
};

TEST_F(StoreIdentityTest, IsWrittenOnceAndComparedAfter) {
  const seal::KeyRing other(seal::MasterKey::Generate());
  EXPECT_EQ(ReasonFor({.service = "members", .format = 2}, ring_), "");
  EXPECT_EQ(ReasonFor({.service = "members", .format = 2}, ring_), "");
  EXPECT_EQ(ReasonFor({.service = "registry", .format = 2}, ring_), "STORE_FOREIGN");
  EXPECT_EQ(ReasonFor({.service = "members", .format = 1}, ring_), "STORE_NEWER");
  EXPECT_EQ(ReasonFor({.service = "members", .format = 3}, ring_), "STORE_OLDER");
  EXPECT_EQ(ReasonFor({.service = "members", .format = 2}, other), "KEY_WRONG");
}

TEST_F(StoreIdentityTest, AStoreWithRowsAndNoIdentityIsForeign) {
  Plant("row", "of somebody else");
  EXPECT_EQ(ReasonFor({.service = "members"}, ring_), "STORE_FOREIGN");
}

TEST_F(StoreIdentityTest, RowsAreReadOnlyWithTheKeyTheyWereWrittenWith) {
  kv::Batch batch;
  batch.Put("mine", "value");
  {
    const auto store = OpenStore(directory_, kMeta, {.service = "members"}, &ring_).value();
    EXPECT_THAT(store->Commit(batch), IsOk());
  }
  Plant("planted", std::string("value") + std::string(16, 'm'));
  const auto store = OpenStore(directory_, kMeta, {.service = "members"}, &ring_).value();
  EXPECT_EQ(store->Get("mine").value(), "value");
  EXPECT_EQ(ReasonOf(store->Get("planted").status()), "ROW_ALTERED");
}

}  // namespace
}  // namespace mingce::ledger
