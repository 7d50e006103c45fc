#include "lib/ledger/verify_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/ledger/records.h"
#include "lib/seal/chain.h"
#include "lib/testing/fake_clock.h"
#include "lib/testing/status_matchers.h"

namespace mingce::ledger {
namespace {

using testing::ElementsAre;

constexpr Tables kTables = {.meta = 1, .request = 2, .event = 3, .audit = 4};
constexpr std::uint64_t kEntries = 9;

// No secret; enough to tell who wrote a row.
kv::Mac MacOf(absl::string_view key, absl::string_view value) {
  kv::Mac mac{};
  const seal::Digest digest = seal::Sha256({key, value});
  std::copy_n(digest.begin(), mac.size(), mac.begin());
  return mac;
}

class VerifyLogTest : public testing::TestWithParam<WhichLog> {
 protected:
  VerifyLogTest() {
    Open(MacOf);
    const auto ledger = Ledger::Open(store_.get(), &clock_,
                                     {.tables = kTables,
                                      .source = "mingce/test",
                                      .on_fatal = [](const absl::Status&) { std::abort(); }})
                            .value();
    for (std::uint64_t i = 0; i < kEntries; ++i) {
      Command command;
      command.audit = audit::Entry{.actor = "spiffe://t/a", .action = "test.Do"};
      command.decide = [](Transaction& transaction, audit::Entry*) {
        transaction.AppendEvent({.type = "t", .subject = "s", .data = "x"});
        return std::string();
      };
      EXPECT_THAT(ledger->SubmitAndWait(std::move(command)), IsOk());
    }
  }
  ~VerifyLogTest() override {
    store_.reset();
    std::filesystem::remove_all(directory_);
  }

  void Open(kv::RowMac mac) {
    store_.reset();
    store_ = kv::OpenRocks({.directory = directory_, .row_mac = std::move(mac)}).value();
  }
  std::uint8_t table() const { return GetParam() == WhichLog::kAudit ? 4 : 3; }
  std::string KeyOf(std::uint64_t sequence) const { return SequenceKey(table(), sequence); }
  std::string Row(std::uint64_t sequence) const {
    return store_->Get(KeyOf(sequence)).value().value();
  }
  seal::Digest HashAt(std::uint64_t sequence) const {
    seal::Digest hash = seal::kChainStart;
    if (sequence == 0) return hash;
    const std::string row = Row(sequence);
    std::copy_n(row.begin(), hash.size(), hash.begin());
    return hash;
  }
  void Put(std::uint64_t sequence, const std::string& row) {
    kv::Batch batch;
    batch.Put(KeyOf(sequence), row);
    ASSERT_THAT(store_->Commit(batch), IsOk());
  }
  void Delete(std::uint64_t sequence) {
    kv::Batch batch;
    batch.Delete(KeyOf(sequence));
    ASSERT_THAT(store_->Commit(batch), IsOk());
  }
  // The head of the log alone.
  void SetHead(std::uint64_t sequence, const seal::Digest& hash) {
    HeadRecord head = ReadHead(*store_, kTables.meta).value();
    (GetParam() == WhichLog::kAudit ? head.audit_sequence : head.event_sequence) = sequence;
    (GetParam() == WhichLog::kAudit ? head.audit_hash : head.event_hash) = hash;
    kv::Batch batch;
    batch.Put(MetaKey(kTables.meta, "head"), EncodeHead(head));
    ASSERT_THAT(store_->Commit(batch), IsOk());
  }

  absl::StatusOr<LogProof> Prove(const Cursor& after = {}, std::size_t max_entries = 100,
                                 std::vector<std::uint64_t> hashes_at = {},
                                 std::size_t max_bytes = 1 << 20) const {
    return VerifyLog(*store_->Snapshot(), kTables,
                     {.log = GetParam(),
                      .after = after,
                      .max_entries = max_entries,
                      .max_bytes = max_bytes,
                      .hashes_at = std::move(hashes_at)});
  }
  // "verified of head", and the break.
  std::string Verdict() const {
    const LogProof proof = Prove().value();
    const std::string verdict = absl::StrCat(proof.verified.sequence, " of ", proof.head.sequence);
    if (!proof.broken.has_value()) return verdict;
    return absl::StrCat(verdict, " ", proof.broken->reason, " ", proof.broken->sequence);
  }

