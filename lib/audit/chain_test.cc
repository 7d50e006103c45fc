#include "lib/audit/chain.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "lib/audit/entry.h"
#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"

namespace mingce::audit {
namespace {

struct Stored {
  std::uint64_t sequence;
  std::string hash;
  std::string encoded;
};
using Log = std::vector<Stored>;

std::string Hash(const seal::Digest& digest) { return std::string(seal::AsView(digest)); }

std::string EncodedEntry(std::uint64_t sequence) {
  return Encode({.sequence = sequence,
                 .time_micros = static_cast<std::int64_t>(1572537600000000 + sequence * 1000),
                 .actor = "spiffe://taoyuan/service/aid",
                 .action = "members.CheckEligibility",
                 .subject = absl::StrCat("members/", sequence * 7919),
                 .organization = "organizations/7b",
                 .purpose = "aid",
                 .case_ref_tag = "0123456789abcdef0123456789abcdef",
                 .decision = sequence % 3 == 0 ? "ELIGIBLE" : "NOT_COUNTED",
                 .request_hash = std::string(32, 'h'),
                 .count = 1});
}

// Entries `first`+1 … `last` as they are stored.
Log WriteLog(std::uint64_t last) {
  Log log;
  seal::Digest head = seal::kChainStart;
  for (std::uint64_t n = 1; n <= last; ++n) {
    std::string encoded = EncodedEntry(n);
    head = seal::ChainHash(head, encoded);
    log.push_back({n, Hash(head), std::move(encoded)});
  }
  return log;
}

absl::Status Add(const Stored& stored, ChainVerifier* verifier) {
  return verifier->Add(stored.sequence, stored.hash, stored.encoded);
}

// The first error of `log`, or of its head against the one of `held`.
absl::Status Verify(const Log& log, const Log& held) {
  ChainVerifier verifier;
  for (const Stored& stored : log) {
    if (!Add(stored, &verifier).ok()) break;
  }
  return verifier.CheckHead(held.back().sequence, held.back().hash);
}

// "reason@sequence" of an error.
std::string Where(const absl::Status& status) {
  if (status.ok()) return "OK";
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kDataLoss));
  const ErrorInfo info = ErrorInfoOf(status).value();
  EXPECT_EQ(info.domain, "mingce.audit");
  return absl::StrCat(info.reason, "@", info.metadata.at("sequence"));
}

constexpr std::size_t kEntries = 200;

class ChainTest : public testing::Test {
 protected:
  const Log log_ = WriteLog(kEntries);
};

TEST_F(ChainTest, AcceptsWhatWasWritten) {
  EXPECT_THAT(Verify(log_, log_), IsOk());
  ChainVerifier verifier;
  EXPECT_EQ(verifier.last_sequence(), 0u);
  EXPECT_EQ(verifier.head(), seal::kChainStart);
  for (const Stored& stored : log_) {
    ASSERT_THAT(Add(stored, &verifier), IsOk());
    EXPECT_EQ(Hash(verifier.head()), stored.hash);
    EXPECT_EQ(verifier.last_sequence(), stored.sequence);
  }
}

TEST_F(ChainTest, StartsBehindATrustedHead) {
  ChainVerifier whole;
  for (std::size_t i = 0; i < 50; ++i) ASSERT_THAT(Add(log_[i], &whole), IsOk());
  ChainVerifier rest(50, whole.head());
  for (std::size_t i = 50; i < log_.size(); ++i) ASSERT_THAT(Add(log_[i], &rest), IsOk());
  EXPECT_THAT(rest.CheckHead(kEntries, log_.back().hash), IsOk());
  EXPECT_EQ(Where(ChainVerifier(50, seal::kChainStart).Add(51, log_[50].hash, log_[50].encoded)),
            "AUDIT_HASH_MISMATCH@51");
}

