#include "lib/seal/digest.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "lib/seal/chain.h"

namespace mingce::seal {
namespace {

TEST(DigestTest, PartsAreHashedAsOne) {
  const Digest whole = Sha256({"abc"});
  EXPECT_EQ(ToHex(whole), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Sha256({"a", "bc"}), whole);
  EXPECT_EQ(Sha256({"", "ab", "", "c"}), whole);
  EXPECT_EQ(ToHex(Sha256({})), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256({absl::string_view()}), Sha256({}));
}

TEST(DigestTest, ViewHasAllBytes) {
  const Digest digest = Sha256({"abc"});
  ASSERT_EQ(AsView(digest).size(), 32u);
  EXPECT_EQ(ToHex(AsView(digest)), ToHex(digest));
  EXPECT_EQ(ToHex(absl::string_view("\x00\xff\x0a", 3)), "00ff0a");
}

TEST(DigestTest, ThreadsDoNotMixTheirDigests) {
  const Digest a = Sha256({"a"});
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&a] {
      for (int i = 0; i < 2000; ++i) EXPECT_EQ(Sha256({"a"}), a);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

// Made with Python's hashlib. These bytes are on disk and in cursors.
TEST(ChainTest, Golden) {
  const Digest first = ChainHash(kChainStart, "first");
  EXPECT_EQ(ToHex(first), "c4760a49d00ff700dd9bf2b46faec80bde89cf2b5471056f0bc129d2b72fc0c5");
  EXPECT_EQ(ToHex(ChainHash(first, "second")),
            "a0b87872d7e4e00535834ccf8a6e49403dfd38ddf0ee8d03e31bdf33ae68b6c8");
}

TEST(ChainTest, EveryBitOfBothInputsCounts) {
  const Digest previous = Sha256({"previous"});
  const std::string encoded = "an entry";
  const Digest hash = ChainHash(previous, encoded);
  for (std::size_t bit = 0; bit < 8 * previous.size(); ++bit) {
    Digest changed = previous;
    changed[bit / 8] ^= static_cast<unsigned char>(1 << (bit % 8));
    EXPECT_NE(ChainHash(changed, encoded), hash);
  }
  for (std::size_t bit = 0; bit < 8 * encoded.size(); ++bit) {
    std::string changed = encoded;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_NE(ChainHash(previous, changed), hash);
  }
}

}  // namespace
}  // namespace mingce::seal
