#include "lib/seal/key_ring.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/seal/digest.h"
#include "lib/testing/status_matchers.h"

namespace mingce::seal {
namespace {

constexpr absl::string_view kAad = "members|row 1";

KeyRing NewRing() { return KeyRing(MasterKey::Generate()); }

// The ring of the key 00 01 … 1f with id 0a0b0c0d.
KeyRing GoldenRing() {
  std::string pattern = testing::TempDir() + "/key_ring_test.XXXXXX";
  const std::string path = absl::StrCat(mkdtemp(pattern.data()), "/key");
  std::ofstream(path) << "mingce-key 1\n"
                         "id 0a0b0c0d\n"
                         "key 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n"
                         "check 38cb329d7ed35b3e\n";
  std::filesystem::permissions(path, std::filesystem::perms::owner_read);
  KeyRing ring(LoadKeyFile(path).value());
  std::filesystem::remove_all(pattern);
  return ring;
}

std::string ReasonOfOpening(const KeyRing& ring, absl::string_view aad, absl::string_view sealed) {
  const absl::StatusOr<std::string> opened = ring.Open(aad, sealed);
  if (opened.ok()) return "OK";
  EXPECT_THAT(opened, StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_EQ(ErrorInfoOf(opened.status())->domain, "mingce.seal");
  return ReasonOf(opened.status());
}

// Made with other libraries, from the formulas in key_ring.h alone.
TEST(KeyRingTest, Golden) {
  const KeyRing ring = GoldenRing();
  EXPECT_EQ(ring.key_id(), 0x0a0b0c0du);
  EXPECT_EQ(ring.CheckValue(), "0a0b0c0d-654cee1c64834712c2e8127aca1d6e21");
  EXPECT_EQ(ToHex(ring.BlindIndex("id/v1", "canonical value")), "f120aa5f9cf0f26c666d60b82d3e2da9");
  EXPECT_EQ(ToHex(ring.KeyedTag("case/v1", {"a", "bc"})), "e3e35ed336ea6d63e3603cff9e2431d1");
  EXPECT_EQ(ToHex(ring.RowMac("a key", "a value")), "92e85980b652f39fb8bd21ef9f4e8e8c");
  const std::string sealed = absl::HexStringToBytes(
      "010a0b0c0d6465666768696a6b6c6d6e6f8164c2c39641c314d8186933e5bff20d8d1edaaf190d3a12a14e849803"
      "aa9eeae581cecad87c78150eb938f0070b9fbdb9cfdff0aeedac6848822e6bca1ed0e2b480bf6ce8c08760162592"
      "81673cbeee");
  const absl::StatusOr<std::string> opened = ring.Open(kAad, sealed);
  ASSERT_THAT(opened, IsOk());
  EXPECT_EQ(*opened, "golden");
  EXPECT_EQ(ring.Seal(kAad, "golden").substr(0, 5), sealed.substr(0, 5));
}

TEST(KeyRingTest, RoundTripAtEveryLength) {
  const KeyRing ring = NewRing();
  std::string plaintext;
  for (int size = 0; size < 600; ++size) {
    const std::string sealed = ring.Seal(kAad, plaintext);
    const std::size_t padded = (plaintext.size() / 64 + 1) * 64;
    EXPECT_EQ(sealed.size(), padded + kSealOverheadBytes);
    const absl::StatusOr<std::string> opened = ring.Open(kAad, sealed);
    ASSERT_THAT(opened, IsOk());
    EXPECT_EQ(*opened, plaintext);
    plaintext.push_back(static_cast<char>(size * 7));
  }
  EXPECT_EQ(ring.Open("", ring.Seal("", "x")).value(), "x");
  for (const std::string& end : {std::string("\x80", 1), std::string("\x80\0\0", 3)}) {
    EXPECT_EQ(ring.Open("", ring.Seal("", "x" + end)).value(), "x" + end) << "as padding looks";
  }
}

TEST(KeyRingTest, LargestValueAndOnePast) {
  const KeyRing ring = NewRing();
  const std::string largest(kMaxSealBytes, 'x');
  const std::string sealed = ring.Seal(kAad, largest);
  EXPECT_EQ(ring.Open(kAad, sealed).value(), largest);
  EXPECT_EQ(ReasonOfOpening(ring, kAad, sealed + "x"), "SEAL_BROKEN");
  EXPECT_EQ(ring.Open(largest, ring.Seal(largest, "x")).value(), "x");
  EXPECT_EQ(ReasonOfOpening(ring, largest + "x", sealed), "SEAL_BROKEN");
}

TEST(KeyRingDeathTest, SealingTooMuchIsABug) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const KeyRing ring = NewRing();
  const std::string large(kMaxSealBytes + 1, 'x');
  EXPECT_DEATH(ring.Seal(kAad, large), "too large to seal");
  EXPECT_DEATH(ring.Seal(large, "x"), "too large to seal");
}

TEST(KeyRingTest, EveryChangedBitIsRefused) {
  const KeyRing ring = NewRing();
  const std::string sealed = ring.Seal(kAad, "a value of some length, longer than two blocks");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    const char* const expected = i == 0  ? "SEAL_UNKNOWN_SUITE"
                                 : i < 5 ? "SEAL_UNKNOWN_KEY"
                                         : "SEAL_BROKEN";
    for (int mask = 1; mask < 256; ++mask) {
      std::string changed = sealed;
      changed[i] = static_cast<char>(changed[i] ^ mask);
      ASSERT_EQ(ReasonOfOpening(ring, kAad, changed), expected) << i << " " << mask;
    }
  }
  EXPECT_EQ(ReasonOfOpening(ring, kAad, sealed), "OK");  // and nothing sticks
}

TEST(KeyRingTest, EveryOtherLengthIsRefused) {
  const KeyRing ring = NewRing();
  const std::string sealed = ring.Seal(kAad, "a value");
  for (std::size_t size = 0; size < sealed.size(); ++size) {
    EXPECT_EQ(ReasonOfOpening(ring, kAad, sealed.substr(0, size)), "SEAL_BROKEN") << size;
    const absl::Status status = ring.Open(kAad, sealed.substr(0, size)).status();
    EXPECT_EQ(status.message() == "a sealed value is cut short", size < kSealOverheadBytes);
  }
  EXPECT_EQ(ReasonOfOpening(ring, kAad, sealed + '\0'), "SEAL_BROKEN");
  EXPECT_EQ(ReasonOfOpening(ring, kAad, sealed + sealed), "SEAL_BROKEN");
}

TEST(KeyRingTest, AnotherPlaceIsRefused) {
  const KeyRing ring = NewRing();
  const std::string sealed = ring.Seal("table|row 1|phone", "a value");
  for (const char* aad : {"", "table|row 2|phone", "table|row 1|name", "table|row 1|phon",
                          "table|row 1|phone|", "\x01table|row 1|phone"}) {
    EXPECT_EQ(ReasonOfOpening(ring, aad, sealed), "SEAL_BROKEN") << aad;
  }
  // Bytes cannot wander between the aad and the value.
  EXPECT_EQ(ReasonOfOpening(ring, "ab", ring.Seal("a", "bc")), "SEAL_BROKEN");
}

TEST(KeyRingTest, PartsOfTwoValuesDoNotMix) {
  const KeyRing ring = NewRing();
  const std::string a = ring.Seal(kAad, "value a");
  const std::string b = ring.Seal(kAad, "value b");
  for (std::size_t cut = 6; cut < a.size(); ++cut) {
    const std::string mixed = a.substr(0, cut) + b.substr(cut);
    if (mixed == a || mixed == b) continue;  // one byte more or less, and that one is the same
    EXPECT_EQ(ReasonOfOpening(ring, kAad, mixed), "SEAL_BROKEN") << cut;
  }
}

TEST(KeyRingTest, AnotherKeyIsRefused) {
  const KeyRing ring = NewRing();
  const KeyRing other = NewRing();
  std::string sealed = ring.Seal(kAad, "a value");
  EXPECT_EQ(ReasonOfOpening(other, kAad, sealed), "SEAL_UNKNOWN_KEY");
  EXPECT_EQ(ErrorInfoOf(other.Open(kAad, sealed).status())->metadata.at("key_id"),
            ring.CheckValue().substr(0, 8));
  // Nor if it claims to be sealed with the other's key.
  sealed.replace(1, 4, other.Seal(kAad, "").substr(1, 4));
  EXPECT_EQ(ReasonOfOpening(other, kAad, sealed), "SEAL_BROKEN");
}

TEST(KeyRingTest, RandomBytesAreRefused) {
  const KeyRing ring = NewRing();
  const std::string head = ring.Seal(kAad, "").substr(0, 5);
  std::uint64_t state = 2019;
  for (int i = 0; i < 100000; ++i) {
    std::string bytes = i % 2 == 0 ? head : "";
    for (std::uint64_t n = (state >> 40) % 80; n > 0; --n) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      bytes.push_back(static_cast<char>(state >> 56));
    }
    state += 77;
    ASSERT_NE(ReasonOfOpening(ring, kAad, bytes), "OK");
  }
}

