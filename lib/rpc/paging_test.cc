#include "lib/rpc/paging.h"

#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/seal/key_ring.h"

namespace mingce::rpc {
namespace {

TEST(PageSizeTest, SizesAreCoercedAndNegativesRefused) {
  EXPECT_EQ(PageSize(0, 100, 1000).value(), 100u);
  EXPECT_EQ(PageSize(1000, 100, 1000).value(), 1000u);
  EXPECT_EQ(PageSize(1001, 100, 1000).value(), 1000u);
  EXPECT_EQ(ReasonOf(PageSize(-1, 100, 1000).status()), "BAD_PAGE_SIZE");
}

class PageTokensTest : public testing::Test {
 protected:
  static PageTokens::Mac Keyed(const seal::KeyRing* ring) {
    return [ring](absl::string_view bytes) {
      return std::string(seal::AsView(ring->KeyedTag("page-token/v1", {bytes})));
    };
  }
  std::string Refusal(const PagedList& list, absl::string_view token) const {
    return ReasonOf(tokens_.Read(list, token).status());
  }

  const seal::KeyRing ring_{seal::MasterKey::Generate()};
  const PageTokens tokens_{Keyed(&ring_)};
  const PagedList list_ = {"members.ListMembers", "spiffe://t/person/a", "organizations/x"};
  const std::string key_{"key\x00\x01", 5};
};

TEST_F(PageTokensTest, ATokenLeadsBackToItsKey) {
  EXPECT_EQ(tokens_.Read(list_, tokens_.Make(list_, key_)).value(), key_);
  EXPECT_EQ(tokens_.Read(list_, "").value(), "");
}

TEST_F(PageTokensTest, ATokenBelongsToItsList) {
  const std::string token = tokens_.Make(list_, key_);
  const PagedList others[] = {
      {"members.Other", list_.caller, list_.filter},
      {list_.method, "spiffe://t/person/b", list_.filter},
      {list_.method, list_.caller, "organizations/y"},
      // The same bytes, cut elsewhere.
      {list_.method + "s", list_.caller.substr(1), list_.filter},
      {list_.method, list_.caller + "o", list_.filter.substr(1)},
  };
  for (const PagedList& other : others) EXPECT_EQ(Refusal(other, token), "BAD_PAGE_TOKEN");
}

TEST_F(PageTokensTest, OnlyTheKeyMakesTokens) {
  const seal::KeyRing other(seal::MasterKey::Generate());
  EXPECT_EQ(Refusal(list_, PageTokens(Keyed(&other)).Make(list_, key_)), "BAD_PAGE_TOKEN");
}

TEST_F(PageTokensTest, NoByteOfATokenCanBeChanged) {
  const std::uint32_t seed = std::random_device()();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 40; ++round) {
    std::string key(1 + random() % 40, 'x');
    for (char& byte : key) byte = static_cast<char>(random());
    const std::string token = tokens_.Make(list_, key);
    ASSERT_EQ(tokens_.Read(list_, token).value(), key);
    for (std::size_t i = 0; i < token.size(); ++i) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string edited = token;
        edited[i] = static_cast<char>(byte);
        if (edited == token) continue;
        ASSERT_EQ(Refusal(list_, edited), "BAD_PAGE_TOKEN") << i << " " << byte;
      }
      ASSERT_EQ(Refusal(list_, token.substr(i + 1) + "A"), "BAD_PAGE_TOKEN") << i;
      if (i > 0) {  // empty, it would ask for the first page
        ASSERT_EQ(Refusal(list_, token.substr(0, i)), "BAD_PAGE_TOKEN") << i;
      }
    }
    for (const char* tail : {"=", "==", "A", "AAAA", "\n", " "}) {
      ASSERT_EQ(Refusal(list_, token + tail), "BAD_PAGE_TOKEN") << tail;
    }
  }
}

}  // namespace
}  // namespace mingce::rpc
