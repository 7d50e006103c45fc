#include "cli/store/chain.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/store/key_parts.h"
#include "lib/audit/entry.h"
#include "lib/seal/chain.h"

namespace mingce::cli::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Rows = std::vector<std::pair<std::string, std::string>>;

// As the services chain them.
Rows ChainOf(int entries) {
  Rows rows;
  seal::Digest hash = seal::kChainStart;
  for (int n = 1; n <= entries; ++n) {
    const std::string payload = absl::StrCat("payload ", n);
    hash = seal::ChainHash(hash, payload);
    rows.emplace_back(Key(0x04).U64(static_cast<std::uint64_t>(n)).str(),
                      absl::StrCat(seal::AsView(hash), payload));
  }
  return rows;
}

ChainEnd HeadOf(const Rows& rows) {
  return {.sequence = rows.size(), .hash = rows.back().second.substr(0, kDigestBytes)};
}

// "reason subject" of each finding.
std::vector<std::string> Wrong(const Rows& rows, const ChainEnd& head) {
  Findings findings(100);
  Chain chain("audit", &findings);
  for (const auto& [key, value] : rows) (void)chain.Next(key, value);
  chain.CheckHead("head", head);
  std::vector<std::string> wrong;
  for (const Finding& finding : findings.first()) {
    wrong.push_back(absl::StrCat(finding.reason, " ", finding.subject));
  }
  return wrong;
}

TEST(ChainTest, FindsNothingInASoundOne) {
  const Rows rows = ChainOf(5);
  EXPECT_THAT(Wrong(rows, HeadOf(rows)), IsEmpty());
  EXPECT_THAT(Wrong({}, {}), IsEmpty());
}

TEST(ChainTest, TellsEachBreakOnceAndWhere) {
  const Rows sound = ChainOf(5);
  const ChainEnd head = HeadOf(sound);
  Rows rows = sound;
  rows[1].second.back() = 'x';
  rows[3].second.back() = 'x';
  EXPECT_THAT(Wrong(rows, head), ElementsAre("CHAIN_BROKEN 2", "CHAIN_BROKEN 4"));
  rows = sound;
  rows[1].second = rows[2].second;  // another entry with its own hash
  EXPECT_THAT(Wrong(rows, head), ElementsAre("CHAIN_BROKEN 2", "CHAIN_BROKEN 3"));
  rows = sound;
  rows.erase(rows.begin() + 2);
  EXPECT_THAT(Wrong(rows, head), ElementsAre("CHAIN_GAP 3"));
  rows = sound;
  rows.erase(rows.begin());
  EXPECT_THAT(Wrong(rows, head), ElementsAre("CHAIN_GAP 1"));
  rows = sound;
  rows.pop_back();
  EXPECT_THAT(Wrong(rows, head), ElementsAre("CHAIN_HEAD_WRONG 5"));
  rows = sound;
  rows.back().second.back() = 'x';
  EXPECT_THAT(Wrong(rows, head), ElementsAre("CHAIN_BROKEN 5"));
  EXPECT_THAT(Wrong(sound, {.sequence = 5}), ElementsAre("CHAIN_HEAD_WRONG 5"));
  rows = sound;
  rows[2].second = "short";
  EXPECT_THAT(Wrong(rows, head), ElementsAre("ROW_UNREADABLE "));
  rows = sound;
  rows[2].first.push_back('x');
  EXPECT_THAT(Wrong(rows, head), ElementsAre("ROW_UNKNOWN ", "CHAIN_GAP 3"));
}

TEST(ChainTest, ReadsAuditEntriesAsTheyAreWritten) {
  const std::string bytes = audit::Encode({.sequence = 7,
                                           .time_micros = -1,
                                           .time_suspect = true,
                                           .actor = "spiffe://mingce/person/officer",
                                           .action = "members.CheckEligibility",
                                           .subject = std::string(2000, 'x'),
                                           .request_hash = std::string(32, '\x01'),
                                           .count = 3});
  std::uint64_t sequence = 0;
  EXPECT_TRUE(ReadAuditEntry(bytes, &sequence));
  EXPECT_EQ(sequence, 7u);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(ReadAuditEntry(bytes.substr(0, size), &sequence)) << size;
  }
  EXPECT_FALSE(ReadAuditEntry(absl::StrCat(bytes, "x"), &sequence));
  std::string of_another_version = bytes;
  of_another_version[0] = '\x02';
  EXPECT_FALSE(ReadAuditEntry(of_another_version, &sequence));
}

}  // namespace
}  // namespace mingce::cli::store
