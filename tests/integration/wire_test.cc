// What the services promise to whoever stands at the other end of a wire: how they refuse, what
// they say of themselves, whom they take for whom, and what their logs hold of it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/rpc/grpc_status.h"
#include "lib/rpc/tls.h"
#include "mingce/type/status.pb.h"
#include "tests/integration/health.h"
#include "tests/integration/methods.h"
#include "tests/integration/process.h"
#include "tests/integration/raw_http2.h"
#include "tests/integration/register_for_tests.h"

namespace mingce::tests {
namespace {

using std::chrono::steady_clock;

constexpr char kCheck[] = "/mingce.members.v1.MembersService/CheckEligibility";
constexpr char kHealthCheck[] = "/grpc.health.v1.Health/Check";
constexpr int kSomebody = 61'000;
constexpr int kNobody = 310'000;  // and those after it: in no union

// What the lines with this message say in `field`. Every line has to be a JSON object. What follows
// a service's last one is not its own: a sanitizer has its say at the end of a process.
std::vector<std::string> Said(const std::string& log, const std::string& message,
                              const std::string& field) {
  std::vector<std::string> texts = absl::StrSplit(ReadFile(log), '\n');
  texts.pop_back();  // nothing, or a line that is being written
  std::vector<std::string> values;
  for (const std::string& text : texts) {
    const nlohmann::json line = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
    EXPECT_TRUE(line.is_object()) << log << ": " << text;
    if (!line.is_object()) continue;
    if (line.value("message", "") == message) values.push_back(line.value(field, ""));
    if (line.value("message", "") == "stopped") break;
  }
  return values;
}

// Waits until the log holds `text`; whether it came to that.
bool WaitForText(const std::string& log, const std::string& text) {
  const steady_clock::time_point until = steady_clock::now() + kPatience;
  while (!absl::StrContains(ReadFile(log), text)) {
    if (steady_clock::now() > until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return true;
}

class WireTest : public RegisterTest {
 protected:
  // Whatever a test did to a service: it has logged JSON objects and nothing else.
  void TearDown() override {
    for (const auto& entry : std::filesystem::directory_iterator(suite_->directory())) {
      if (entry.path().extension() != ".log") continue;
      EXPECT_EQ(Said(entry.path(), "listening", "service").size(), 1u) << entry.path();
    }
  }

  // A second reporting service, on a port and a store of its own. The last of a flag counts.
  struct Second {
    explicit Second(const std::vector<std::string>& more = {}) {
      std::vector<std::string> flags = suite_->ArgumentsOf(Service::kReporting);
      flags.insert(flags.end(), {"--listen=127.0.0.1:0", "--data_dir=" + store, "--heads_file="});
      flags.insert(flags.end(), more.begin(), more.end());
      process = std::make_unique<Process>(Suite::ProgramOf(Service::kReporting), flags, log);
      const int port = process->WaitUntilListening().port;
      channel = ChannelTo("reporting", absl::StrCat("127.0.0.1:", port));
    }
    const std::string store = absl::StrCat(suite_->directory(), "/second-", NewOpaqueId());
    const std::string log = store + ".log";
    std::unique_ptr<Process> process;
    std::shared_ptr<grpc::Channel> channel;
  };

  // As the officer, to who should be `service`.
  static std::shared_ptr<grpc::Channel> ChannelTo(const std::string& service,
                                                  const std::string& address) {
    return rpc::MakeChannel(service, address, suite_->CertificateOf("person/officer")).value();
  }
};

TEST_F(WireTest, ARefusalThatEndsSaysWhenToComeBack) {
  suite_->Issue("partner/hasty");
  policy::v1::QuestionLimits limits;
  limits.set_misses_at_once(2);
  suite_->Grant("partner/hasty", policy::v1::BENEFIT_SYSTEM, "", limits);
  suite_->WaitUntilCaughtUp();
  const auto channel = suite_->ChannelTo(Service::kMembers, "partner/hasty");
  grpc::Status refused;
  for (int n = 0; n < 10 && refused.ok(); ++n) {
    refused = CallPath(kCheck, channel, Question(kNobody + n).SerializeAsString());
  }
  const absl::Status status = rpc::FromGrpc(refused);
  EXPECT_TRUE(absl::IsResourceExhausted(status));
  ASSERT_EQ(ReasonOf(status), "QUESTIONS_OVER_BUDGET") << status;
  type::Status details;
  ASSERT_TRUE(details.ParseFromString(refused.error_details()));
  std::map<std::string, std::string> by_type;
  for (const google::protobuf::Any& any : details.details()) by_type[any.type_url()] = any.value();
  EXPECT_EQ(by_type.size(), 3u) << "with ErrorInfo and LocalizedMessage";
  type::RetryInfo retry;
  ASSERT_TRUE(retry.ParseFromString(by_type["type.googleapis.com/google.rpc.RetryInfo"]));
  EXPECT_GT(retry.retry_delay().seconds(), 0);
  EXPECT_EQ(absl::StrCat(retry.retry_delay().seconds()),
            ErrorInfoOf(status)->metadata["retry_after_seconds"]);
}

// 64 MiB, which are 64 KiB on the wire. Unpacked, they would show.
TEST_F(WireTest, APackedRequestIsRefusedAndNotUnpacked) {
  members::v1::ImportMembersRequest request;
  request.set_request_id(std::string(64 << 20, 'x'));
  const auto before = suite_->ProcessStatus(Service::kMembers, "VmHWM");
  for (const auto packed : {GRPC_COMPRESS_GZIP, GRPC_COMPRESS_DEFLATE}) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + kPatience);
    context.set_compression_algorithm(packed);
    members::v1::ImportMembersResponse response;
    const grpc::Status status = suite_->members().ImportMembers(&context, request, &response);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::UNIMPLEMENTED) << status.error_message();
  }
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  EXPECT_LT(suite_->ProcessStatus(Service::kMembers, "VmHWM"), before + (32 << 10));
#endif
  EXPECT_GT(before, 0);
}

// A field that is cut off, a tag that is, a group that nobody has.
TEST_F(WireTest, BytesThatAreNoMessageAreRefusedWithTheirReason) {
  for (const Method& method : AllMethods()) {
    const bool feed = method.policy().permission() == policy::v1::FEED_READ;
    const auto channel =
        suite_->ChannelTo(method.service, feed ? "partner/changde" : "person/officer");
    for (const char* bytes : {"\x0a\x05x", "\xff\xff", "\x0b\x0c"}) {
      const absl::Status status = rpc::FromGrpc(CallBytes(method, channel, bytes));
      EXPECT_TRUE(absl::IsInvalidArgument(status)) << method.path() << " " << status;
      EXPECT_EQ(ReasonOf(status), "REQUEST_UNREADABLE") << method.path() << " " << status;
    }
  }
}

TEST_F(WireTest, WatchTellsWhoHasARoleWhetherAServiceServes) {
  const auto stranger = suite_->ChannelTo(Service::kReporting, "person/stranger");
  EXPECT_EQ(CallPath(kHealthWatch, stranger).error_code(), grpc::StatusCode::UNAVAILABLE);
  const Second second;
  {
    HealthWatch watch(second.channel);
    Health said = watch.Next();
    if (said == Health::kNotServing) said = watch.Next();
    EXPECT_EQ(said, Health::kServing) << "once it has caught up";
    std::this_thread::sleep_for(std::chrono::seconds(1));  // nothing changes, so nothing is said
    second.process->Signal(SIGTERM);
    EXPECT_EQ(watch.Next(), Health::kNotServing);
  }
  EXPECT_EQ(second.process->Wait(), 0);
}

// A supervisor that asks often gives no calls up; its identity's calls are answered as before.
TEST_F(WireTest, WhoAsksHowItIsTakesNothingFromItsCalls) {
  const double refused = suite_->Reading(Service::kMembers, "given_up_calls_total");
  const auto channel = suite_->ChannelTo(Service::kMembers, "person/officer");
  for (int i = 0; i < 3000; ++i) {
    ASSERT_TRUE(CallPath(kHealthCheck, channel).ok()) << i;
    if (i % 100 == 99) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  EXPECT_EQ(suite_->Reading(Service::kMembers, "given_up_calls_total"), refused);
}

TEST_F(WireTest, AClientTakesNoServiceForAnother) {
  const std::string names[] = {"registry", "members", "reporting"};
  for (int wanted = 0; wanted < 3; ++wanted) {
    for (int there = 0; there < 3; ++there) {
      const std::string address = suite_->address(static_cast<Service>(there));
      const grpc::Status status = CallPath(kHealthCheck, ChannelTo(names[wanted], address));
      EXPECT_EQ(status.ok(), wanted == there) << names[wanted] << ": " << status.error_message();
      EXPECT_EQ(absl::StrContains(status.error_message(), rpc::kAnotherService), wanted != there);
    }
  }
}

// Both would let it in, and have a feed.
TEST_F(WireTest, AFollowerTakesNoServiceForAnother) {
  const Second second({"--registry=" + suite_->address(Service::kMembers),
                       "--members=" + suite_->address(Service::kRegistry)});
  ASSERT_TRUE(WaitForText(second.log, "\"feed\":\"registry\""));
  ASSERT_TRUE(WaitForText(second.log, "\"feed\":\"members\""));
  EXPECT_THAT(Said(second.log, "feed not reachable, trying on", "status"),
              testing::ElementsAre("UNAVAILABLE", "UNAVAILABLE"));
  EXPECT_EQ(HealthWatch(second.channel).Next(), Health::kNotServing);
}

TEST_F(WireTest, AHundredRefusalsAreCountedAndLeaveOneLine) {
  for (const Method& method : AllMethods()) {
    if (method.policy().permission() != policy::v1::STATUS_READ) continue;
    const std::string calls = absl::StrCat("rpc_calls_total{code=\"PERMISSION_DENIED\",method=\"",
                                           method.descriptor->name(), "\"}");
    const double denied = suite_->Reading(method.service, calls);
    const auto channel = suite_->ChannelTo(method.service, "partner/changde");
    for (int i = 0; i < 100; ++i) {
      EXPECT_EQ(CallBytes(method, channel).error_code(), grpc::StatusCode::PERMISSION_DENIED);
    }
    EXPECT_EQ(suite_->Reading(method.service, calls), denied + 100) << method.path();
    EXPECT_THAT(Said(suite_->LogOf(method.service), "calls refused: the identity has not the right",
                     "identity"),
                testing::ElementsAre(Suite::UriOf("partner/changde")));
  }
}

// No certificate is needed to connect, so anybody can make gRPC say something.
TEST_F(WireTest, WhatAnybodyMaySendLeavesOneLine) {
  for (const Service service : {Service::kRegistry, Service::kMembers, Service::kReporting}) {
    for (int i = 0; i < 50; ++i) {
      close(ConnectAndWrite(suite_->port(service), std::string(200, '\xff')));
      GetPage(suite_->port(service), "/");  // until the service has ended it
    }
    EXPECT_THAT(Said(suite_->LogOf(service), "a library says", "place"),
                testing::Contains(testing::HasSubstr("ssl_transport_security")).Times(1));
  }
}

// gRPC quotes a header that it cannot read. That may be no text, and the log is one all the same.
TEST_F(WireTest, AHeaderThatIsNoTextLeavesALineThatIs) {
  const auto connection =
      RawHttp2::Connect(suite_->port(Service::kMembers), suite_->CertificateOf("partner/benefits"));
  ASSERT_NE(connection, nullptr);
  ASSERT_TRUE(connection->Begin(kHealthCheck, "", 1, "\xff\xfe\xe9"));
  EXPECT_TRUE(WaitForText(suite_->LogOf(Service::kMembers), "hpack_parser"));
}

// Asked on a connection of its own each time, as a supervisor would. A service takes longer to call
// itself deaf (lib/process/self_probe.h); the floods of a minute in crash/ are as long.
TEST_F(WireTest, ABusyServiceServes) {
  Import(MemberImport({MemberRow(kSomebody, UnionCode(1))}));  // else it asks in vain, too often
  const std::string question = Question(kSomebody).SerializeAsString();
  std::atomic<bool> over = false;
  std::vector<std::thread> callers;
  for (int i = 0; i < 16; ++i) {
    callers.emplace_back([&, channel = suite_->ChannelTo(Service::kMembers, "partner/benefits")] {
      while (!over) {
        EXPECT_EQ(CallPath(kCheck, channel, question).error_code(), grpc::StatusCode::OK);
      }
    });
  }
  for (const auto end = steady_clock::now() + std::chrono::seconds(8); steady_clock::now() < end;) {
    HealthWatch anew(suite_->ChannelTo(Service::kMembers, "person/officer"));
    EXPECT_EQ(anew.Next(), Health::kServing);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  over = true;
  for (std::thread& caller : callers) caller.join();
}

}  // namespace
}  // namespace mingce::tests