TEST_F(ChainTest, EveryEntryDeleted) {
  for (std::size_t i = 0; i < log_.size(); ++i) {
    Log log = log_;
    log.erase(log.begin() + static_cast<std::ptrdiff_t>(i));
    const char* reason = i + 1 == log_.size() ? "AUDIT_HEAD_MISMATCH@" : "AUDIT_GAP@";
    ASSERT_EQ(Where(Verify(log, log_)), absl::StrCat(reason, i + 1));
    // And with the later ones renumbered to close the gap.
    for (std::size_t k = i; k < log.size(); ++k) log[k].sequence = k + 1;
    if (i + 1 == log_.size()) continue;
    ASSERT_EQ(Where(Verify(log, log_)), absl::StrCat("AUDIT_HASH_MISMATCH@", i + 1));
  }
}

TEST_F(ChainTest, EveryEntryDuplicated) {
  for (std::size_t i = 0; i < log_.size(); ++i) {
    Log log = log_;
    log.insert(log.begin() + static_cast<std::ptrdiff_t>(i), log_[i]);
    ASSERT_EQ(Where(Verify(log, log_)), absl::StrCat("AUDIT_GAP@", i + 2));
    for (std::size_t k = i; k < log.size(); ++k) log[k].sequence = k + 1;
    ASSERT_EQ(Where(Verify(log, log_)), absl::StrCat("AUDIT_HASH_MISMATCH@", i + 2));
  }
}

TEST_F(ChainTest, EveryPairSwapped) {
  for (std::size_t i = 0; i < log_.size(); ++i) {
    for (std::size_t k = i + 1; k < log_.size(); k += 13) {
      Log log = log_;
      std::swap(log[i], log[k]);
      ASSERT_EQ(Where(Verify(log, log_)), absl::StrCat("AUDIT_GAP@", i + 1));
      std::swap(log[i].sequence, log[k].sequence);
      ASSERT_EQ(Where(Verify(log, log_)), absl::StrCat("AUDIT_HASH_MISMATCH@", i + 1));
      std::swap(log[i].hash, log[k].hash);  // only the entries themselves swapped
      ASSERT_EQ(Where(Verify(log, log_)), absl::StrCat("AUDIT_HASH_MISMATCH@", i + 1));
    }
  }
}

TEST_F(ChainTest, EveryTruncation) {
  for (std::size_t size = 0; size < log_.size(); ++size) {
    const Log log(log_.begin(), log_.begin() + static_cast<std::ptrdiff_t>(size));
    ASSERT_EQ(Where(Verify(log, log_)), absl::StrCat("AUDIT_HEAD_MISMATCH@", size + 1));
  }
}

TEST_F(ChainTest, EveryByteFlipped) {
  ChainVerifier before;  // has accepted everything in front of the changed entry
  std::size_t mutants = 0;
  for (const Stored& good : log_) {
    const std::string expected = absl::StrCat("AUDIT_HASH_MISMATCH@", good.sequence);
    Stored bad = good;
    for (std::string* part : {&bad.encoded, &bad.hash}) {
      for (std::size_t i = 0; i < part->size(); ++i) {
        for (const int mask : {0x01, 0x80, 0xff}) {
          (*part)[i] = static_cast<char>((*part)[i] ^ mask);
          ChainVerifier verifier = before;
          ASSERT_EQ(Where(Add(bad, &verifier)), expected);
          ASSERT_EQ(Hash(verifier.head()), Hash(before.head()));
          (*part)[i] = static_cast<char>((*part)[i] ^ mask);
          ++mutants;
        }
      }
    }
    for (int bit = 0; bit < 64; ++bit) {
      bad.sequence = good.sequence ^ (std::uint64_t{1} << bit);
      ChainVerifier verifier = before;
      ASSERT_EQ(Where(Add(bad, &verifier)), absl::StrCat("AUDIT_GAP@", good.sequence));
      ++mutants;
    }
    ASSERT_THAT(Add(good, &before), IsOk());
  }
  EXPECT_GE(mutants, 150000u);
}