  FakeClock clock_{absl::UnixEpoch()};
  const std::string directory_ = absl::StrCat(testing::TempDir(), "/verify-log-", NewOpaqueId());
  std::unique_ptr<kv::KvStore> store_;
};

INSTANTIATE_TEST_SUITE_P(BothLogs, VerifyLogTest,
                         testing::Values(WhichLog::kEvents, WhichLog::kAudit));

TEST_P(VerifyLogTest, AWholeLogIsProvedPageByPage) {
  std::vector<std::uint64_t> ends;
  Cursor after;
  for (;;) {
    const LogProof proof = Prove(after, 4).value();
    EXPECT_FALSE(proof.broken.has_value());
    EXPECT_EQ(proof.head.sequence, kEntries);
    EXPECT_EQ(proof.verified.hash, seal::AsView(HashAt(proof.verified.sequence)));
    after = proof.verified;
    ends.push_back(after.sequence);
    if (after.sequence == proof.head.sequence) break;
  }
  EXPECT_THAT(ends, ElementsAre(4, 8, 9));
  EXPECT_EQ(Prove(after).value().verified, after) << "nothing is left";
}

TEST_P(VerifyLogTest, APageEndsWithTheEntryThatFillsItsBytes) {
  const auto bytes = [this](std::uint64_t sequence) {
    return Row(sequence).size() - seal::Digest().size();
  };
  const std::size_t two = bytes(1) + bytes(2);
  EXPECT_EQ(Prove({}, 100, {}, two).value().verified.sequence, 2u);
  EXPECT_EQ(Prove({}, 100, {}, two + 1).value().verified.sequence, 3u);
  EXPECT_EQ(Prove({}, 100, {}, 1).value().verified.sequence, 1u) << "one there is always";
}

TEST_P(VerifyLogTest, TellsTheHashesThatAreAskedFor) {
  const LogProof first = Prove({}, 5, {1, 3, 5, 6, 99}).value();
  using Hash = std::pair<std::uint64_t, seal::Digest>;
  EXPECT_THAT(first.hashes,
              ElementsAre(Hash(1, HashAt(1)), Hash(3, HashAt(3)), Hash(5, HashAt(5))));
  const LogProof second = Prove(first.verified, 100, {1, 3, 5, 6, 99}).value();
  EXPECT_THAT(second.hashes, ElementsAre(Hash(6, HashAt(6))));
}

TEST_P(VerifyLogTest, APlaceThatIsNotOfTheLogIsRefused) {
  Cursor after = Prove({}, 4).value().verified;
  after.hash[0] ^= 1;
  EXPECT_EQ(ReasonOf(Prove(after).status()), "CURSOR_HASH_MISMATCH");
  after = {.epoch = "another", .sequence = 0, .hash = ""};
  EXPECT_EQ(ReasonOf(Prove(after).status()), "EPOCH_CHANGED");
  after = {.epoch = "", .sequence = kEntries + 1, .hash = std::string(32, 'h')};
  EXPECT_EQ(ReasonOf(Prove(after).status()), "CURSOR_AHEAD");
}

TEST_P(VerifyLogTest, ARowOfSomebodyElseIsNamed) {
  Open(nullptr);
  std::string row = Row(6);
  row[40] = static_cast<char>(row[40] ^ 1);
  Put(6, row);
  Open(MacOf);
  EXPECT_EQ(Verdict(), "5 of 9 ROW_ALTERED 6");
}

// By somebody who has the key.
TEST_P(VerifyLogTest, TheFirstEntryThatIsNotWhatWasWrittenIsNamed) {
  const std::string sixth = Row(6);
  std::string row = sixth;
  row.back() = static_cast<char>(row.back() ^ 1);
  Put(6, row);
  EXPECT_EQ(Verdict(), "5 of 9 CHAIN_BROKEN 6");
  const std::string junk = "\xff\xff";
  Put(6, EncodeChained(seal::ChainHash(HashAt(5), junk), junk));
  EXPECT_EQ(Verdict(), "5 of 9 ROW_UNREADABLE 6");
  const std::string other = Row(2).substr(32);
  Put(6, EncodeChained(seal::ChainHash(HashAt(5), other), other));
  EXPECT_EQ(Verdict(), "5 of 9 ROW_MISPLACED 6");
  Put(6, "short");
  EXPECT_EQ(Verdict(), "5 of 9 ROW_UNREADABLE 6");
  Delete(6);
  EXPECT_EQ(Verdict(), "5 of 9 CHAIN_GAP 6");
  Put(6, sixth);
  EXPECT_EQ(Verdict(), "9 of 9");
}

TEST_P(VerifyLogTest, TheHeadNamesTheLastEntry) {
  const seal::Digest eighth = HashAt(8);
  const seal::Digest ninth = HashAt(9);
  SetHead(9, eighth);
  EXPECT_EQ(Verdict(), "9 of 9 CHAIN_HEAD_WRONG 9");
  SetHead(8, eighth);
  EXPECT_EQ(Verdict(), "8 of 8 CHAIN_HEAD_WRONG 9");
  SetHead(9, ninth);
  Delete(9);
  EXPECT_EQ(Verdict(), "8 of 9 CHAIN_GAP 9");
  SetHead(8, eighth);
  EXPECT_EQ(Verdict(), "8 of 8") << "an end cut off with the head shows to who holds a later one";
}

}  // namespace
}  // namespace mingce::ledger
