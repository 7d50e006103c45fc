// A service over a real server and a real channel, an audit log that can be looked into, and calls
// of callers who may more or less.

#ifndef MINGCE_LIB_RPC_SERVICE_FIXTURE_FOR_TEST_H_
#define MINGCE_LIB_RPC_SERVICE_FIXTURE_FOR_TEST_H_

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/rpc/audit_for_test.h"
#include "lib/rpc/authorizer.h"
#include "lib/rpc/grpc_status.h"
#include "lib/rpc/service.h"
#include "lib/rpc/service_for_test.h"

namespace mingce::rpc {

inline absl::Status Absent() {
  return MakeError(absl::StatusCode::kNotFound, "there is no such thing",
                   {.reason = "ABSENT", .domain = "mingce.trial", .message_zh = "没有"});
}

// Methods: M0 EVERYWHERE, M1 FIELD, M2 ANYWHERE, M3 LOADED, all audited; M4 ANYWHERE and not.
class ServiceTest : public testing::Test {
 protected:
  ServiceTest() {
    const google::protobuf::ServiceDescriptor* descriptor = descriptors_.Make(
        {PolicyOf(policy::v1::EVERYWHERE, policy::v1::EVERY_CALL),
         PolicyOf(policy::v1::FIELD, policy::v1::EVERY_CALL),
         PolicyOf(policy::v1::ANYWHERE, policy::v1::EVERY_CALL),
         PolicyOf(policy::v1::LOADED, policy::v1::EVERY_CALL), PolicyOf(policy::v1::ANYWHERE)});
    path_ = absl::StrCat("/", descriptor->full_name(), "/");
    runtime_ = Runtime{.clock = &Clock::System(),
                       .authority = &authorizer_,
                       .queues = &queues_,
                       .metrics = metrics_.get(),
                       .audit = &audit_,
                       .identity_of = [this](const grpc::AuthContext&) { return caller_; }};
    service_ = Service::Create(runtime_, descriptor, {.absent = Absent}).value();
    for (int i = 0; i < 5; ++i) {
      service_->Serve<Text, Text>(
          absl::StrCat("M", i),
          [this](const Call& call, const Text& asked) { return verb_(call, asked); });
    }
    EXPECT_TRUE(service_->CheckBound().ok());
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(service_.get());
    server_ = builder.BuildAndStart();
    channel_ =
        grpc::CreateChannel(absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials());
  }
  ~ServiceTest() override { server_->Shutdown(); }

  struct Outcome {
    grpc::Status wire;
    grpc::ByteBuffer bytes;
    std::string reason() const { return ReasonOf(FromGrpc(wire)); }
    std::string text() {
      Text answer;
      std::vector<grpc::Slice> slices;
      std::string all;
      EXPECT_TRUE(bytes.Dump(&slices).ok());
      for (const grpc::Slice& slice : slices) all.append(slice.begin(), slice.end());
      EXPECT_TRUE(answer.ParseFromString(all));
      return answer.value();
    }
  };

  Outcome SendBytes(int method, const std::string& bytes, bool deadline = true) {
    grpc::ClientContext context;
    if (deadline) context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    const grpc::Slice slice(bytes);
    const grpc::ByteBuffer request(&slice, 1);
    Outcome outcome;
    std::promise<grpc::Status> status;
    grpc::GenericStub stub(channel_);
    stub.UnaryCall(&context, absl::StrCat(path_, "M", method), grpc::StubOptions(), &request,
                   &outcome.bytes, [&](grpc::Status s) { status.set_value(std::move(s)); });
    outcome.wire = status.get_future().get();
    return outcome;
  }
  Outcome Send(int method, const std::string& text, bool deadline = true) {
    Text request;
    request.set_value(text);
    return SendBytes(method, request.SerializeAsString(), deadline);
  }
  // A call that ends before it has a message.
  Outcome SendNothing(int method) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    grpc::CompletionQueue queue;
    const auto call =
        grpc::GenericStub(channel_).PrepareCall(&context, absl::StrCat(path_, "M", method), &queue);
    void* tag = nullptr;
    bool ok = false;
    call->StartCall(nullptr);
    EXPECT_TRUE(queue.Next(&tag, &ok));
    call->WritesDone(nullptr);
    EXPECT_TRUE(queue.Next(&tag, &ok));
    Outcome outcome;
    call->Finish(&outcome.wire, nullptr);
    EXPECT_TRUE(queue.Next(&tag, &ok));
    return outcome;
  }
  static std::string Name(const char* id) { return absl::StrCat("organizations/", id); }
  std::string Line(int method, absl::string_view decision) const {
    return absl::StrCat(caller_, " ", path_.substr(8, path_.find('.', 8) - 8), ".M", method, " ",
                        decision);
  }

  DescriptorsForTest descriptors_;
  AccessFacts facts_ = FactsForTest({GrantForTest("all", ""), GrantForTest("town", kTown),
                                     GrantForTest("else", "", policy::v1::STATUS_READ)});
  const Authorizer authorizer_{{}, [this] { return facts_; }};
  WorkQueues queues_;
  const std::unique_ptr<Metrics> metrics_ = Metrics::Create("registry");
  AuditForTest audit_;
  Runtime runtime_;
  std::string caller_ = "all";
  std::function<absl::StatusOr<Text>(const Call&, const Text&)> verb_ =
      [](const Call&, const Text& asked) -> absl::StatusOr<Text> { return asked; };
  std::string path_;
  std::unique_ptr<Service> service_;
  std::unique_ptr<grpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_SERVICE_FIXTURE_FOR_TEST_H_
