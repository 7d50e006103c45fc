// What a store does about files that were cut, damaged or lost.

#include <rocksdb/db.h>

#include <filesystem>
#include <map>
#include <utility>

#include "lib/kv/damaged_store_for_test.h"

namespace mingce::kv {
namespace {

TEST_F(DamagedStoreTest, AKillLosesNothing) {
  CrashWith(kRows, 10);
  EXPECT_EQ(RowsAfterOpening(), kRows);
}

TEST_F(DamagedStoreTest, ABitFlippedInsideTheLogIsDamage) {
  // The first commit, blocks in the middle, the last block (where RocksDB sees a torn tail) and the
  // last commit but one.
  CrashWith(kRows);
  ASSERT_EQ(Logs().size(), 1u);
  const fs::path log = Logs()[0];
  const std::string whole = ReadFile(log);
  for (const std::size_t at : {std::size_t{9}, std::size_t{100}, std::size_t{60'000},
                               std::size_t{110'000}, whole.size() - 600}) {
    SCOPED_TRACE(at);
    std::string flipped = whole;
    flipped[at] ^= 1;
    WriteFile(log, flipped);
    ExpectDamagedAndUntouched();
  }
}

TEST_F(DamagedStoreTest, ABlockOfZerosInsideTheLogIsDamage) {
  CrashWith(kRows);
  std::string bytes = ReadFile(Logs()[0]);
  bytes.replace(32'768, 32'768, 32'768, '\0');
  WriteFile(Logs()[0], bytes);
  ExpectDamagedAndUntouched();
}

TEST_F(DamagedStoreTest, ATailThatWasBeingWrittenIsDropped) {
  CrashWith(kRows);
  const std::string whole = ReadFile(Logs()[0]);
  const std::string name = Logs()[0].filename().string();
  const std::map<std::string, std::string> before = AllFiles();
  std::string garbage = whole.substr(0, whole.size() - 200);
  for (int i = 0; i < 50'000; ++i) garbage.push_back(static_cast<char>(i * 7919 >> 3));
  std::string last_flipped = whole;
  last_flipped[whole.size() - 50] ^= 1;
  const std::pair<std::string, int> tails[] = {
      {whole.substr(0, whole.size() - 3), kRows - 1},
      {whole.substr(0, whole.size() - 1000), kRows - 3},
      {whole + std::string(50'000, '\0'), kRows},
      {garbage, kRows - 1},
      {last_flipped, kRows - 1},
  };
  for (const auto& [log, rows] : tails) {
    fs::remove_all(directory_);
    fs::create_directory(directory_);
    for (const auto& [file, bytes] : before) WriteFile(fs::path(directory_) / file, bytes);
    WriteFile(fs::path(directory_) / name, log);
    EXPECT_EQ(RowsAfterOpening(), rows);
    EXPECT_EQ(RowsAfterOpening(), rows) << "and what is dropped stays dropped";
  }
}

TEST_F(DamagedStoreTest, ALogThatAnotherOneFollowsHasNoTail) {
  rocksdb::Options options;
  options.create_if_missing = true;
  options.avoid_flush_during_recovery = true;  // keeps the log of each opening
  rocksdb::WriteOptions synced;
  synced.sync = true;
  for (const char* key : {"k1", "k2"}) {
    rocksdb::DB* raw = nullptr;
    ASSERT_TRUE(rocksdb::DB::Open(options, directory_, &raw).ok());
    const std::unique_ptr<rocksdb::DB> db(raw);
    ASSERT_TRUE(db->Put(synced, std::string(key) + "a", "v").ok());
    ASSERT_TRUE(db->Put(synced, std::string(key) + "b", "v").ok());
  }
  ASSERT_EQ(Logs().size(), 2u);
  fs::resize_file(Logs()[0], fs::file_size(Logs()[0]) - 3);
  ExpectDamagedAndUntouched();
}

TEST_F(DamagedStoreTest, ALogThatCannotBeReadIsTheDisksFault) {
  CrashWith(kRows);
  const fs::path log = Logs()[0];
  fs::remove(log);
  fs::create_directory(log);  // opens, and gives EISDIR to whoever reads, root too
  WriteFile(log / "something", "so that it has a size");
  EXPECT_EQ(ReasonOf(OpenRocks({.directory = directory_}).status()), "STORE_UNUSABLE");
}

TEST_F(DamagedStoreTest, ACleanStopLeavesNothingInTheLogAlone) {
  Commit(OpenRocks({.directory = directory_}).value().get(), 0, kRows);
  ASSERT_EQ(Logs().size(), 1u);
  EXPECT_EQ(fs::file_size(Logs()[0]), 0u);
  EXPECT_EQ(RowsAfterOpening(), kRows);
}

TEST_F(DamagedStoreTest, AStoreWithoutItsLogIsDamaged) {
  CrashWith(kRows, 10);
  for (const fs::path& log : Logs()) fs::remove(log);
  ExpectDamagedAndUntouched();
}

TEST_F(DamagedStoreTest, AStoreThatLostAllIsNotANewOne) {
  CrashWith(kRows);
  const fs::path log = Logs()[0];
  const std::string bytes = ReadFile(log);
  fs::resize_file(log, 0);
  ExpectDamagedAndUntouched();
  fs::resize_file(log, 20);  // within the first commit
  ExpectDamagedAndUntouched();
  WriteFile(log, bytes);
  fs::remove(fs::path(directory_) / "CURRENT");
  ExpectDamagedAndUntouched();
}

TEST_F(DamagedStoreTest, AFirstOpeningThatWasCutShortIsTakenUpAgain) {
  CrashWith(0);
  EXPECT_EQ(RowsAfterOpening(), 0);
  // As RocksDB leaves it between its first manifest and its first log.
  fs::remove_all(directory_);
  rocksdb::Options options;
  options.create_if_missing = true;
  rocksdb::DB* raw = nullptr;
  ASSERT_TRUE(rocksdb::DB::Open(options, directory_, &raw).ok());
  delete raw;
  const fs::path directory(directory_);
  std::string manifest = ReadFile(directory / "CURRENT");
  manifest.pop_back();
  fs::rename(directory / manifest, directory / "MANIFEST-000001");
  WriteFile(directory / "CURRENT", "MANIFEST-000001\n");
  fs::remove(Logs()[0]);
  EXPECT_EQ(RowsAfterOpening(), 0);
}

}  // namespace
}  // namespace mingce::kv
