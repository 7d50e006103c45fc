#include "lib/rpc/given_up_calls.h"

#include <gtest/gtest.h>

namespace mingce::rpc {
namespace {

constexpr absl::Duration kNow = absl::Hours(5);
constexpr int kMost = static_cast<int>(GivenUpCalls::kMost);
constexpr int kForgiven = static_cast<int>(GivenUpCalls::kForgiven);

int LetIn(GivenUpCalls* calls, absl::string_view caller, int times, absl::Duration now) {
  int let_in = 0;
  for (int i = 0; i < times; ++i) let_in += calls->Begin(caller, now) ? 1 : 0;
  return let_in;
}

TEST(GivenUpCallsTest, WhoSendsWhatHeBeginsIsNeverRefused) {
  GivenUpCalls calls;
  for (int i = 0; i < 100 * kMost; ++i) {
    ASSERT_TRUE(calls.Begin("ann", kNow));
    calls.GiveBack("ann");
  }
  EXPECT_EQ(LetIn(&calls, "ann", kMost, kNow), kMost) << "nor who has many under way";
  for (int i = 0; i < kMost; ++i) calls.GiveBack("ann");
  EXPECT_FALSE(calls.HasTooMany("ann"));
  EXPECT_EQ(calls.refused(), 0u);
}

TEST(GivenUpCallsTest, WhoGivesUpWhatHeBeginsIsRefused) {
  GivenUpCalls calls;
  EXPECT_EQ(LetIn(&calls, "ann", 3 * kMost, kNow), kMost);
  EXPECT_EQ(calls.refused(), 2u * kMost);
  EXPECT_TRUE(calls.HasTooMany("ann"));
  EXPECT_TRUE(calls.Begin("ben", kNow)) << "and nobody else";
  EXPECT_FALSE(calls.HasTooMany("ben"));
  EXPECT_FALSE(calls.HasTooMany("cat"));
  EXPECT_EQ(LetIn(&calls, "ann", kMost, kNow + absl::Seconds(3)), 3 * kForgiven);
  EXPECT_EQ(LetIn(&calls, "ann", 3 * kMost, kNow + absl::Hours(24)), kMost) << "and no more";
}

TEST(GivenUpCallsTest, NothingIsGivenBackThatWasNotTaken) {
  GivenUpCalls calls;
  calls.GiveBack("ann");
  for (int i = 0; i < 10; ++i) {
    EXPECT_TRUE(calls.Begin("ann", kNow));
    calls.GiveBack("ann");
    calls.GiveBack("ann");
  }
  EXPECT_EQ(LetIn(&calls, "ann", 2 * kMost, kNow), kMost);
}

TEST(GivenUpCallsTest, NobodyIsCutForAPeerThatIsNotThere) {
  GivenUpCalls calls;
  for (const char* peer : {"", "ipv4:127.0.0.1:1", "ipv6:%5B::1%5D:1", "unix:"}) calls.Cut(peer);
  EXPECT_EQ(calls.cut(), 0u);
}

}  // namespace
}  // namespace mingce::rpc
