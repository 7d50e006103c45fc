// Callers who want to harm: what they send costs them more than the service, and others are
// answered meanwhile.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/rpc/grpc_status.h"
#include "tests/integration/methods.h"
#include "tests/integration/process.h"
#include "tests/integration/raw_http2.h"
#include "tests/integration/register_for_tests.h"

namespace mingce::tests {
namespace {

using std::chrono::steady_clock;

constexpr char kImport[] = "/mingce.members.v1.MembersService/ImportMembers";
// MINGCE_FLOOD_SECONDS; a minute is a fault row (`tests/run full`).
std::chrono::seconds FloodTime() {
  const char* const seconds = std::getenv("MINGCE_FLOOD_SECONDS");
  return std::chrono::seconds(seconds == nullptr ? 4 : std::stoi(seconds));
}
constexpr std::chrono::milliseconds kMostP99(1000);
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::int64_t kMostResidentKiB = std::int64_t{4} << 20;  // most of it the sanitizer's own
constexpr int kMostQuestions = 3;  // until one is answered before its deadline
#else
constexpr std::int64_t kMostResidentKiB = 512 << 10;
constexpr int kMostQuestions = 1;
#endif
constexpr std::int64_t kMostThreads = 128;
constexpr int kFewSent = 20;
constexpr std::chrono::minutes kMostWait(1);  // on a slow machine

// Two bytes are an empty row, so that some hundreds of megabytes would be made of it.
std::string EmptyRows() {
  std::string bytes;
  while (bytes.size() + 2 <= (4u << 20)) bytes += "\x1a" + std::string(1, '\0');
  return bytes;
}

class FloodTest : public RegisterTest {
 protected:
  // Runs each of `attacks` again and again, on a thread of its own, until these are cleared away.
  static std::vector<std::jthread> Launch(const std::vector<std::function<void()>>& attacks) {
    std::vector<std::jthread> threads;
    for (const std::function<void()>& attack : attacks) {
      threads.emplace_back([attack](const std::stop_token& over) {
        while (!over.stop_requested()) attack();
      });
    }
    return threads;
  }

  // Runs `attacks` for some seconds, and on a slow machine until a few were sent. Meanwhile a
  // benefit system asks, and afterwards an officer imports.
  void Withstand(const std::vector<std::function<void()>>& attacks) {
    std::vector<std::jthread> threads = Launch(attacks);
    std::vector<steady_clock::duration> took;
    const auto begin = steady_clock::now();
    const auto goes_on = [&] {
      const auto gone = steady_clock::now() - begin;
      return gone < FloodTime() || (sent_ <= kFewSent && gone < kMostWait);
    };
    while (goes_on()) {
      const auto asked = steady_clock::now();
      EXPECT_EQ(Check(Question(person_), "partner/benefits"), "NOT_ELIGIBLE NOT_COLLECTED");
      took.push_back(steady_clock::now() - asked);
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    threads.clear();
    EXPECT_GE(took.size(), 5u);
    std::sort(took.begin(), took.end());
    const auto p99 = took[took.size() * 99 / 100];
    if (FloodTime() >= std::chrono::minutes(1)) {
      EXPECT_LE(p99, kMostP99);
    }
    const members::v1::ImportMembersResponse imported =
        Import(MemberImport({MemberRow(person_, UnionCode(1))}));
    ASSERT_EQ(imported.results_size(), 1);
    EXPECT_EQ(imported.results(0).outcome(), type::ACCEPTED) << imported.DebugString();
    ++person_;
    const std::int64_t resident = suite_->ProcessStatus(Service::kMembers, "VmHWM");
    EXPECT_GT(resident, 0);
    EXPECT_LE(resident, kMostResidentKiB);
    const std::int64_t running = suite_->ProcessStatus(Service::kMembers, "Threads");
    EXPECT_LE(running, kMostThreads);
    std::printf(
        "%zu checks, p99 %lld ms; at most %lld MiB, %lld threads\n", took.size(),
        static_cast<long long>(std::chrono::duration_cast<std::chrono::milliseconds>(p99).count()),
        static_cast<long long>(resident >> 10), static_cast<long long>(running));
  }

  std::function<void()> Bombs(const std::string& identity) {
    return [this, channel = suite_->ChannelTo(Service::kMembers, identity)] {
      const grpc::Status status = CallPath(kImport, channel, rows_);
      EXPECT_FALSE(status.ok());
      ++sent_;
      if (status.error_code() == grpc::StatusCode::UNAVAILABLE) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
      }
    };
  }

  // Connects anew where it is thrown out.
  std::function<void()> Resets(const std::string& identity) {
    const auto connection = std::make_shared<std::unique_ptr<RawHttp2>>();
    return [connection, certificate = suite_->CertificateOf(identity)] {
      if (*connection == nullptr) {
        *connection = RawHttp2::Connect(suite_->port(Service::kMembers), certificate);
      }
      if (*connection == nullptr) return;
      if (!(*connection)->BeginAndReset(kImport, 200)) *connection = nullptr;
    };
  }

