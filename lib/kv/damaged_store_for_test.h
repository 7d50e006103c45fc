// A store that a kill left behind, and what can be done to its files.

#ifndef MINGCE_LIB_KV_DAMAGED_STORE_FOR_TEST_H_
#define MINGCE_LIB_KV_DAMAGED_STORE_FOR_TEST_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/testing/status_matchers.h"

namespace mingce::kv {

namespace fs = std::filesystem;

inline constexpr int kRows =
    300;  // of about 430 bytes in the log, so that it is just under four blocks

inline std::string ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

inline void WriteFile(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

class DamagedStoreTest : public testing::Test {
 protected:
  DamagedStoreTest() : directory_(testing::TempDir() + "/damage-" + NewOpaqueId()) {}
  ~DamagedStoreTest() override {
    fs::remove_all(directory_);
    fs::remove_all(directory_ + "-live");
  }

  // Makes directory_ what a kill leaves of a store with `rows` commits, the first of which are
  // `in_tables`.
  void CrashWith(int rows, int in_tables = 0) {
    const std::string live = directory_ + "-live";
    if (in_tables > 0) Commit(OpenRocks({.directory = live}).value().get(), 0, in_tables);
    const std::unique_ptr<KvStore> store = OpenRocks({.directory = live}).value();
    Commit(store.get(), in_tables, rows);
    fs::copy(live, directory_, fs::copy_options::recursive);
    if (rows > 0) Mark(in_tables + 1);
  }
  // Says that so many rows were committed: each is one change to RocksDB. A kill leaves any number
  // from the first commit of an opening on.
  void Mark(int rows) const {
    const std::string line = absl::StrCat("committed ", rows, "\n");
    WriteFile(fs::path(directory_) / "HIGH_WATER", line + line);
  }
  static void Commit(KvStore* store, int from, int to) {
    for (int row = from; row < to; ++row) {
      Batch batch;
      batch.Put(absl::StrCat("k", row), std::string(400, static_cast<char>('a' + row % 26)));
      ASSERT_THAT(store->Commit(batch), IsOk());
    }
  }

  std::vector<fs::path> Logs() const {
    std::vector<fs::path> logs;
    for (const auto& entry : fs::directory_iterator(directory_)) {
      if (entry.path().extension() == ".log") logs.push_back(entry.path());
    }
    std::sort(logs.begin(), logs.end());
    return logs;
  }
  std::map<std::string, std::string> AllFiles() const {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::directory_iterator(directory_)) {
      files[entry.path().filename().string()] = ReadFile(entry.path());
    }
    return files;
  }
  int RowsIn(const KvStore& store) const {
    int rows = 0;
    EXPECT_THAT(store.Scan("k",
                           [&](absl::string_view, absl::string_view) {
                             ++rows;
                             return true;
                           }),
                IsOk());
    return rows;
  }
  int RowsAfterOpening() const {
    const auto store = OpenRocks({.directory = directory_});
    EXPECT_THAT(store, IsOk());
    return store.ok() ? RowsIn(**store) : -1;
  }
  void ExpectDamagedAndUntouched() const {
    const std::map<std::string, std::string> before = AllFiles();
    const absl::Status status = OpenRocks({.directory = directory_}).status();
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kDataLoss));
    EXPECT_EQ(ReasonOf(status), "STORE_DAMAGED");
    EXPECT_TRUE(AllFiles() == before) << "the files were touched";
  }

  const std::string directory_;
};

}  // namespace mingce::kv

#endif  // MINGCE_LIB_KV_DAMAGED_STORE_FOR_TEST_H_
