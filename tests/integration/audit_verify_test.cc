// `mingcectl audit verify` on services that run: whole logs are proved, an altered entry is named,
// a cut end is named by who holds a later head and by nobody else.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/ids.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/ledger/records.h"
#include "lib/seal/key_file.h"
#include "lib/seal/key_ring.h"
#include "lib/testing/status_matchers.h"
#include "tests/integration/damage_for_tests.h"

namespace mingce::tests {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::uint8_t kMetaTable = 0x01;

// What the tool said.
struct Verdict {
  int exit_status = -1;
  bool whole = false;
  std::string refusal;                // reason, where nothing could be asked
  std::vector<std::string> findings;  // "service log REASON sequence"
  std::int64_t entries = 0;           // proved, of all logs
  std::int64_t heads = 0;             // compared
  std::string said;                   // all of it
};

class AuditVerifyTest : public StoreCheckTest {
 protected:
  static Verdict Verify(const std::string& identity, const std::vector<std::string>& heads = {}) {
    const std::string stem = absl::StrCat(suite_->directory(), "/verify-", NewOpaqueId());
    const rpc::TlsFiles tls = suite_->CertificateOf(identity);
    std::ofstream(stem + ".json") << nlohmann::json{
        {"registry", suite_->address(Service::kRegistry)},
        {"members", suite_->address(Service::kMembers)},
        {"reporting", suite_->address(Service::kReporting)},
        {"ca", tls.ca},
        {"cert", tls.certificate},
        {"key", tls.key}};
    std::vector<std::string> arguments = {"audit", "verify", "--json", "--profile", stem + ".json"};
    for (const std::string& file : heads) arguments.insert(arguments.end(), {"--heads", file});
    Process tool(MINGCE_TOOL_PROGRAM, std::move(arguments), stem + ".log");
    Verdict verdict;
    verdict.exit_status = tool.Wait();
    verdict.said = ReadFile(stem + ".log");
    const std::size_t begin = verdict.said.find('{');
    const std::size_t end = verdict.said.rfind('}');
    if (begin == std::string::npos || end == std::string::npos) return verdict;
    Read(nlohmann::json::parse(verdict.said.substr(begin, end + 1 - begin)), &verdict);
    return verdict;
  }
  static std::vector<std::string> AllHeads() {
    return {suite_->HeadsOf(Service::kRegistry), suite_->HeadsOf(Service::kMembers)};
  }

 private:
  static void Read(const nlohmann::json& document, Verdict* verdict) {
    if (document.contains("error")) {
      verdict->refusal = document["error"]["reason"].get<std::string>();
      return;
    }
    verdict->whole = document["whole"].get<bool>();
    for (const auto& service : document["services"]) {
      for (const auto& log : service["logs"]) {
        verdict->entries += log["entries"].get<std::int64_t>();
        verdict->heads += log["heads"].get<std::int64_t>();
        for (const auto& finding : log["findings"]) {
          verdict->findings.push_back(absl::StrCat(
              service["service"].get<std::string>(), " ", log["log"].get<std::string>(), " ",
              finding["reason"].get<std::string>(), " ", finding["sequence"].get<std::int64_t>()));
        }
      }
    }
  }
};

TEST_F(AuditVerifyTest, WholeLogsAreProvedToWhoeverMayLook) {
  HoldNewestHeads(Service::kRegistry);
  HoldNewestHeads(Service::kMembers);
  suite_->Issue("person/auditor");
  suite_->Grant("person/auditor", policy::v1::AUDITOR);
  suite_->WaitUntilCaughtUp();
  for (const char* identity : {"person/officer", "person/auditor"}) {
    const Verdict verdict = Verify(identity, AllHeads());
    EXPECT_TRUE(verdict.whole) << verdict.said;
    EXPECT_EQ(verdict.exit_status, 0) << verdict.said;
    EXPECT_THAT(verdict.findings, IsEmpty());
    EXPECT_GE(verdict.entries, 100);
    EXPECT_GE(verdict.heads, 4) << "of each log one at least";
  }
  EXPECT_EQ(Verify("person/officer").heads, 0);
}

TEST_F(AuditVerifyTest, WhoMayNotLookIsRefused) {
  const Verdict verdict = Verify("person/operator");
  EXPECT_EQ(verdict.refusal, "PERMISSION_DENIED") << verdict.said;
  EXPECT_EQ(verdict.exit_status, 1);
}

// By somebody who can write to the disk and has not the key.
TEST_F(AuditVerifyTest, AnAlteredEntryIsNamed) {
  ASSERT_EQ(suite_->Stop(Service::kRegistry), 0);
  {
    const auto opened = kv::OpenRocks({.directory = suite_->StoreOf(Service::kRegistry)}).value();
    const std::string key = ledger::SequenceKey(kAuditTable, 7);
    std::string row = opened->Get(key).value().value();
    row[40] = static_cast<char>(row[40] ^ 1);
    kv::Batch batch;
    batch.Put(key, row);
    ASSERT_THAT(opened->Commit(batch), IsOk());
  }
  suite_->Start(Service::kRegistry);
  const Verdict verdict = Verify("person/officer");
  EXPECT_FALSE(verdict.whole);
  EXPECT_THAT(verdict.findings, ElementsAre("registry audit ROW_ALTERED 7")) << verdict.said;
  EXPECT_EQ(verdict.exit_status, 1);
}

// By somebody who has the key, so that the service takes the head for its own.
TEST_F(AuditVerifyTest, ACutEndIsNamedByWhoHoldsALaterHead) {
  constexpr std::uint64_t kCut = 15;  // verifying is entered in the log, which grows meanwhile
  HoldNewestHeads(Service::kRegistry);
  const std::string store = suite_->StoreOf(Service::kRegistry);
  ASSERT_EQ(suite_->Stop(Service::kRegistry), 0);
  std::uint64_t last = 0;
  {
    const seal::KeyRing ring(seal::LoadKeyFile(store + ".key").value());
    const kv::RowMac mac = [&](absl::string_view key, absl::string_view value) {
      return ring.RowMac(key, value);
    };
    const auto opened = kv::OpenRocks({.directory = store, .row_mac = mac}).value();
    ledger::HeadRecord head = ledger::ReadHead(*opened, kMetaTable).value();
    last = head.audit_sequence;
    kv::Batch batch;
    for (; head.audit_sequence + kCut > last; --head.audit_sequence) {
      batch.Delete(ledger::SequenceKey(kAuditTable, head.audit_sequence));
    }
    const std::string newest =
        opened->Get(ledger::SequenceKey(kAuditTable, head.audit_sequence)).value().value();
    std::copy_n(newest.begin(), head.audit_hash.size(), head.audit_hash.begin());
    batch.Put(ledger::MetaKey(kMetaTable, "head"), ledger::EncodeHead(head));
    ASSERT_THAT(opened->Commit(batch), IsOk());
  }
  suite_->Start(Service::kRegistry);
  Verdict verdict = Verify("person/officer");
  EXPECT_TRUE(verdict.whole) << verdict.said;
  verdict = Verify("person/officer", AllHeads());
  EXPECT_THAT(verdict.findings, Contains(absl::StrCat("registry audit LOG_CUT ", last)))
      << verdict.said;
  EXPECT_EQ(verdict.exit_status, 1);
}

}  // namespace
}  // namespace mingce::tests
