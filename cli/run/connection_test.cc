#include "cli/run/connection.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "cli/files/text_file.h"
#include "cli/run/answer.h"
#include "cli/run/members.h"
#include "cli/run/registry.h"
#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/pki/authority.h"
#include "lib/rpc/server.h"
#include "lib/testing/odd_files.h"

namespace mingce::cli {
namespace {

// A port nobody listens on.
int FreePort() {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  EXPECT_EQ(bind(fd, reinterpret_cast<sockaddr*>(&address), size), 0);
  EXPECT_EQ(getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size), 0);
  close(fd);
  return ntohs(address.sin_port);
}

class ConnectionTest : public testing::Test {
 protected:
  ConnectionTest()
      : dir_(absl::StrCat(testing::TempDir(), "/connection-", NewOpaqueId())),
        address_(absl::StrCat("127.0.0.1:", FreePort())) {
    EXPECT_TRUE(pki::CreateAuthority(dir_, clock_.Now()).ok());
    EXPECT_TRUE(pki::IssueCertificate(
                    dir_, {pki::SubjectKind::kService, "members", {"localhost", "127.0.0.1"}, 1},
                    absl::StrCat(dir_, "/s"), clock_.Now())
                    .ok());
    WriteProfile(absl::StrCat(R"({"registry":")", address_, R"(","members":")", address_,
                              R"(","reporting":")", address_,
                              R"(","ca":"ca.crt.pem","cert":"s.crt.pem","key":"s.key.pem"})"));
  }
  ~ConnectionTest() override { std::filesystem::remove_all(dir_); }

  void WriteProfile(const std::string& text) {
    EXPECT_TRUE(WriteTextFile(profile(), text, 0600).ok());
  }
  std::string profile() const { return absl::StrCat(dir_, "/profile.json"); }

  const Clock& clock_ = Clock::System();
  const std::string dir_;
  const std::string address_;
};

TEST_F(ConnectionTest, NobodyThereIsUnavailableAndNamesWhoAndWhere) {
  const auto connection = Connection::Open(profile(), absl::ZeroDuration(), clock_, nullptr);
  ASSERT_TRUE(connection.ok()) << connection.status();
  const absl::Status status = (*connection)->Call(&Members::GetStatus, {}).status();
  EXPECT_EQ(ReasonOf(status), "SERVICE_UNREACHABLE");
  EXPECT_EQ(ExitCodeOf(status), kUnavailable);
  EXPECT_THAT(MessageFor(status, false), testing::HasSubstr(address_));
  EXPECT_THAT(MessageFor(status, false), testing::HasSubstr("会员服务"));
}

TEST_F(ConnectionTest, AProfileIsAFile) {
  ForEachOddFile(profile(), [&](const std::string& what) {
    EXPECT_EQ(ReasonOf(ReadProfile(profile()).status()), "FILE_NOT_REGULAR") << what;
  });
  EXPECT_EQ(ReasonOf(ReadProfile(profile()).status()), "PROFILE_MISSING");
}

// A service that comes up while the tool waits is found soon, though nothing else in this process
// polls for gRPC.
TEST_F(ConnectionTest, FindsAServiceThatStartsLater) {
  members::v1::MembersService::Service service;  // every method: UNIMPLEMENTED
  std::unique_ptr<rpc::Server> server;
  const auto connection =
      Connection::Open(profile(), absl::Seconds(60), clock_, [&](const Endpoint& endpoint) {
        EXPECT_EQ(endpoint.name, "members");
        auto started = rpc::Server::Start(
            {.listen = address_,
             .tls = {absl::StrCat(dir_, "/ca.crt.pem"), absl::StrCat(dir_, "/s.crt.pem"),
                     absl::StrCat(dir_, "/s.key.pem")}},
            {&service});
        ASSERT_TRUE(started.ok()) << started.status();
        server = *std::move(started);
      });
  ASSERT_TRUE(connection.ok()) << connection.status();
  const absl::Status status = (*connection)->Call(&Members::GetStatus, {}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnimplemented) << status;
}

