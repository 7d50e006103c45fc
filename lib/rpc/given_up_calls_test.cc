#include "lib/rpc/given_up_calls.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

#include "absl/strings/str_cat.h"

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

TEST(GivenUpCallsTest, WhatIsRefusedUnreadIsNotGivenBackWithoutEnd) {
  GivenUpCalls calls;
  int given_back = 0;
  for (int i = 0; i < 2 * kMost; ++i) {
    ASSERT_TRUE(calls.Begin("ann", kNow)) << i;
    given_back += calls.GiveBackUnread("ann", kNow) ? 1 : 0;
  }
  EXPECT_EQ(given_back, kMost);
  EXPECT_TRUE(calls.HasTooMany("ann"));
  EXPECT_TRUE(calls.GiveBackUnread("ann", kNow + absl::Seconds(1)));
}

// A connection over loopback to a socket of `family`, as gRPC listens on either.
struct Connection {
  explicit Connection(int family) {
    sockaddr_storage any = {};
    any.ss_family = static_cast<sa_family_t>(family);
    socklen_t size = family == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6);
    const int listener = socket(family, SOCK_STREAM, 0);
    const int no = 0;
    if (family == AF_INET6) setsockopt(listener, IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof(no));
    EXPECT_EQ(bind(listener, reinterpret_cast<sockaddr*>(&any), size), 0);
    EXPECT_EQ(listen(listener, 1), 0);
    sockaddr_storage bound = {};
    EXPECT_EQ(getsockname(listener, reinterpret_cast<sockaddr*>(&bound), &size), 0);
    sockaddr_in there = {.sin_family = AF_INET,
                         .sin_port = family == AF_INET
                                         ? reinterpret_cast<sockaddr_in&>(bound).sin_port
                                         : reinterpret_cast<sockaddr_in6&>(bound).sin6_port,
                         .sin_addr = {htonl(INADDR_LOOPBACK)},
                         .sin_zero = {}};
    client = socket(AF_INET, SOCK_STREAM, 0);
    EXPECT_EQ(connect(client, reinterpret_cast<sockaddr*>(&there), sizeof(there)), 0);
    sockaddr_in own = {};
    size = sizeof(own);
    EXPECT_EQ(getsockname(client, reinterpret_cast<sockaddr*>(&own), &size), 0);
    peer = absl::StrCat("ipv4:127.0.0.1:", ntohs(own.sin_port));
    server = accept(listener, nullptr, nullptr);
    close(listener);
  }
  ~Connection() {
    close(client);
    close(server);
  }

  int client = -1;
  int server = -1;
  std::string peer;  // as gRPC names the client
};

TEST(GivenUpCallsTest, WhoIsCutIsReadNoMore) {
  for (const int family : {AF_INET, AF_INET6}) {
    const Connection cut(family);
    const Connection other(family);
    ASSERT_EQ(write(cut.client, "calls", 5), 5);
    ASSERT_EQ(write(other.client, "calls", 5), 5);
    GivenUpCalls calls;
    calls.Cut(cut.peer);
    EXPECT_EQ(calls.cut(), 1u) << family;
    char bytes[8];
    EXPECT_LE(recv(cut.server, bytes, sizeof(bytes), MSG_DONTWAIT), 0) << "not what waits, either";
    EXPECT_LE(recv(cut.client, bytes, sizeof(bytes), 0), 0) << "he hears of it";
    EXPECT_EQ(recv(other.server, bytes, sizeof(bytes), 0), 5);
  }
}

TEST(GivenUpCallsTest, NobodyIsCutForAPeerThatIsNotThere) {
  GivenUpCalls calls;
  for (const char* peer : {"", "ipv4:127.0.0.1:1", "ipv6:%5B::1%5D:1", "unix:"}) calls.Cut(peer);
  EXPECT_EQ(calls.cut(), 0u);
}

}  // namespace
}  // namespace mingce::rpc