TEST_F(ChainTest, EveryLengthOfAnEntryAndOfItsHash) {
  for (const std::size_t n : {std::size_t{0}, kEntries - 1}) {
    ChainVerifier before;
    for (std::size_t i = 0; i < n; ++i) ASSERT_THAT(Add(log_[i], &before), IsOk());
    const std::string expected = absl::StrCat("AUDIT_HASH_MISMATCH@", n + 1);
    for (std::size_t size = 0; size < log_[n].encoded.size(); ++size) {
      ChainVerifier verifier = before;
      ASSERT_EQ(Where(verifier.Add(n + 1, log_[n].hash, log_[n].encoded.substr(0, size))),
                expected);
    }
    for (std::size_t size = 0; size < 32; ++size) {
      ChainVerifier verifier = before;
      ASSERT_EQ(Where(verifier.Add(n + 1, log_[n].hash.substr(0, size), log_[n].encoded)),
                expected);
    }
    ChainVerifier verifier = before;
    ASSERT_EQ(Where(verifier.Add(n + 1, log_[n].hash + '\0', log_[n].encoded)), expected);
  }
}

// One who can write the store can also hash what he writes.
TEST_F(ChainTest, HashedAnewButNotAnEntry) {
  ChainVerifier verifier;
  const std::string junk = "not an entry";
  EXPECT_EQ(Where(verifier.Add(1, Hash(seal::ChainHash(seal::kChainStart, junk)), junk)),
            "AUDIT_ENTRY_UNREADABLE@1");
  ChainVerifier other;
  const std::string second = EncodedEntry(2);
  EXPECT_EQ(Where(other.Add(1, Hash(seal::ChainHash(seal::kChainStart, second)), second)),
            "AUDIT_ENTRY_MISPLACED@1");
}

TEST_F(ChainTest, RewrittenWholeIsSeenByWhoeverHoldsAHead) {
  Log forged;
  seal::Digest head = seal::kChainStart;
  for (std::uint64_t n = 1; n <= kEntries; ++n) {
    Entry entry = Decode(log_[n - 1].encoded).value();
    if (n == 77) entry.decision = "ELIGIBLE";
    const std::string encoded = Encode(entry);
    head = seal::ChainHash(head, encoded);
    forged.push_back({n, Hash(head), encoded});
  }
  EXPECT_EQ(Where(Verify(forged, forged)), "OK");
  EXPECT_EQ(Where(Verify(forged, log_)), "AUDIT_HEAD_MISMATCH@200");
}

TEST_F(ChainTest, OlderHeldHeadIsCheckedOnTheWay) {
  ChainVerifier verifier;
  for (std::size_t i = 0; i < 10; ++i) ASSERT_THAT(Add(log_[i], &verifier), IsOk());
  EXPECT_THAT(verifier.CheckHead(10, log_[9].hash), IsOk());
  EXPECT_EQ(Where(verifier.CheckHead(10, log_[8].hash)), "AUDIT_HEAD_MISMATCH@10");
  EXPECT_EQ(Where(verifier.CheckHead(9, log_[8].hash)), "AUDIT_HEAD_MISMATCH@10");
  EXPECT_EQ(Where(verifier.CheckHead(11, log_[10].hash)), "AUDIT_HEAD_MISMATCH@11");
}

TEST_F(ChainTest, TheFirstErrorStays) {
  ChainVerifier verifier;
  ASSERT_THAT(Add(log_[0], &verifier), IsOk());
  EXPECT_EQ(Where(Add(log_[2], &verifier)), "AUDIT_GAP@2");
  EXPECT_EQ(Where(Add(log_[1], &verifier)), "AUDIT_GAP@2");
  EXPECT_EQ(Where(verifier.CheckHead(1, log_[0].hash)), "AUDIT_GAP@2");
  EXPECT_EQ(verifier.last_sequence(), 1u);
  EXPECT_EQ(Hash(verifier.head()), log_[0].hash);
}

}  // namespace
}  // namespace mingce::audit
