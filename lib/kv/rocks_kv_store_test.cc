#include "lib/kv/rocks_kv_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/testing/status_matchers.h"

namespace mingce::kv {
namespace {

using testing::ElementsAre;
using testing::Optional;

std::unique_ptr<KvStore> InMemory() {
  return OpenRocks({.directory = "/mem", .in_memory = true}).value();
}

std::vector<std::string> Values(const Reader& reader, absl::string_view prefix,
                                absl::string_view from) {
  std::vector<std::string> values;
  EXPECT_THAT(reader.ScanFrom(prefix, from,
                              [&](absl::string_view, absl::string_view value) {
                                values.emplace_back(value);
                                return true;
                              }),
              IsOk());
  return values;
}

TEST(RocksKvStoreTest, CommitIsReadBackInKeyOrder) {
  const std::unique_ptr<KvStore> store = InMemory();
  Batch batch;
  batch.Put("a/2", "two");
  batch.Put("a/1", "one");
  batch.Put("b", "other");
  ASSERT_THAT(store->Commit(batch), IsOk());
  EXPECT_THAT(Values(*store, "a/", "a/"), ElementsAre("one", "two"));
  EXPECT_THAT(Values(*store, "a/", "a/2"), ElementsAre("two"));
  EXPECT_THAT(Values(*store, "a/", ""), ElementsAre("one", "two"));
  EXPECT_THAT(Values(*store, "a/", "a/3"), ElementsAre());
  EXPECT_THAT(store->Get("b").value(), Optional(std::string("other")));
  EXPECT_EQ(store->Get("absent").value(), std::nullopt);
}

TEST(RocksKvStoreTest, PrefixOfHighestBytesIsScanned) {
  const std::unique_ptr<KvStore> store = InMemory();
  Batch batch;
  batch.Put("\xFF\xFF", "top");
  ASSERT_THAT(store->Commit(batch), IsOk());
  EXPECT_THAT(Values(*store, "\xFF", ""), ElementsAre("top"));
}

TEST(RocksKvStoreTest, SnapshotDoesNotMove) {
  const std::unique_ptr<KvStore> store = InMemory();
  Batch first;
  first.Put("k", "before");
  ASSERT_THAT(store->Commit(first), IsOk());
  const std::unique_ptr<Reader> snapshot = store->Snapshot();
  Batch second;
  second.Put("k", "after");
  second.Put("k2", "new");
  ASSERT_THAT(store->Commit(second), IsOk());
  EXPECT_THAT(snapshot->Get("k").value(), Optional(std::string("before")));
  EXPECT_THAT(Values(*snapshot, "k", ""), ElementsAre("before"));
  EXPECT_THAT(Values(*store, "k", ""), ElementsAre("after", "new"));
}

class RocksDirectoryTest : public testing::Test {
 protected:
  RocksDirectoryTest() : directory_(testing::TempDir() + "/rocks-" + NewOpaqueId()) {}
  ~RocksDirectoryTest() override { std::filesystem::remove_all(directory_); }
  const std::string directory_;
};

TEST_F(RocksDirectoryTest, RefusesADirectoryOfSomebodyElse) {
  std::filesystem::create_directories(directory_);
  std::ofstream(directory_ + "/letter.txt") << "dear";
  EXPECT_EQ(ReasonOf(OpenRocks({.directory = directory_}).status()), "STORE_FOREIGN");
}

TEST_F(RocksDirectoryTest, RefusesAFileInItsPlace) {
  std::ofstream file(directory_);
  file << "x";
  file.close();
  EXPECT_EQ(ReasonOf(OpenRocks({.directory = directory_}).status()), "STORE_NOT_A_DIRECTORY");
}

TEST_F(RocksDirectoryTest, IsOpenedOnceAtATimeAndKeepsWhatWasCommitted) {
  {
    const std::unique_ptr<KvStore> store = OpenRocks({.directory = directory_}).value();
    Batch batch;
    batch.Put("k", "v");
    ASSERT_THAT(store->Commit(batch), IsOk());
    EXPECT_EQ(ReasonOf(OpenRocks({.directory = directory_}).status()), "STORE_BUSY");
  }
  const std::unique_ptr<KvStore> again = OpenRocks({.directory = directory_}).value();
  EXPECT_THAT(again->Get("k").value(), Optional(std::string("v")));
}

TEST(RocksKvStoreTest, KeepsAReserveOfTheDisk) {
  const std::string directory = testing::TempDir() + "/reserve-" + NewOpaqueId();
  const auto free = std::filesystem::space(testing::TempDir()).available;
  EXPECT_TRUE(OpenRocks({.directory = directory, .reserve_bytes = free / 8}).value()->HasRoom());
  EXPECT_FALSE(OpenRocks({.directory = directory, .reserve_bytes = 2 * free}).value()->HasRoom());
  EXPECT_EQ(ReasonOf(OpenRocks({.directory = directory, .reserve_bytes = 8 * free}).status()),
            "DISK_FULL");
  std::filesystem::remove_all(directory);
}

}  // namespace
}  // namespace mingce::kv
