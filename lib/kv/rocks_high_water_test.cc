// A store that ends before what was acknowledged does not open, whatever became of its files.

#include "lib/kv/rocks_high_water.h"

#include <map>

#include "lib/base/mutex.h"
#include "lib/kv/damaged_store_for_test.h"

namespace mingce::kv {
namespace {

class HighWaterTest : public DamagedStoreTest {
 protected:
  void StopCleanlyWith(int rows) {
    Commit(OpenRocks({.directory = directory_}).value().get(), 0, rows);
  }
  std::string Manifest() const {
    const std::string name = ReadFile(fs::path(directory_) / "CURRENT");
    return absl::StrCat(directory_, "/", name.substr(0, name.size() - 1));
  }
  void PutBack(const std::map<std::string, std::string>& files) const {
    for (const auto& entry : fs::directory_iterator(directory_)) {
      if (entry.path().filename() != "HIGH_WATER") fs::remove(entry.path());
    }
    for (const auto& [name, bytes] : files) {
      if (name != "HIGH_WATER") WriteFile(fs::path(directory_) / name, bytes);
    }
  }
};

TEST_F(HighWaterTest, ACleanStopMarksEverything) {
  StopCleanlyWith(kRows);
  EXPECT_EQ(ReadHighWater(directory_).value(), kRows);
}

TEST_F(HighWaterTest, TheMarkFollowsTheCommits) {
  const auto store = OpenRocks({.directory = directory_}).value();
  Commit(store.get(), 0, 1);
  EXPECT_EQ(ReadHighWater(directory_).value(), 1) << "the first one before it is acknowledged";
  Commit(store.get(), 1, 20);
  Mutex mu;
  CondVar never;
  MutexLock lock(&mu);
  for (int i = 0; i < 2000 && ReadHighWater(directory_).value() != 20; ++i) {
    never.WaitFor(&mu, absl::Milliseconds(10));
  }
  EXPECT_EQ(ReadHighWater(directory_).value(), 20);
}

TEST_F(HighWaterTest, ALogCutInHalfIsDamage) {
  CrashWith(kRows);
  Mark(kRows);
  fs::resize_file(Logs()[0], fs::file_size(Logs()[0]) / 2);
  ExpectDamagedAndUntouched();
}

TEST_F(HighWaterTest, OneAcknowledgedCommitCutOffIsDamage) {
  CrashWith(kRows);
  Mark(kRows);
  fs::resize_file(Logs()[0], fs::file_size(Logs()[0]) - 3);
  ExpectDamagedAndUntouched();
  Mark(kRows - 1);
  EXPECT_EQ(RowsAfterOpening(), kRows - 1) << "the one that may have been under way";
}

// Its last record may be one that says nothing of rows.
TEST_F(HighWaterTest, AManifestCutShortLosesNothingUnseen) {
  StopCleanlyWith(kRows);
  const std::map<std::string, std::string> whole = AllFiles();
  const std::string manifest = Manifest();
  int damaged = 0;
  for (std::uintmax_t cut = 1; cut < ReadFile(manifest).size(); cut += 9) {
    SCOPED_TRACE(cut);
    fs::resize_file(manifest, fs::file_size(manifest) - cut);
    const std::map<std::string, std::string> before = AllFiles();
    if (const auto store = OpenRocks({.directory = directory_}); store.ok()) {
      EXPECT_EQ(RowsIn(**store), kRows);
    } else {
      ++damaged;
      EXPECT_EQ(ReasonOf(store.status()), "STORE_DAMAGED");
      EXPECT_TRUE(AllFiles() == before) << "the files were touched";
    }
    PutBack(whole);
  }
  EXPECT_GT(damaged, 10);
}

TEST_F(HighWaterTest, AManifestDamagedInsideIsDamage) {
  StopCleanlyWith(kRows);
  const std::string whole = ReadFile(Manifest());
  for (const std::size_t at : {std::size_t{9}, whole.size() / 3, whole.size() / 2}) {
    SCOPED_TRACE(at);
    std::string flipped = whole;
    flipped[at] ^= 1;
    WriteFile(Manifest(), flipped);
    ExpectDamagedAndUntouched();
  }
}

TEST_F(HighWaterTest, AnOlderCopyPutBackIsDamage) {
  StopCleanlyWith(kRows - 1);
  const std::map<std::string, std::string> older = AllFiles();
  Commit(OpenRocks({.directory = directory_}).value().get(), kRows - 1, kRows);
  const std::map<std::string, std::string> newer = AllFiles();
  PutBack(older);
  ExpectDamagedAndUntouched();
  PutBack(newer);
  EXPECT_EQ(RowsAfterOpening(), kRows);
}

TEST_F(HighWaterTest, AMarkThatCannotBeReadIsDamage) {
  StopCleanlyWith(kRows);
  for (const char* text :
       {"", "committed 300\n", "committed 300\ncommitted 308\n", "committed x\ncommitted x\n"}) {
    WriteFile(fs::path(directory_) / "HIGH_WATER", text);
    ExpectDamagedAndUntouched();
  }
}

TEST_F(HighWaterTest, AStoreOlderThanMarksGetsOne) {
  CrashWith(kRows);
  fs::remove(fs::path(directory_) / "HIGH_WATER");
  EXPECT_EQ(RowsAfterOpening(), kRows);
  EXPECT_EQ(ReadHighWater(directory_).value(), kRows);
}

TEST_F(HighWaterTest, NothingIsAcknowledgedOnceTheMarkCannotBeWritten) {
  const auto store = OpenRocks({.directory = directory_}).value();
  fs::create_directory(fs::path(directory_) / "HIGH_WATER");  // refuses whoever would replace it
  WriteFile(fs::path(directory_) / "HIGH_WATER" / "x", "");
  Batch batch;
  batch.Put("k", "v");
  EXPECT_FALSE(store->Commit(batch).ok());
  EXPECT_FALSE(store->Commit(batch).ok()) << "and stays so";
}

}  // namespace
}  // namespace mingce::kv
