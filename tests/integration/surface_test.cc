// Every method of every service: it exists, it has a policy, and it refuses whom it has to.

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/policy/roles.h"
#include "lib/rpc/grpc_status.h"
#include "mingce/policy/v1/policy.pb.h"
#include "tests/integration/methods.h"
#include "tests/integration/suite.h"

namespace mingce::tests {
namespace {

class SurfaceTest : public testing::Test {
 protected:
  // Calls `method` with an empty request.
  absl::Status Call(const Method& method, const std::shared_ptr<grpc::Channel>& channel,
                    bool deadline = true) {
    return rpc::FromGrpc(CallBytes(method, channel, "", deadline));
  }

  Suite suite_;
};

TEST_F(SurfaceTest, EveryDeclaredMethodIsThereAndHasItsPolicy) {
  for (const Method& method : AllMethods()) {
    const bool feed = method.policy().permission() == policy::v1::FEED_READ;
    const std::string caller = feed ? "partner/changde" : "person/officer";
    const absl::Status status = Call(method, suite_.ChannelTo(method.service, caller));
    EXPECT_NE(status.code(), absl::StatusCode::kUnimplemented) << method.path();
    EXPECT_NE(status.code(), absl::StatusCode::kPermissionDenied) << method.path();
    EXPECT_NE(status.code(), absl::StatusCode::kInternal) << method.path();
    EXPECT_NE(status.code(), absl::StatusCode::kUnknown) << method.path();
    EXPECT_TRUE(status.ok() || !ReasonOf(status).empty()) << method.path() << " " << status;
    EXPECT_GT(method.policy().max_deadline_ms(), 0) << method.path();
  }
}

TEST_F(SurfaceTest, NothingElseAnswersAndHealthKnowsEachServiceByName) {
  const std::vector<Method> methods = AllMethods();
  for (const Service service : {Service::kRegistry, Service::kMembers, Service::kReporting}) {
    const auto channel = suite_.ChannelTo(service, "person/officer");
    for (const char* path : {"/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
                             "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
                             "/grpc.channelz.v1.Channelz/GetServers"}) {
      EXPECT_EQ(CallPath(path, channel).error_code(), grpc::StatusCode::UNIMPLEMENTED) << path;
    }
    for (const Method& method : methods) {
      // The feed is one contract that two services serve.
      const bool served = std::any_of(methods.begin(), methods.end(), [&](const Method& one) {
        return one.service == service && one.descriptor == method.descriptor;
      });
      const std::string& name = method.descriptor->service()->full_name();
      // HealthCheckRequest.service, field 1.
      const std::string named =
          absl::StrCat("\x0a", std::string(1, static_cast<char>(name.size())), name);
      EXPECT_EQ(CallPath("/grpc.health.v1.Health/Check", channel, named).error_code(),
                served ? grpc::StatusCode::OK : grpc::StatusCode::NOT_FOUND)
          << name;
      if (!served) {
        EXPECT_EQ(Call(method, channel).code(), absl::StatusCode::kUnimplemented) << method.path();
      }
    }
  }
}

TEST_F(SurfaceTest, EachRoleMayDoWhatItsRowSaysAndNothingElse) {
  const std::pair<std::string, policy::v1::Role> callers[] = {
      {"person/officer", policy::v1::COUNTY_OFFICER},
      {"partner/benefits", policy::v1::BENEFIT_SYSTEM},
      {"partner/changde", policy::v1::FEED_CONSUMER},
      {"person/operator", policy::v1::OPERATOR}};
  for (const auto& [caller, role] : callers) {
    for (const Method& method : AllMethods()) {
      const bool allowed = (policy::PermissionsOf(role) >> method.policy().permission() & 1) != 0;
      const absl::Status status = Call(method, suite_.ChannelTo(method.service, caller));
      EXPECT_EQ(status.code() == absl::StatusCode::kPermissionDenied, !allowed)
          << caller << " " << method.path() << " " << status;
    }
  }
}

TEST_F(SurfaceTest, WhoHasNoRoleIsNotConnected) {
  for (const Service service : {Service::kRegistry, Service::kMembers, Service::kReporting}) {
    const auto channel = suite_.ChannelTo(service, "person/stranger");
    for (const Method& method : AllMethods()) {
      if (method.service != service) continue;
      const absl::Status status = Call(method, channel);
      EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << method.path() << " " << status;
    }
    EXPECT_EQ(CallPath("/grpc.health.v1.Health/Check", channel).error_code(),
              grpc::StatusCode::UNAVAILABLE);
    EXPECT_GE(suite_.Reading(service, "refused_connections_total"), 1);
  }
  suite_.Grant("person/stranger", policy::v1::OPERATOR);
  suite_.WaitUntilCaughtUp();
  for (const Method& method : AllMethods()) {
    if (method.policy().permission() != policy::v1::STATUS_READ) continue;
    EXPECT_TRUE(Call(method, suite_.ChannelTo(method.service, "person/stranger")).ok());
  }
}

// With its reason as long as the caller is not flooding; then by code and sentence alone.
TEST_F(SurfaceTest, TheFirstRefusalsOfAMinuteSayMore) {
  const auto channel = suite_.ChannelTo(Service::kMembers, "partner/changde");
  const Method method{Service::kMembers,
                      members::v1::GetStatusRequest::descriptor()->file()->service(0)->method(0)};
  for (int i = 0; i < 100; ++i) {
    const absl::Status status = Call(method, channel);
    EXPECT_EQ(status.code(), absl::StatusCode::kPermissionDenied);
    EXPECT_EQ(status.message(), "this identity may not do that");
    EXPECT_EQ(ReasonOf(status), i < 20 ? "PERMISSION_DENIED" : "") << i;
  }
}

TEST_F(SurfaceTest, ACallWithoutADeadlineIsRefused) {
  for (const Method& method : AllMethods()) {
    const bool feed = method.policy().permission() == policy::v1::FEED_READ;
    const std::string caller = feed ? "partner/changde" : "person/officer";
    EXPECT_EQ(ReasonOf(Call(method, suite_.ChannelTo(method.service, caller), false)),
              "DEADLINE_REQUIRED")
        << method.path();
  }
}

TEST_F(SurfaceTest, NobodyComesInWithoutACertificateOfTheAuthority) {
  for (const Service service : {Service::kRegistry, Service::kMembers, Service::kReporting}) {
    const Method method{service, AllMethods().front().descriptor};
    const auto plain =
        grpc::CreateChannel(suite_.address(service), grpc::InsecureChannelCredentials());
    EXPECT_EQ(Call(method, plain).code(), absl::StatusCode::kUnavailable);
    const auto tls = grpc::CreateChannel(suite_.address(service),
                                         grpc::SslCredentials(grpc::SslCredentialsOptions()));
    EXPECT_EQ(Call(method, tls).code(), absl::StatusCode::kUnavailable);
  }
}

TEST_F(SurfaceTest, MutationsAskForARequestId) {
  for (const Method& method : AllMethods()) {
    if (method.descriptor->input_type()->FindFieldByName("request_id") == nullptr) continue;
    const absl::Status status = Call(method, suite_.ChannelTo(method.service, "person/officer"));
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << method.path() << status;
  }
}

TEST_F(SurfaceTest, EveryCallOfAnAuditedMethodLeavesAnEntryWhateverBecomesOfIt) {
  const auto entries = [this](Service service) -> std::uint64_t {
    if (service == Service::kRegistry) {
      registry::v1::GetStatusResponse status;
      EXPECT_TRUE(Ask(suite_.registry(), &registry::v1::RegistryService::Stub::GetStatus,
                      registry::v1::GetStatusRequest(), &status)
                      .ok());
      return status.audit_entries();
    }
    members::v1::GetStatusResponse status;
    EXPECT_TRUE(Ask(suite_.members(), &members::v1::MembersService::Stub::GetStatus,
                    members::v1::GetStatusRequest(), &status)
                    .ok());
    return status.audit_entries();
  };
  struct Try {
    const char* caller;
    const char* request;
  };
  int audited = 0;
  for (const Method& method : AllMethods()) {
    if (method.policy().audit() != policy::v1::EVERY_CALL) continue;
    ++audited;
    for (const Try& one : {Try{"person/operator", ""}, Try{"person/officer", ""},
                           Try{"person/officer", "\xff\xff"}}) {
      const std::uint64_t before = entries(method.service);
      const grpc::Status status =
          CallBytes(method, suite_.ChannelTo(method.service, one.caller), one.request);
      EXPECT_EQ(entries(method.service), before + 1)
          << method.path() << " " << one.caller << " " << rpc::FromGrpc(status);
    }
  }
  EXPECT_GT(audited, 15);
}

}  // namespace
}  // namespace mingce::tests
