// Every method of every service: it exists, it has a policy, and it refuses whom it has to.

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <future>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/rpc/authorizer.h"
#include "lib/rpc/grpc_status.h"
#include "mingce/policy/v1/policy.pb.h"
#include "tests/integration/suite.h"

namespace mingce::tests {
namespace {

using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

struct Method {
  Service service;
  const MethodDescriptor* descriptor;

  std::string path() const {
    return absl::StrCat("/", descriptor->service()->full_name(), "/", descriptor->name());
  }
  policy::v1::MethodPolicy policy() const {
    return descriptor->options().GetExtension(policy::v1::policy);
  }
};

std::vector<Method> AllMethods() {
  const std::pair<Service, const ServiceDescriptor*> services[] = {
      {Service::kRegistry, registry::v1::GetStatusRequest::descriptor()->file()->service(0)},
      {Service::kRegistry,
       registry::events::v1::FetchEventsRequest::descriptor()->file()->service(0)},
      {Service::kMembers, members::v1::GetStatusRequest::descriptor()->file()->service(0)},
      {Service::kMembers,
       members::events::v1::FetchEventsRequest::descriptor()->file()->service(0)},
      {Service::kReporting, reporting::v1::GetStatusRequest::descriptor()->file()->service(0)}};
  std::vector<Method> methods;
  for (const auto& [service, descriptor] : services) {
    for (int i = 0; i < descriptor->method_count(); ++i) {
      methods.push_back({service, descriptor->method(i)});
    }
  }
  return methods;
}

class SurfaceTest : public testing::Test {
 protected:
  // Calls `method` with an empty request.
  absl::Status Call(const Method& method, const std::shared_ptr<grpc::Channel>& channel,
                    bool deadline = true) {
    grpc::GenericStub stub(channel);
    grpc::ClientContext context;
    if (deadline) {
      context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    }
    grpc::Slice empty("");
    grpc::ByteBuffer request(&empty, 1);
    grpc::ByteBuffer response;
    std::promise<grpc::Status> done;
    stub.UnaryCall(&context, method.path(), {}, &request, &response,
                   [&done](const grpc::Status& status) { done.set_value(status); });
    return rpc::FromGrpc(done.get_future().get());
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

TEST_F(SurfaceTest, EachRoleMayDoWhatItsRowSaysAndNothingElse) {
  const std::pair<std::string, policy::v1::Role> callers[] = {
      {"person/officer", policy::v1::COUNTY_OFFICER},
      {"partner/benefits", policy::v1::BENEFIT_SYSTEM},
      {"partner/changde", policy::v1::FEED_CONSUMER},
      {"person/operator", policy::v1::OPERATOR},
      {"person/stranger", policy::v1::ROLE_UNSPECIFIED}};
  for (const auto& [caller, role] : callers) {
    for (const Method& method : AllMethods()) {
      const bool allowed = (rpc::PermissionsOf(role) >> method.policy().permission() & 1) != 0;
      const absl::Status status = Call(method, suite_.ChannelTo(method.service, caller));
      EXPECT_EQ(status.code() == absl::StatusCode::kPermissionDenied, !allowed)
          << caller << " " << method.path() << " " << status;
    }
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

}  // namespace
}  // namespace mingce::tests
