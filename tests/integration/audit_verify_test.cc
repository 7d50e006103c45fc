// `mingcectl audit verify` on services that run: whole logs are proved, an altered entry is named,
// a cut end is named by who holds a later head and by nobody else.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/ledger/records.h"
#include "lib/seal/key_file.h"
#include "lib/seal/key_ring.h"
#include "lib/testing/status_matchers.h"
#include "mingce/audit/v1/audit_service.grpc.pb.h"
#include "tests/integration/damage_for_tests.h"
#include "tests/integration/tool.h"

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
    std::vector<std::string> arguments = {"audit", "verify"};
    for (const std::string& file : heads) arguments.insert(arguments.end(), {"--heads", file});
    const ToolRun run = RunTool(*suite_, identity, std::move(arguments));
    Verdict verdict;
    verdict.exit_status = run.exit_status;
    verdict.said = run.said;
    verdict.refusal = run.refusal;
    if (!run.document.is_null()) Read(run.document, &verdict);
    return verdict;
  }
  static std::vector<std::string> AllHeads() {
    return {suite_->HeadsOf(Service::kRegistry), suite_->HeadsOf(Service::kMembers)};
  }

 private:
  static void Read(const nlohmann::json& document, Verdict* verdict) {
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

TEST_F(AuditVerifyTest, ACallMayAskForAThousandHashes) {
  audit::v1::VerifyLogRequest request;
  request.set_log(audit::v1::EVENTS);
  for (std::uint64_t at = 1; at <= 1000; ++at) request.add_hashes_at(at);
  audit::v1::VerifyLogResponse response;
  using Audit = audit::v1::AuditService::Stub;
  const auto audit =
      audit::v1::AuditService::NewStub(suite_->ChannelTo(Service::kRegistry, "person/officer"));
  ASSERT_THAT(Ask(*audit, &Audit::VerifyLog, request, &response), IsOk());
  EXPECT_GT(response.hashes_size(), 0);
  request.add_hashes_at(1001);
  EXPECT_EQ(ReasonOf(Ask(*audit, &Audit::VerifyLog, request, &response)), "TOO_MANY_ITEMS");
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
