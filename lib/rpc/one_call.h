// One call, from the first look at who calls until its answer has left. A part of service.cc.

#ifndef MINGCE_LIB_RPC_ONE_CALL_H_
#define MINGCE_LIB_RPC_ONE_CALL_H_

#include <google/protobuf/arena.h>
#include <google/protobuf/message.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/message_allocator.h>
#include <grpcpp/support/server_callback.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "lib/call/call.h"
#include "lib/rpc/request_limits.h"
#include "lib/rpc/scope.h"
#include "lib/rpc/service.h"
#include "lib/rpc/unread_answers.h"

namespace mingce::rpc {

using Bytes = grpc::ByteBuffer;

// A method and the verb it is bound to.
struct Service::Method {
  const google::protobuf::MethodDescriptor* descriptor;
  std::string path;    // "/mingce.members.v1.MembersService/GetMember"
  std::string action;  // "members.GetMember"
  Scope scope;
  RequestLimits limits;
  MethodMetrics* metrics;
  std::unique_ptr<grpc::MessageAllocator<Bytes, Bytes>> calls = nullptr;
  // Of the verb.
  const google::protobuf::Message* request = nullptr;
  const google::protobuf::Message* response = nullptr;
  AnyVerb verb = nullptr;
};

// gRPC asks for one when a message of the method is there, and releases it when the call is over:
// its answer has left, or never will. Until then it is in memory, so the call's place in the queue
// is held as long: else a reader that does not read could collect answers without end.
//
// It is not gRPC's reactor. One of our own is told of the end on another thread and late, so that
// calls that are over would hold several times as many places as those that are not.
class Service::OneCall final : public grpc::MessageHolder<Bytes, Bytes> {
 public:
  // Both outlive the call.
  OneCall(const Service* service, const Method* method);

  // Looks at the caller, and queues the call or refuses it. On gRPC's thread, once; `context` is
  // there until Release.
  grpc::ServerUnaryReactor* Begin(grpc::CallbackServerContext* context);

  // Deletes it.
  void Release() override;

 private:
  absl::Status CheckAtTheDoor();
  // What the caller may do now, and whether that is enough.
  absl::Status CheckRights(absl::Time now);
  absl::Status CheckScope();
  absl::Status ReadRequest();
  // On a worker.
  void Run();
  // From any thread, once; the log first where the method is audited.
  void Refuse(const absl::Status& status);
  void Complete(const absl::Status& status);
  // The call may be over when it returns.
  void Answer(const absl::Status& status);
  std::vector<audit::Entry> EntriesFor(const absl::Status& status) const;
  bool IsAudited() const {
    return method_->scope.policy().audit() == policy::v1::EVERY_CALL && !call_.audit->durable;
  }

  const Service* const service_;
  const Method* const method_;
  Bytes in_;
  Bytes out_;
  grpc::CallbackServerContext* context_ = nullptr;
  grpc::ServerUnaryReactor* reactor_ = nullptr;  // gRPC's
  Call call_;
  absl::Time arrived_;
  google::protobuf::Arena arena_;  // of the request, which may have a thousand rows
  google::protobuf::Message* request_ = nullptr;
  std::unique_ptr<google::protobuf::Message> response_;  // moved into, so on no arena
  WorkQueue* queue_ = nullptr;                           // in which it has a place
  std::optional<UnreadAnswers::Place> unread_;           // once it was answered
};

// Of one method. Thread-safe.
class Service::NewCalls final : public grpc::MessageAllocator<Bytes, Bytes> {
 public:
  NewCalls(const Service* service, const Method* method) : service_(service), method_(method) {}

  grpc::MessageHolder<Bytes, Bytes>* AllocateMessages() override {
    return new OneCall(service_, method_);
  }

 private:
  const Service* const service_;
  const Method* const method_;
};

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_ONE_CALL_H_
