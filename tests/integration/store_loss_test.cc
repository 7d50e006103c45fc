// A store that has lost what it acknowledged answers nothing.
//
// A confident "no" would take somebody's benefit away.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <thread>

#include "absl/strings/str_replace.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/seal/key_file.h"
#include "lib/seal/key_ring.h"
#include "lib/testing/status_matchers.h"
#include "tests/integration/register_for_tests.h"

namespace mingce::tests {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// The first bytes of their keys, see services/members/storage/keys.h.
constexpr char kEvents[] = "\x03";
constexpr char kMembersTable[] = "\x10";
constexpr char kDocuments[] = "\x11";
constexpr char kMemberships[] = "\x13";
constexpr char kRegistryRows[] = "\x25";

class StoreLossTest : public RegisterTest {
 protected:
  // The first member is in an older copy of the store, the second in the store alone.
  void SetUp() override {
    Import(MemberImport({MemberRow(1, UnionCode(1))}));
    suite_->WaitUntilCaughtUp();
    ASSERT_EQ(suite_->Stop(Service::kMembers), 0);
    fs::copy(store(), older(), fs::copy_options::recursive);
    suite_->Start(Service::kMembers);
    Import(MemberImport({MemberRow(2, UnionCode(1))}));
    suite_->WaitUntilCaughtUp();
    ASSERT_EQ(suite_->Stop(Service::kMembers), 0);
    fs::copy(store(), newest(), fs::copy_options::recursive);
  }
  std::string store() const { return suite_->StoreOf(Service::kMembers); }
  std::string older() const { return store() + ".older"; }
  std::string newest() const { return store() + ".newest"; }

