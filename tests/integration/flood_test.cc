// Callers who want to harm: what they send costs them more than the service, and others are
// answered meanwhile.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/rpc/grpc_status.h"
#include "tests/integration/methods.h"
#include "tests/integration/raw_http2.h"
#include "tests/integration/register_for_tests.h"

namespace mingce::tests {
namespace {

using std::chrono::steady_clock;

constexpr char kImport[] = "/mingce.members.v1.MembersService/ImportMembers";
constexpr std::chrono::seconds kFlood(4);
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
    int answered = 0;
    for (const auto end = steady_clock::now() + kFlood; steady_clock::now() < end; ++answered) {
      EXPECT_EQ(Check(Question(person_), "partner/benefits"), "NOT_ELIGIBLE NOT_COLLECTED");
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    over = true;
    for (std::thread& thread : threads) thread.join();
    EXPECT_GE(answered, 5);
    const members::v1::ImportMembersResponse imported =
        Import(MemberImport({MemberRow(person_, UnionCode(1))}));
    EXPECT_EQ(imported.results_size(), 1);
    EXPECT_EQ(imported.results(0).outcome(), type::ACCEPTED) << imported.DebugString();
    ++person_;
    const std::int64_t resident = suite_->ProcessStatus(Service::kMembers, "VmHWM");
    EXPECT_GT(resident, 0);
    EXPECT_LE(resident, kMostResidentKiB);
    EXPECT_LE(suite_->ProcessStatus(Service::kMembers, "Threads"), kMostThreads);
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

// No resets: of whoever is let in gRPC has no bound for them, and others wait (operations.md).
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

}  // namespace
}  // namespace mingce::tests