TEST(KeyRingTest, EverySealIsAnother) {
  const KeyRing ring = NewRing();
  std::set<std::string> nonces;
  for (int i = 0; i < 100000; ++i) nonces.insert(ring.Seal(kAad, "").substr(5, 12));
  EXPECT_EQ(nonces.size(), 100000u);
}

TEST(KeyRingTest, AForkedChildUsesOtherNonces) {
  const KeyRing ring = NewRing();
  ring.Seal(kAad, "");  // nonces are drawn ahead now
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    const std::string sealed = ring.Seal(kAad, "");
    _exit(write(ends[1], sealed.data(), sealed.size()) == 97 ? 0 : 1);
  }
  char bytes[kSealOverheadBytes + kSealPaddingBytes];
  ASSERT_EQ(read(ends[0], bytes, sizeof(bytes)), static_cast<ssize_t>(sizeof(bytes)));
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  const absl::string_view sealed(bytes, sizeof(bytes));
  EXPECT_THAT(ring.Open(kAad, sealed), IsOk());
  for (int i = 0; i < 64; ++i) {
    EXPECT_NE(ring.Seal(kAad, "").substr(5, 12), std::string(sealed.substr(5, 12)));
  }
  close(ends[0]);
  close(ends[1]);
}

TEST(KeyRingTest, SameFileSameRing) {
  const KeyRing a = GoldenRing();
  const KeyRing b = GoldenRing();
  const KeyRing other = NewRing();
  EXPECT_EQ(a.BlindIndex("id", "1"), b.BlindIndex("id", "1"));
  EXPECT_EQ(a.KeyedTag("case", {"1"}), b.KeyedTag("case", {"1"}));
  EXPECT_EQ(a.CheckValue(), b.CheckValue());
  EXPECT_EQ(b.Open(kAad, a.Seal(kAad, "x")).value(), "x");
  EXPECT_NE(a.BlindIndex("id", "1"), other.BlindIndex("id", "1"));
  EXPECT_NE(a.KeyedTag("case", {"1"}), other.KeyedTag("case", {"1"}));
  EXPECT_NE(a.CheckValue(), other.CheckValue());
}