  void PutBack(const std::string& copy) {
    fs::remove_all(store());
    fs::copy(copy, store(), fs::copy_options::recursive);
  }
  // Sizes by name.
  std::map<std::string, std::uintmax_t> Files() const {
    std::map<std::string, std::uintmax_t> sizes;
    for (const auto& entry : fs::directory_iterator(store())) {
      sizes[entry.path().filename().string()] = entry.file_size();
    }
    return sizes;
  }
  fs::path NewestLog() const {
    fs::path newest;
    for (const auto& entry : fs::directory_iterator(store())) {
      if (entry.path().extension() == ".log" && entry.path() > newest) newest = entry.path();
    }
    return newest;
  }
  // Until the mark says that what was answered by now is committed. One that was under way need not
  // know of it, the next one does.
  void WaitUntilMarked() {
    const auto until = std::chrono::steady_clock::now() + kPatience;
    std::string mark = ReadFile(store() + "/HIGH_WATER");
    for (int anew = 0; anew < 2;) {
      ASSERT_LT(std::chrono::steady_clock::now(), until);
      Check(Question(1), "partner/benefits");  // is written down, so that there is more to mark
      const std::string newest = ReadFile(store() + "/HIGH_WATER");
      if (newest != mark) ++anew;
      mark = newest;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }
  // What a start says that is refused.
  std::string Refusal() {
    const std::string log = store() + ".refused.log";
    Process process(Suite::ProgramOf(Service::kMembers), suite_->ArgumentsOf(Service::kMembers),
                    log);
    EXPECT_EQ(process.WaitUntilListening().port, 0) << "it started";
    if (process.running()) process.Signal(SIGTERM);
    EXPECT_EQ(process.Wait(), 1);
    return ReadFile(log);
  }
  void ExpectBothOnceTheNewestIsBack() {
    PutBack(newest());
    suite_->Start(Service::kMembers);
    suite_->WaitUntilCaughtUp();
    EXPECT_EQ(Check(Question(1), "partner/benefits"), "ELIGIBLE");
    EXPECT_EQ(Check(Question(2), "partner/benefits"), "ELIGIBLE");
  }
};

TEST_F(StoreLossTest, OlderFilesUnderTheMarkDoNotOpen) {
  PutBack(older());
  fs::copy(newest() + "/HIGH_WATER", store() + "/HIGH_WATER", fs::copy_options::overwrite_existing);
  EXPECT_THAT(Refusal(), HasSubstr("STORE_DAMAGED"));
  ExpectBothOnceTheNewestIsBack();
}

TEST_F(StoreLossTest, AManifestCutShortDoesNotOpen) {
  for (const auto& entry : fs::directory_iterator(store())) {
    const std::string name = entry.path().filename().string();
    if (name.rfind("MANIFEST", 0) == 0) fs::resize_file(entry.path(), entry.file_size() - 20);
  }
  const auto before = Files();
  EXPECT_THAT(Refusal(), HasSubstr("STORE_DAMAGED"));
  EXPECT_EQ(Files(), before) << "nothing may be deleted";
  ExpectBothOnceTheNewestIsBack();
}

// Of a killed service: an orderly end leaves an empty log. To RocksDB the cut is a commit that was
// under way.
TEST_F(StoreLossTest, ALogCutInHalfDoesNotOpen) {
  suite_->Start(Service::kMembers);
  suite_->WaitUntilCaughtUp();
  std::vector<std::map<std::string, std::string>> rows;
  for (int n = 10; n < 50; ++n) rows.push_back(MemberRow(n, UnionCode(1)));
  Import(MemberImport(rows));
  WaitUntilMarked();
  suite_->Kill(Service::kMembers);
  const std::string killed = store() + ".killed";
  fs::copy(store(), killed, fs::copy_options::recursive);
  const fs::path log = NewestLog();
  ASSERT_GT(fs::file_size(log), 0u);
  fs::resize_file(log, fs::file_size(log) / 2);
  const auto before = Files();
  EXPECT_THAT(Refusal(), HasSubstr("STORE_DAMAGED"));
  EXPECT_EQ(Files(), before) << "nothing may be deleted";
  PutBack(killed);
  suite_->Start(Service::kMembers);
  suite_->WaitUntilCaughtUp();
  for (const int person : {1, 2, 10, 49}) {
    EXPECT_EQ(Check(Question(person), "partner/benefits"), "ELIGIBLE") << person;
  }
}

// Forty people moved to another union by a hand in the store are counted nowhere.
TEST_F(StoreLossTest, AlteredEventsStopWhoeverFollows) {
  suite_->Start(Service::kMembers);
  suite_->WaitUntilCaughtUp();
  const std::string one = UnitWithCode(UnionCode(1)).name();
  const std::string other = UnitWithCode(UnionCode(2)).name();
  ASSERT_EQ(suite_->Stop(Service::kReporting), 0);
  std::vector<std::map<std::string, std::string>> rows;
  for (int n = 10; n < 50; ++n) rows.push_back(MemberRow(n, UnionCode(1)));
  Import(MemberImport(rows));
  ASSERT_EQ(suite_->Stop(Service::kMembers), 0);
  {
    // With the key, so that each row is one that the service takes for its own.
    const seal::KeyRing ring(seal::LoadKeyFile(store() + ".key").value());
    const kv::RowMac mac = [&](absl::string_view key, absl::string_view value) {
      return ring.RowMac(key, value);
    };
    const auto opened = kv::OpenRocks({.directory = store(), .row_mac = mac}).value();
    kv::Batch batch;
    const auto alter = [&](absl::string_view key, absl::string_view value) {
      batch.Put(std::string(key), absl::StrReplaceAll(value, {{one, other}}));
      return true;
    };
    ASSERT_THAT(opened->Scan(kEvents, alter), IsOk());
    ASSERT_THAT(opened->Commit(batch), IsOk());
  }
  suite_->Start(Service::kMembers);
  suite_->Start(Service::kReporting);
  const auto until = std::chrono::steady_clock::now() + kPatience;
  reporting::v1::GetStatusResponse status;
  do {
    ASSERT_THAT(Ask(suite_->reporting(), &reporting::v1::ReportingService::Stub::GetStatus,
                    reporting::v1::GetStatusRequest(), &status),
                IsOk());
  } while (status.members_broken_reason().empty() && std::chrono::steady_clock::now() < until);
  EXPECT_EQ(status.members_broken_reason(), "EVENTS_ALTERED");
}

// Whoever can write to the disk and has not the key cannot make the service say something else.
TEST_F(StoreLossTest, RowsOfSomebodyElseAreNotRead) {
  const auto alter = [this](absl::string_view table) {
    PutBack(newest());
    const auto opened = kv::OpenRocks({.directory = store()}).value();
    kv::Batch batch;
    ASSERT_THAT(opened->Scan(table,
                             [&](absl::string_view key, absl::string_view value) {
                               std::string altered(value);
                               altered.front() = static_cast<char>(altered.front() ^ 1);
                               batch.Put(std::string(key), altered);
                               return true;
                             }),
                IsOk());
    ASSERT_FALSE(batch.ops().empty());
    ASSERT_THAT(opened->Commit(batch), IsOk());
  };
  for (const char* table : {kMembersTable, kDocuments}) {
    alter(table);
    suite_->Start(Service::kMembers);
    EXPECT_EQ(Check(Question(1), "partner/benefits"), "ROW_ALTERED");
    ASSERT_EQ(suite_->Stop(Service::kMembers), 0);
  }
  alter(kMemberships);  // which nobody asks for
  suite_->Start(Service::kMembers);
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (suite_->Reading(Service::kMembers, "altered_tables") != 1) {
    ASSERT_LT(std::chrono::steady_clock::now(), until);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  ASSERT_EQ(suite_->Stop(Service::kMembers), 0);
  alter(kRegistryRows);
  EXPECT_THAT(Refusal(), HasSubstr("ROW_ALTERED"));
  ExpectBothOnceTheNewestIsBack();
}

// The whole directory is older, mark and all: only those who followed can tell.
TEST_F(StoreLossTest, AnOlderDirectoryIsGivenAwayByItsFollowers) {
  PutBack(older());
  suite_->Start(Service::kMembers);
  EXPECT_EQ(suite_->WaitForEnd(Service::kMembers), 70);
  EXPECT_THAT(Refusal(), HasSubstr("STORE_BEHIND")) << "and stays so, whoever asks";
  ExpectBothOnceTheNewestIsBack();
}

}  // namespace
}  // namespace mingce::tests