  static int person_;
  const std::string rows_ = EmptyRows();
  std::atomic<int> sent_ = 0;
};

int FloodTest::person_ = 700;

TEST_F(FloodTest, OfSomebodyWithoutARole) {
  const double before = suite_->Reading(Service::kMembers, "refused_connections_total");
  Withstand({Bombs("person/stranger"), Bombs("person/stranger"), Resets("person/stranger")});
  EXPECT_GT(sent_, kFewSent);
  EXPECT_GT(suite_->Reading(Service::kMembers, "refused_connections_total"), before + 5);
}

TEST_F(FloodTest, OfSomebodyWithoutTheRight) {
  Withstand({Bombs("person/operator"), Bombs("person/operator")});
  EXPECT_GT(sent_, kFewSent);
}

TEST_F(FloodTest, OfSomebodyWhoMay) {
  const auto channel = suite_->ChannelTo(Service::kMembers, "person/officer");
  const absl::Status refused = rpc::FromGrpc(CallPath(kImport, channel, rows_));
  EXPECT_EQ(ReasonOf(refused), "TOO_MANY_ROWS");
  EXPECT_EQ(ErrorInfoOf(refused)->metadata.at("limit"), "500");
  Withstand({Bombs("person/officer"), Bombs("person/officer"), Bombs("person/officer"),
             Bombs("person/officer")});
  EXPECT_GT(sent_, kFewSent);
}

// Calls that are begun and given up. gRPC has no bound for them. Others wait meanwhile, as
// operations.md says, and not longer.
class ResetTest : public FloodTest {
 protected:
  static double GivenUp() { return suite_->Reading(Service::kMembers, "given_up_calls_total"); }
  static double Cut() { return suite_->Reading(Service::kMembers, "cut_connections_total"); }

  // Lets `reading` come to more than `least`. It may take long: the service works off what it has,
  // and on a slow machine it takes longer until more is begun than is forgiven meanwhile.
  static void ExpectMoreThan(double least, double (*reading)()) {
    const auto end = steady_clock::now() + kMostWait;
    while (reading() <= least && steady_clock::now() < end) {
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    EXPECT_GT(reading(), least);
  }

  // Another is answered, and little memory was taken.
  void ExpectToStand() {
    const auto asked = steady_clock::now();
    std::string answer;
    for (int i = 0; i < kMostQuestions && answer.empty(); ++i) {
      answer = Check(Question(person_), "partner/benefits");
    }
    EXPECT_EQ(answer, "NOT_ELIGIBLE NOT_COLLECTED");
    const std::chrono::duration<double> took = steady_clock::now() - asked;
    const std::int64_t resident = suite_->ProcessStatus(Service::kMembers, "VmHWM");
    EXPECT_LE(resident, kMostResidentKiB);
    std::printf("answered after %.3f s; %.0f given up, %.0f cut; at most %lld MiB\n", took.count(),
                GivenUp(), Cut(), static_cast<long long>(resident >> 10));
  }
};

TEST_F(ResetTest, WhileTheyCome) {
  std::vector<std::jthread> attackers =
      Launch({Resets("person/officer"), Resets("person/operator")});
  std::this_thread::sleep_for(FloodTime());
  ExpectMoreThan(1000, GivenUp);
  ExpectMoreThan(0, Cut);
  attackers.clear();
  ExpectToStand();
}

// Megabytes of them, which a service that was suspended finds waiting: of somebody who may call the
// method, and of somebody who would be refused each of them.
TEST_F(ResetTest, AfterTheyHaveWaited) {
  std::vector<std::unique_ptr<RawHttp2>> connections;
  for (int i = 0; i < 4; ++i) {
    for (const char* identity : {"person/officer", "person/operator"}) {
      connections.push_back(
          RawHttp2::Connect(suite_->port(Service::kMembers), suite_->CertificateOf(identity)));
      ASSERT_NE(connections.back(), nullptr);
    }
  }
  const double cut = Cut();
  suite_->Pause(Service::kMembers);
  std::vector<std::jthread> attackers;
  for (const std::unique_ptr<RawHttp2>& connection : connections) {
    attackers.emplace_back([&connection] {
      while (connection->BeginAndReset(kImport, 200)) {
      }
    });
  }
  attackers.clear();
  suite_->Resume(Service::kMembers);
  ExpectToStand();
  ExpectMoreThan(cut + 4, Cut);  // of both
  ExpectToStand();
}

// On loopback only, but whoever is on the machine could hide a service from Prometheus.
TEST_F(FloodTest, OfHalfRequestsForTheMetricsPage) {
  const std::string address = suite_->metrics(Service::kMembers);
  const int port = std::stoi(address.substr(address.find(':') + 1));
  std::vector<int> connections;
  for (int i = 0; i < 60; ++i) {
    connections.push_back(ConnectAndWrite(port, "GET /metrics HTTP/1.1\r\nHost: a"));
    EXPECT_GE(connections.back(), 0);
  }
  EXPECT_GE(suite_->Reading(Service::kMembers, "registered_members"), 0);
  for (const int connection : connections) close(connection);
}

}  // namespace
}  // namespace mingce::tests
