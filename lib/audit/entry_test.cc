#include "lib/audit/entry.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"

namespace mingce::audit {
namespace {

Entry Example() {
  return {.sequence = 258,
          .time_micros = 1572537600000001,
          .time_suspect = true,
          .actor = "spiffe://taoyuan/partner/x",
          .action = "members.CheckEligibility",
          .subject = "members/4a",
          .organization = "organizations/7b",
          .purpose = "aid",
          .case_ref_tag = "00ff",
          .decision = "ELIGIBLE",
          .detail = "COUNTED,COMPLETE",
          .request_hash = std::string(32, 'h'),
          .count = 3};
}

class Random {
 public:
  std::uint64_t Next() {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return state_ >> 33;
  }
  std::string Bytes(std::uint64_t size) {
    std::string bytes;
    while (bytes.size() < size) bytes.push_back(static_cast<char>(Next()));
    return bytes;
  }

 private:
  std::uint64_t state_ = 2019;
};

TEST(EntryTest, GoldenBytes) {
  const std::string expected = absl::StrCat(
      absl::HexStringToBytes("01"
                             "01"
                             "0000000000000102"
                             "00059636f10b4001"
                             "00000003"),
      absl::HexStringToBytes("001a"), "spiffe://taoyuan/partner/x", absl::HexStringToBytes("0018"),
      "members.CheckEligibility", absl::HexStringToBytes("000a"), "members/4a",
      absl::HexStringToBytes("0010"), "organizations/7b", absl::HexStringToBytes("0003"), "aid",
      absl::HexStringToBytes("0004"), "00ff", absl::HexStringToBytes("0008"), "ELIGIBLE",
      absl::HexStringToBytes("0010"), "COUNTED,COMPLETE", absl::HexStringToBytes("0020"),
      std::string(32, 'h'));
  EXPECT_EQ(absl::BytesToHexString(Encode(Example())), absl::BytesToHexString(expected));
}

TEST(EntryTest, RoundTrips) {
  Entry extreme;
  extreme.sequence = std::numeric_limits<std::uint64_t>::max();
  extreme.time_micros = std::numeric_limits<std::int64_t>::min();
  extreme.count = std::numeric_limits<std::uint32_t>::max();
  Entry negative = Example();
  negative.time_micros = -1;
  Entry odd = Example();
  odd.purpose = std::string("\0\xff\n", 3);
  odd.shortened = true;
  for (const Entry& entry : {Example(), Entry(), extreme, negative, odd}) {
    const absl::StatusOr<Entry> decoded = Decode(Encode(entry));
    ASSERT_THAT(decoded, IsOk());
    EXPECT_EQ(*decoded, entry);
  }
  EXPECT_EQ(Encode(Entry()).size(), 40u);
}

TEST(EntryTest, RandomEntriesRoundTrip) {
  Random random;
  for (int i = 0; i < 20000; ++i) {
    Entry entry = {.sequence = random.Next(),
                   .time_micros = static_cast<std::int64_t>(random.Next()),
                   .time_suspect = random.Next() % 2 == 0};
    for (std::string* field :
         {&entry.actor, &entry.action, &entry.subject, &entry.organization, &entry.purpose,
          &entry.case_ref_tag, &entry.decision, &entry.detail}) {
      *field = random.Bytes(random.Next() % 30);
    }
    if (random.Next() % 2 == 0) entry.request_hash = random.Bytes(32);
    entry.count = static_cast<std::uint32_t>(random.Next());
    const absl::StatusOr<Entry> decoded = Decode(Encode(entry));
    ASSERT_THAT(decoded, IsOk());
    ASSERT_EQ(*decoded, entry);
  }
}

TEST(EntryTest, FieldAtTheLimitAndOnePast) {
  Entry entry = Example();
  entry.purpose = std::string(kMaxFieldBytes, 'p');
  EXPECT_EQ(Decode(Encode(entry)).value(), entry);
  entry.purpose.push_back('p');
  Entry cut = entry;
  cut.purpose.pop_back();
  cut.shortened = true;
  EXPECT_EQ(Decode(Encode(entry)).value(), cut);
}

TEST(EntryTest, EveryFieldIsCutAndTheLargestEntryDecodes) {
  Entry entry = Example();
  for (std::string* field : {&entry.actor, &entry.action, &entry.subject, &entry.organization,
                             &entry.purpose, &entry.case_ref_tag, &entry.decision, &entry.detail}) {
    *field = std::string(100000, 'x');
  }
  EXPECT_EQ(Encode(entry).size(), 8264u);
  const absl::StatusOr<Entry> decoded = Decode(Encode(entry));
  ASSERT_THAT(decoded, IsOk());
  EXPECT_TRUE(decoded->shortened);
  EXPECT_EQ(decoded->detail, std::string(kMaxFieldBytes, 'x'));
}

TEST(EntryTest, CharactersAreNotTorn) {
  Entry entry;
  for (std::size_t lead = 0; lead < 8; ++lead) {
    for (const absl::string_view character : {"é", "名", "𠮷"}) {
      entry.detail = std::string(lead, 'x');
      while (entry.detail.size() <= kMaxFieldBytes) absl::StrAppend(&entry.detail, character);
      const std::string kept = Decode(Encode(entry)).value().detail;
      EXPECT_GT(kept.size() + character.size(), kMaxFieldBytes);
      EXPECT_EQ((kept.size() - lead) % character.size(), 0u);
      EXPECT_EQ(kept, entry.detail.substr(0, kept.size()));
    }
  }
  entry.detail = std::string(2000, '\x80');  // not UTF-8
  EXPECT_EQ(Decode(Encode(entry)).value().detail.size(), kMaxFieldBytes - 3);
}

TEST(EntryTest, AHashOfAnotherLengthIsLeftOut) {
  for (const std::size_t size : {1u, 31u, 33u, 70000u}) {
    Entry entry = Example();
    entry.request_hash = std::string(size, 'h');
    const Entry decoded = Decode(Encode(entry)).value();
    EXPECT_EQ(decoded.request_hash, "");
    EXPECT_TRUE(decoded.shortened);
    EXPECT_EQ(decoded.detail, entry.detail);
  }
}

void ExpectUnreadable(absl::string_view bytes) {
  const absl::StatusOr<Entry> decoded = Decode(bytes);
  ASSERT_THAT(decoded, StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_EQ(ReasonOf(decoded.status()), "AUDIT_ENTRY_UNREADABLE");
}

TEST(EntryTest, RefusesWhatItDidNotWrite) {
  const std::string good = Encode(Example());
  for (std::size_t size = 0; size < good.size(); ++size) ExpectUnreadable(good.substr(0, size));
  ExpectUnreadable(good + '\0');
  for (int version = 0; version < 256; ++version) {
    std::string changed = good;
    changed[0] = static_cast<char>(version);
    if (version != 1) ExpectUnreadable(changed);
  }
  for (int flags = 4; flags < 256; ++flags) {
    std::string changed = good;
    changed[1] = static_cast<char>(flags);
    ExpectUnreadable(changed);
  }
  // A field one byte past the limit, all else as it should be: detail's length stands at 36.
  std::string long_field = Encode({.detail = std::string(kMaxFieldBytes, 'x')});
  ASSERT_THAT(Decode(long_field), IsOk());
  long_field.replace(36, 2, std::string("\x04\x01", 2));
  long_field.insert(38, "x");
  ExpectUnreadable(long_field);
  std::string short_hash = Encode(Entry());
  short_hash[39] = 31;
  ExpectUnreadable(short_hash + std::string(31, 'h'));
}

// Whatever the bytes are, Decode answers, and what it accepts has no other spelling.
TEST(EntryTest, DecodeIsTotalAndCanonical) {
  Random random;
  const std::string good = Encode(Example());
  int accepted = 0;
  for (int i = 0; i < 300000; ++i) {
    std::string bytes = good;
    if (i % 3 == 0) {
      bytes = random.Bytes(random.Next() % 200);
      if (!bytes.empty()) bytes[0] = 1;
    } else if (i % 3 == 1) {
      for (std::uint64_t n = random.Next() % 4 + 1; n > 0; --n) {
        bytes[random.Next() % bytes.size()] = static_cast<char>(random.Next());
      }
    } else {
      bytes.erase(random.Next() % bytes.size(), random.Next() % 8);
      bytes.insert(random.Next() % bytes.size(), random.Bytes(random.Next() % 8));
    }
    const absl::StatusOr<Entry> decoded = Decode(bytes);
    if (!decoded.ok()) continue;
    ++accepted;
    ASSERT_EQ(Encode(*decoded), bytes);
  }
  EXPECT_GT(accepted, 50000);  // the mutants do reach behind the first checks
  EXPECT_LT(accepted, 200000);
}

}  // namespace
}  // namespace mingce::audit