TEST(KeyRingTest, IndexAndTagAreDelimited) {
  const KeyRing ring = NewRing();
  EXPECT_NE(ring.BlindIndex("a", "bc"), ring.BlindIndex("ab", "c"));
  EXPECT_NE(ring.BlindIndex("", "abc"), ring.BlindIndex("abc", ""));
  EXPECT_NE(ring.KeyedTag("a", {"bc"}), ring.KeyedTag("ab", {"c"}));
  EXPECT_NE(ring.KeyedTag("p", {"a", "bc"}), ring.KeyedTag("p", {"ab", "c"}));
  EXPECT_NE(ring.KeyedTag("p", {"abc"}), ring.KeyedTag("p", {"a", "bc"}));
  EXPECT_NE(ring.KeyedTag("p", {}), ring.KeyedTag("p", {""}));
  EXPECT_NE(ring.KeyedTag("p", {"", "a"}), ring.KeyedTag("p", {"a", ""}));
  // A tag is never an index: they have keys of their own.
  EXPECT_NE(ring.KeyedTag("p", {}), ring.BlindIndex("p", ""));
}

TEST(KeyRingTest, MovesAndOutlivesItsMasterKey) {
  KeyRing moved = NewRing();
  const std::string check = moved.CheckValue();
  const KeyRing ring(std::move(moved));
  EXPECT_EQ(ring.CheckValue(), check);
  EXPECT_EQ(ring.Open(kAad, ring.Seal(kAad, "x")).value(), "x");
}

TEST(KeyRingTest, ManyThreadsAndRings) {
  const KeyRing rings[] = {NewRing(), NewRing()};
  const Tag expected[] = {rings[0].BlindIndex("id", "1"), rings[1].BlindIndex("id", "1")};
  std::vector<std::thread> threads;
  for (int t = 0; t < 24; ++t) {  // more than lanes, so that some are shared
    threads.emplace_back([&, t] {
      for (int i = 0; i < 1500; ++i) {
        const int r = (t + i) % 2;
        const std::string aad = absl::StrCat(t, "|", i);
        const std::string value = absl::StrCat("value ", i);
        const std::string sealed = rings[r].Seal(aad, value);
        ASSERT_EQ(rings[r].Open(aad, sealed).value(), value);
        ASSERT_EQ(ReasonOfOpening(rings[1 - r], aad, sealed), "SEAL_UNKNOWN_KEY");
        ASSERT_EQ(ReasonOfOpening(rings[r], value, sealed), "SEAL_BROKEN");
        ASSERT_EQ(rings[r].BlindIndex("id", "1"), expected[r]);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace mingce::seal
