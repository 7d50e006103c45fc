// `mingcectl store check`: it calls whole what the services leave behind, however they end, leaves
// it as it is, and finds what was done to files and logs (store_damage_test.cc: to rows).

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/integration/damage_for_tests.h"

namespace mingce::tests {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

// As services/*/storage/keys.h number it.
constexpr std::uint8_t kRequest = 0x02;

// Bytes and time of change of every file.
std::map<std::string, std::pair<std::string, fs::file_time_type>> FilesOf(
    const std::string& directory) {
  std::map<std::string, std::pair<std::string, fs::file_time_type>> files;
  for (const auto& entry : fs::directory_iterator(directory)) {
    files[entry.path().filename().string()] = {ReadFile(entry.path().string()),
                                               entry.last_write_time()};
  }
  return files;
}

TEST_F(StoreCheckTest, WhatTheServicesLeaveIsWholeAndIsLeftAsItIs) {
  for (const Service service : {Service::kRegistry, Service::kMembers, Service::kReporting}) {
    const std::string store = suite_->StoreOf(service);
    EXPECT_EQ(CheckStore(store).refusal, "STORE_BUSY");
    suite_->Kill(service);
    const auto before = FilesOf(store);
    const StoreVerdict verdict = CheckStore(store);
    EXPECT_TRUE(verdict.whole) << verdict.said;
    EXPECT_EQ(verdict.exit_status, 0) << verdict.said;
    EXPECT_TRUE(FilesOf(store) == before) << "the files were touched";
    suite_->Start(service);
  }
  suite_->WaitUntilCaughtUp();
  StopAll();
  StoreVerdict verdict = CheckStore(suite_->StoreOf(Service::kMembers));
  EXPECT_TRUE(verdict.whole) << verdict.said;
  EXPECT_EQ(verdict.totals["members"], 3);
  EXPECT_GE(verdict.totals["events"], 4);
  EXPECT_GE(verdict.totals["audit_entries"], 4);
  verdict = CheckStore(suite_->StoreOf(Service::kReporting));
  EXPECT_TRUE(verdict.whole) << verdict.said;
  EXPECT_EQ(verdict.totals["members"], 3);
  verdict = CheckStore(suite_->StoreOf(Service::kRegistry));
  EXPECT_TRUE(verdict.whole) << verdict.said;
  EXPECT_GE(verdict.totals["organizations"], 55 + 4);
}

TEST_F(StoreCheckTest, DamageOfTheLogsIsFound) {
  const std::string one = UnitWithCode(UnionCode(1)).name();
  const std::string other = UnitWithCode(UnionCode(2)).name();
  KillAll();
  const std::string store = suite_->StoreOf(Service::kMembers);
  ExpectFound(
      store,
      {{"nothing", [](StoreCopy&) {}, {}},
       {"an event altered",
        [&](StoreCopy& copy) {
          const auto [key, value] = RowOf(copy, kEventTable, 0);
          copy.Put(key, absl::StrReplaceAll(value, {{one, other}}));
        },
        {"CHAIN_BROKEN event", "ROW_UNLIKE_EVENT membership"}},
       {"events altered with all their hashes",
        AlterAndHashAnew(kEventTable, one, other),
        {"ROW_UNLIKE_EVENT membership"}},
       {"an event deleted",
        DeleteRow(kEventTable, 1),
        {"CHAIN_GAP event", "ROW_WITHOUT_EVENT membership"}},
       {"the last event deleted",
        DeleteRow(kEventTable, -1),
        {"CHAIN_HEAD_WRONG event", "ROW_WITHOUT_EVENT membership"}},
       {"the end of the events cut off, and the head set back",
        CutEnd(kEventTable, 1),
        {"ROW_WITHOUT_EVENT membership"}},
       {"events in each other's places",
        SwapRows(kEventTable, 0, 1),
        {"CHAIN_BROKEN event", "ROW_MISPLACED event"}},
       {"an audit entry replaced",
        SwapRows(kAuditTable, 1, 2),
        {"CHAIN_BROKEN audit", "ROW_MISPLACED audit"}},
       {"an audit entry altered",
        AppendToRow(kAuditTable, 1, kNoField),
        {"CHAIN_BROKEN audit", "ROW_UNREADABLE audit"}},
       {"an audit entry deleted", DeleteRow(kAuditTable, 2), {"CHAIN_GAP audit"}},
       {"the last audit entry deleted", DeleteRow(kAuditTable, -1), {"CHAIN_HEAD_WRONG audit"}},
       // Nothing else in the store follows from it: who holds a head outside can tell.
       {"the end of the audit log cut off, and the head set back", CutEnd(kAuditTable, 1), {}},
       {"no head", [](StoreCopy& copy) { copy.Delete(MetaKey("head")); }, {"ROW_MISSING meta"}},
       {"a proof of loss", PutRow(MetaKey("loss"), "12"), {"LOSS_PROVED meta"}},
       {"a stored answer without its age", DeleteRow(kRequest, -1), {"ANSWER_WITHOUT_AGE request"}},
       {"the age of no answer", DeleteRow(kRequest, 0), {"AGE_WITHOUT_ANSWER request"}},
       {"a stored answer that is none",
        [](StoreCopy& copy) { copy.Put(RowOf(copy, kRequest, 0).first, "x"); },
        {"ROW_UNREADABLE request"}},
       {"an extra row in meta", PutRow(MetaKey("more"), ""), {"ROW_UNKNOWN meta"}},
       {"an unknown table", PutRow("\x77x", ""), {"TABLE_UNKNOWN 0x77"}}});
}

// RocksDB opens all of these without a word.
TEST_F(StoreCheckTest, DamageOfTheFilesIsFound) {
  const std::string store = suite_->StoreOf(Service::kMembers);
  ASSERT_EQ(suite_->Stop(Service::kMembers), 0);
  const StoreCopy older(store);
  suite_->Start(Service::kMembers);
  Import(MemberImport({MemberRow(4, UnionCode(1))}));
  ASSERT_EQ(suite_->Stop(Service::kMembers), 0);
  EXPECT_TRUE(CheckStore(older.directory()).whole);
  const auto overwrite = fs::copy_options::overwrite_existing;
  fs::copy(store + "/HIGH_WATER", older.directory() + "/HIGH_WATER", overwrite);
  EXPECT_THAT(CheckStore(older.directory()).findings, ElementsAre("BEHIND_HIGH_WATER "));
  fs::resize_file(older.directory() + "/HIGH_WATER", 3);
  EXPECT_THAT(CheckStore(older.directory()).findings, ElementsAre("HIGH_WATER_UNREADABLE "));
  fs::remove(older.directory() + "/HIGH_WATER");
  EXPECT_TRUE(CheckStore(older.directory()).whole) << "of a store that began before the mark";
}

TEST_F(StoreCheckTest, WhatIsNoStoreIsRefused) {
  KillAll();
  const std::string store = suite_->StoreOf(Service::kMembers);
  EXPECT_EQ(CheckStore(store + "/CURRENT").refusal, "STORE_NOT_A_DIRECTORY");
  EXPECT_EQ(CheckStore(suite_->directory() + "/certs").refusal, "STORE_FOREIGN");
  const auto refusal = [&](const Plant& plant, const std::string& file = "") {
    StoreCopy copy(store);
    if (plant) plant(copy);
    copy.Close();
    if (!file.empty()) fs::remove(copy.directory() + "/" + file);
    const StoreVerdict verdict = CheckStore(copy.directory());
    EXPECT_EQ(verdict.exit_status, 1);
    return verdict.refusal;
  };
  EXPECT_EQ(refusal(PutRow(MetaKey("identity"), "members 1000 x")), "STORE_NEWER");
  EXPECT_EQ(refusal(PutRow(MetaKey("identity"), "members 1 x")), "STORE_OLDER");
  EXPECT_EQ(refusal(PutRow(MetaKey("identity"), "others 1 x")), "STORE_FOREIGN");
  EXPECT_EQ(refusal([](StoreCopy& copy) { copy.Delete(MetaKey("identity")); }), "STORE_FOREIGN");
  EXPECT_EQ(refusal(nullptr, "CURRENT"), "STORE_DAMAGED");
}

}  // namespace
}  // namespace mingce::tests
