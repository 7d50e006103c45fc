#include "cli/store/key_parts.h"

#include <gmock/gmock.h>

#include <random>
#include <string>

#include "lib/base/ids.h"
#include "lib/kv/key_codec.h"
#include "lib/testing/seed.h"

namespace mingce::cli::store {
namespace {

// The one grammar, told by two who do not know of each other.
TEST(KeyPartsTest, SpellsAndReadsAsTheServicesDo) {
  std::mt19937_64 random(TestSeed());
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::uint64_t left = random() % 8; left > 0; --left) {
      text.push_back(
          "\0\x01\xFF"
          "a"[random() % 4]);
    }
    const std::uint64_t number = random();
    std::string theirs("\x10");
    kv::PutText(&theirs, text);
    kv::PutU64(&theirs, number);
    EXPECT_EQ(Key(0x10).Text(text).U64(number).str(), theirs);
    KeyParts parts(theirs, 1);
    EXPECT_EQ(parts.Text(), text);
    EXPECT_EQ(parts.U64(), number);
    EXPECT_TRUE(parts.done());
    const std::string cut = theirs.substr(0, random() % theirs.size());
    KeyParts torn(cut, 1);
    (void)torn.Text();
    (void)torn.U64();
    EXPECT_TRUE(torn.failed());
  }
}

TEST(KeyPartsTest, WhatIsLeftOverIsNotDone) {
  KeyParts parts("\x10\x01", 1);
  EXPECT_FALSE(parts.done());
  EXPECT_EQ(parts.Rest(), "\x01");
  EXPECT_TRUE(parts.done());
}

TEST(KeyPartsTest, KnowsIdsAndDays) {
  EXPECT_TRUE(IsId(NewOpaqueId()));
  EXPECT_FALSE(IsId("0123456789abcdefghjkmnpqr"));
  EXPECT_FALSE(IsId("0123456789abcdefghjkmnpqri"));
  EXPECT_TRUE(IsDayNumber(2019'11'30));
  EXPECT_FALSE(IsDayNumber(2019'11'31));
  EXPECT_FALSE(IsDayNumber(2019'02'29));
  EXPECT_EQ(DayNumberOf(DateOf(2020'02'29)), 2020'02'29);
  EXPECT_EQ(IdIn("members/a", "members"), "a");
  EXPECT_EQ(IdIn("organizations/a", "members"), "");
}

}  // namespace
}  // namespace mingce::cli::store
