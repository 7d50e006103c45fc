#include "lib/process/self_probe.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <thread>

namespace mingce::process {
namespace {

using std::chrono::milliseconds;

// A socket that listens on loopback, and takes connections or does not.
class Listener {
 public:
  Listener() : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in any{};
    any.sin_family = AF_INET;
    any.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(bind(socket_, reinterpret_cast<sockaddr*>(&any), sizeof(any)), 0);
    EXPECT_EQ(listen(socket_, 16), 0);
    socklen_t size = sizeof(any);
    EXPECT_EQ(getsockname(socket_, reinterpret_cast<sockaddr*>(&any), &size), 0);
    port_ = ntohs(any.sin_port);
  }
  ~Listener() { close(socket_); }

  int port() const { return port_; }

  // Takes one connection, reads to its end and ends it, as a TLS server does with a silent peer.
  void Serve() const {
    const int taken = accept(socket_, nullptr, nullptr);
    char byte = 0;
    while (recv(taken, &byte, 1, 0) > 0) {
    }
    close(taken);
  }

 private:
  const int socket_;
  int port_ = 0;
};

constexpr SelfProbe::Pace kPace = {
    .between = milliseconds(10), .patience = milliseconds(50), .failures = 3};

TEST(SelfProbeTest, WhoTakesConnectionsIsNotDeaf) {
  const Listener listener;
  std::atomic<bool> done = false;
  std::thread server([&] {
    for (int i = 0; i < 5; ++i) listener.Serve();
    done = true;
  });
  SelfProbe probe("127.0.0.1:0", listener.port(),
                  {.between = milliseconds(1), .patience = std::chrono::hours(1), .failures = 1});
  while (!done) {
    EXPECT_FALSE(probe.Tick(SelfProbe::Steady::now()));
    std::this_thread::sleep_for(milliseconds(1));
  }
  server.join();
}

TEST(SelfProbeTest, WhoTakesNoneIsDeafAfterThreeProbes) {
  const Listener listener;
  SelfProbe probe("0.0.0.0:0", listener.port(), kPace);
  SelfProbe::Steady::time_point now = SelfProbe::Steady::now();
  int ticks = 0;
  while (!probe.Tick(now)) {
    ASSERT_LT(++ticks, 10);
    now += milliseconds(50);
  }
  EXPECT_EQ(ticks, 6);  // each probe is begun in one tick and given up in the next
}

TEST(SelfProbeTest, OneAnswerForgivesTheFailuresBefore) {
  const Listener listener;
  SelfProbe probe("127.0.0.1:0", listener.port(), kPace);
  SelfProbe::Steady::time_point now = SelfProbe::Steady::now() + milliseconds(50);
  const auto fail = [&] {
    EXPECT_FALSE(probe.Tick(now));
    now += milliseconds(50);
    EXPECT_FALSE(probe.Tick(now));
    now += milliseconds(50);
  };
  fail();
  fail();
  EXPECT_FALSE(probe.Tick(now));  // begins the third
  std::atomic<bool> done = false;
  std::thread server([&] {
    for (int i = 0; i < 3; ++i) listener.Serve();  // the two before wait in the queue
    done = true;
  });
  while (!done) EXPECT_FALSE(probe.Tick(now)) << "the clock stands still";
  server.join();
  EXPECT_FALSE(probe.Tick(now));  // sees the answer
  now += milliseconds(50);
  fail();
  fail();
}

}  // namespace
}  // namespace mingce::process
