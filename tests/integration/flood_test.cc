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
constexpr char kCheck[] = "/mingce.members.v1.MembersService/CheckEligibility";
constexpr char kBatchCheck[] = "/mingce.members.v1.MembersService/BatchCheckEligibility";
// MINGCE_FLOOD_SECONDS; a minute is a fault row (`tests/run full`).
std::chrono::seconds FloodTime() {
  const char* const seconds = std::getenv("MINGCE_FLOOD_SECONDS");
  return std::chrono::seconds(seconds == nullptr ? 4 : std::stoi(seconds));
}
constexpr std::chrono::milliseconds kMostP99(1000);
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::int64_t kMostResidentKiB = std::int64_t{4} << 20;  // most of it the sanitizer's own
#else
constexpr std::int64_t kMostResidentKiB = 512 << 10;
#endif
constexpr std::int64_t kMostThreads = 128;

// Two bytes are an empty row, so that some hundreds of megabytes would be made of it.
std::string EmptyRows() {
  std::string bytes;
  while (bytes.size() + 2 <= (4u << 20)) bytes += "\x1a" + std::string(1, '\0');
  return bytes;
}

class FloodTest : public RegisterTest {
 protected:
  // Runs each of `attacks` again and again, on a thread of its own, for some seconds. Meanwhile a
  // benefit system asks, and afterwards an officer imports.
  void Withstand(const std::vector<std::function<void()>>& attacks) {
    std::atomic<bool> over = false;
    std::vector<std::thread> threads;
    for (const std::function<void()>& attack : attacks) {
      threads.emplace_back([&] {
        while (!over) attack();
      });
    }
    std::vector<steady_clock::duration> took;
    for (const auto end = steady_clock::now() + FloodTime(); steady_clock::now() < end;) {
      const auto asked = steady_clock::now();
      EXPECT_EQ(Check(Question(person_), "partner/benefits"), "NOT_ELIGIBLE NOT_COLLECTED");
      took.push_back(steady_clock::now() - asked);
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    over = true;
    for (std::thread& thread : threads) thread.join();
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
  EXPECT_GT(sent_, 0);
  EXPECT_GT(suite_->Reading(Service::kMembers, "refused_connections_total"), before + 5);
}

TEST_F(FloodTest, OfSomebodyWithoutTheRight) {
  Withstand({Bombs("person/operator"), Bombs("person/operator")});
  EXPECT_GT(sent_, 20);
}

TEST_F(FloodTest, OfSomebodyWhoMay) {
  const auto channel = suite_->ChannelTo(Service::kMembers, "person/officer");
  const absl::Status refused = rpc::FromGrpc(CallPath(kImport, channel, rows_));
  EXPECT_EQ(ReasonOf(refused), "TOO_MANY_ROWS");
  EXPECT_EQ(ErrorInfoOf(refused)->metadata.at("limit"), "500");
  Withstand({Bombs("person/officer"), Bombs("person/officer"), Bombs("person/officer"),
             Bombs("person/officer")});
  EXPECT_GT(sent_, 20);
}

// gRPC has no bound for it. Others wait meanwhile, as operations.md says, and not longer.
TEST_F(FloodTest, OfResets) {
  std::atomic<bool> over = false;
  std::vector<std::thread> attackers;
  for (const char* identity : {"person/officer", "person/operator"}) {
    attackers.emplace_back([&, attack = Resets(identity)] {
      while (!over) attack();
    });
  }
  std::this_thread::sleep_for(FloodTime());
  // On a slow machine it takes longer until more is begun than is forgiven meanwhile.
  const auto given_up = [] { return suite_->Reading(Service::kMembers, "given_up_calls_total"); };
  const auto end = steady_clock::now() + std::chrono::minutes(1);
  while (given_up() <= 1000 && steady_clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
  over = true;
  for (std::thread& attacker : attackers) attacker.join();
  EXPECT_EQ(Check(Question(person_), "partner/benefits"), "NOT_ELIGIBLE NOT_COLLECTED");
  EXPECT_GT(given_up(), 1000);
  EXPECT_LE(suite_->ProcessStatus(Service::kMembers, "VmHWM"), kMostResidentKiB);
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

// Many calls whose answers get no room to come. Other callers do not notice, and when the answers
// should have been read the reader himself is answered again.
class UnreadTest : public FloodTest {
 protected:
  // Takes every place that a partner may have for calls of `path`.
  void Take(const std::string& path, const google::protobuf::Message& request) {
    const rpc::TlsFiles certificate = suite_->CertificateOf("partner/benefits");
    for (int i = 0; i < 3; ++i) {
      connections_.push_back(
          RawHttp2::Connect(suite_->port(Service::kMembers), certificate, RawHttp2::Window::kNone));
      ASSERT_NE(connections_.back(), nullptr);
      ASSERT_TRUE(connections_.back()->Begin(path, request.SerializeAsString(), 120));
    }
    // An answer that left all the same, an error's, leaves a gap.
    fill_ = [this, path, bytes = request.SerializeAsString()] {
      connections_[filled_++ % connections_.size()]->Begin(path, bytes, 1);
    };
  }

  // Asks as the partner does until the answer is, or is no longer, that there is no place.
  bool AskUntilFull(bool full, const std::function<void()>& meanwhile) {
    for (const auto end = steady_clock::now() + std::chrono::seconds(60);
         steady_clock::now() < end;) {
      if ((Check(Question(person_), "partner/benefits") == "QUEUE_FULL") == full) return true;
      EXPECT_EQ(Check(Question(person_), "person/officer"), "NOT_ELIGIBLE NOT_COLLECTED");
      meanwhile();
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return false;
  }

  std::vector<std::unique_ptr<RawHttp2>> connections_;
  std::function<void()> fill_;
  std::size_t filled_ = 0;
};

TEST_F(UnreadTest, AnswersToOneWhoAnswersPings) {
  const double before = suite_->Reading(Service::kMembers, "unread_answers_cancelled_total");
  Take(kCheck, Question(person_));
  ASSERT_TRUE(AskUntilFull(true, fill_));
  EXPECT_TRUE(AskUntilFull(false, [&] {
    for (const std::unique_ptr<RawHttp2>& connection : connections_) {
      EXPECT_TRUE(connection->AnswerPings());
    }
  }));
  EXPECT_GT(suite_->Reading(Service::kMembers, "unread_answers_cancelled_total"), before);
}

TEST_F(UnreadTest, AnswersToOneWhoReadsNothingAtAll) {
  Take(kCheck, Question(person_));
  ASSERT_TRUE(AskUntilFull(true, fill_));
  EXPECT_TRUE(AskUntilFull(false, [] {}));
}

// A partner's batches hold up neither his own checks nor an officer's imports.
TEST_F(UnreadTest, AnswersToBatches) {
  const members::v1::CheckEligibilityRequest question = Question(person_);
  members::v1::BatchCheckEligibilityRequest batch;
  *batch.add_persons() = question.person();
  batch.set_benefit(question.benefit());
  batch.set_purpose(question.purpose());
  batch.set_case_number(question.case_number());
  Take(kBatchCheck, batch);
  const auto channel = suite_->ChannelTo(Service::kMembers, "partner/benefits");
  const auto ask = [&] {
    return ReasonOf(rpc::FromGrpc(CallPath(kBatchCheck, channel, batch.SerializeAsString())));
  };
  while (ask() != "QUEUE_FULL") fill_();
  EXPECT_EQ(Check(question, "partner/benefits"), "NOT_ELIGIBLE NOT_COLLECTED");
  const members::v1::ImportMembersResponse imported =
      Import(MemberImport({MemberRow(person_, UnionCode(1))}));
  ASSERT_EQ(imported.results_size(), 1);
  EXPECT_EQ(imported.results(0).outcome(), type::ACCEPTED) << imported.DebugString();
  ++person_;
}

}  // namespace
}  // namespace mingce::tests
