// One call, from the first look at who calls until its answer has left. A part of service.cc.

#ifndef MINGCE_LIB_RPC_ONE_CALL_H_
#define MINGCE_LIB_RPC_ONE_CALL_H_

#include <google/protobuf/arena.h>
#include <google/protobuf/message.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "lib/call/call.h"
#include "lib/rpc/request_limits.h"
#include "lib/rpc/scope.h"
#include "lib/rpc/service.h"

namespace mingce::rpc {

// A method and the verb it is bound to.
struct Service::Method {
  const google::protobuf::MethodDescriptor* descriptor;
  std::string path;    // "/mingce.members.v1.MembersService/GetMember"
  std::string action;  // "members.GetMember"
  Scope scope;
  RequestLimits limits;
  MethodMetrics* metrics;
  // Of the verb.
  const google::protobuf::Message* request = nullptr;
  const google::protobuf::Message* response = nullptr;
  AnyVerb verb = nullptr;
};

// Deletes itself. gRPC keeps an answer in memory until its reader takes it, so the call's place in
// the queue is held as long: else a reader that does not read could collect answers without end.
class Service::OneCall final : public grpc::ServerUnaryReactor {
 public:
  // All outlive the call; `in` and `out` are gRPC's.
  OneCall(const Service* service, const Method* method, const grpc::ByteBuffer* in,
          grpc::ByteBuffer* out)
      : service_(service), method_(method), in_(in), out_(out) {}

  // Looks at the caller, and queues the call or refuses it. On gRPC's thread, once.
  void Begin(const grpc::CallbackServerContext& context);

  void OnDone() override;

 private:
  absl::Status CheckAtTheDoor(const grpc::CallbackServerContext& context);
  // What the caller may do now, and whether that is enough.
  absl::Status CheckRights(absl::Time now);
  absl::Status CheckScope();
  absl::Status ReadRequest();
  // On a worker.
  void Run(WorkQueue* queue);
  // From any thread, once; the log first where the method is audited.
  void Refuse(const absl::Status& status);
  void Complete(const absl::Status& status);
  void Answer(const absl::Status& status);
  std::vector<audit::Entry> EntriesFor(const absl::Status& status) const;
  bool IsAudited() const {
    return method_->scope.policy().audit() == policy::v1::EVERY_CALL && !call_.audit->durable;
  }

  const Service* const service_;
  const Method* const method_;
  const grpc::ByteBuffer* const in_;
  grpc::ByteBuffer* const out_;
  Call call_;
  absl::Time arrived_;
  google::protobuf::Arena arena_;  // of the request, which may have a thousand rows
  google::protobuf::Message* request_ = nullptr;
  std::unique_ptr<google::protobuf::Message> response_;  // moved into, so on no arena
  WorkQueue* queue_ = nullptr;                           // in which it has a place
};

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_ONE_CALL_H_