// Late the first time, and in time afterwards.
class LateOnce : public members::v1::MembersService::Service {
 public:
  grpc::Status GetStatus(grpc::ServerContext* context,
                         const members::v1::GetStatusRequest* /*request*/,
                         members::v1::GetStatusResponse* /*response*/) override {
    // The caller gives up at its deadline.
    if (calls_.fetch_add(1) == 0) {
      while (!context->IsCancelled()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return grpc::Status::OK;
  }
  int calls() const { return calls_; }

 private:
  std::atomic<int> calls_ = 0;
};

// The deadline of an import is longer than the patience: what became of a late one is asked all the
// same.
TEST_F(ConnectionTest, ALateCallIsSentOnceMore) {
  LateOnce service;
  auto server = rpc::Server::Start(
      {.listen = address_,
       .tls = {absl::StrCat(dir_, "/ca.crt.pem"), absl::StrCat(dir_, "/s.crt.pem"),
               absl::StrCat(dir_, "/s.key.pem")}},
      {&service});
  ASSERT_TRUE(server.ok()) << server.status();
  const auto connection = Connection::Open(profile(), absl::Milliseconds(1), clock_, nullptr);
  ASSERT_TRUE(connection.ok()) << connection.status();
  const absl::Status status =
      (*connection)->Call(&Members::GetStatus, {}, absl::Seconds(2)).status();
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(service.calls(), 2);
}

TEST_F(ConnectionTest, ACertificateThatExpiredIsToldBeforeAnythingIsTried) {
  ASSERT_TRUE(pki::IssueCertificate(dir_, {pki::SubjectKind::kPerson, "late", {}, 1},
                                    absl::StrCat(dir_, "/late"), clock_.Now() - absl::Hours(48))
                  .ok());
  WriteProfile(absl::StrCat(R"({"registry":")", address_, R"(","members":")", address_,
                            R"(","reporting":")", address_,
                            R"(","ca":"ca.crt.pem","cert":"late.crt.pem","key":"late.key.pem"})"));
  const absl::Status status =
      Connection::Open(profile(), absl::Seconds(60), clock_, nullptr).status();
  EXPECT_EQ(ReasonOf(status), "CERTIFICATE_EXPIRED") << status;
  EXPECT_EQ(ExitCodeOf(status), kRefused);
  EXPECT_THAT(MessageFor(status, false), testing::HasSubstr("late.crt.pem"));
}

TEST_F(ConnectionTest, AServiceWhoseCertificateExpiredIsNotWaitedFor) {
  ASSERT_TRUE(pki::IssueCertificate(dir_,
                                    {pki::SubjectKind::kService, "members", {"127.0.0.1"}, 1, true},
                                    absl::StrCat(dir_, "/late"), clock_.Now() - absl::Hours(48))
                  .ok());
  members::v1::MembersService::Service service;
  auto server = rpc::Server::Start(
      {.listen = address_,
       .tls = {absl::StrCat(dir_, "/ca.crt.pem"), absl::StrCat(dir_, "/late.crt.pem"),
               absl::StrCat(dir_, "/late.key.pem")}},
      {&service});
  ASSERT_TRUE(server.ok()) << server.status();
  const auto connection = Connection::Open(profile(), absl::Seconds(60), clock_, nullptr);
  ASSERT_TRUE(connection.ok()) << connection.status();
  const absl::Time before = clock_.Now();
  const absl::Status status = (*connection)->Call(&Members::GetStatus, {}).status();
  EXPECT_EQ(ReasonOf(status), "SERVICE_CERTIFICATE_REFUSED") << status;
  EXPECT_LT(clock_.Now() - before, absl::Seconds(10));
}

// The addresses of two services mixed up: whoever answers there has a good certificate.
TEST_F(ConnectionTest, AnotherServiceAtTheAddressIsNotWaitedFor) {
  members::v1::MembersService::Service service;
  auto server = rpc::Server::Start(
      {.listen = address_,
       .tls = {absl::StrCat(dir_, "/ca.crt.pem"), absl::StrCat(dir_, "/s.crt.pem"),
               absl::StrCat(dir_, "/s.key.pem")}},
      {&service});
  ASSERT_TRUE(server.ok()) << server.status();
  const auto connection = Connection::Open(profile(), absl::Seconds(60), clock_, nullptr);
  ASSERT_TRUE(connection.ok()) << connection.status();
  const absl::Status status = (*connection)->Call(&Registry::GetStatus, {}).status();
  EXPECT_EQ(ReasonOf(status), "SERVICE_CERTIFICATE_REFUSED") << status;
}

TEST_F(ConnectionTest, ProfilesThatAreWrong) {
  EXPECT_EQ(ReasonOf(ReadProfile(absl::StrCat(dir_, "/none.json")).status()), "PROFILE_MISSING");
  for (const char* text : {"", "[]", "{}", R"({"registry":1})", R"({"registry":""})"}) {
    WriteProfile(text);
    EXPECT_EQ(ReasonOf(ReadProfile(profile()).status()), "PROFILE_DAMAGED") << text;
  }
}

TEST_F(ConnectionTest, PathsAreRelativeToTheProfile) {
  const auto read = ReadProfile(profile());
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->tls.ca, absl::StrCat(dir_, "/ca.crt.pem"));
  EXPECT_EQ(read->registry, address_);
}

}  // namespace
}  // namespace mingce::cli
