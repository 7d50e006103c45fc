// A call's way from the wire to a verb and back.
//
// gRPC's callback API has two threads on a small machine, so a reactor must not block: it checks
// who calls, whether that caller may, and until when, and hands the call to the queue of its class.
// A worker of that class runs the verb. What a method is allowed to do, and where it waits, stands
// in its policy option (proto/mingce/policy/v1/policy.proto); a method without one is refused when
// its service is added, so the server does not start.
//
// A service's method is then one statement:
//
//   grpc::ServerUnaryReactor* GetMember(grpc::CallbackServerContext* context,
//                                       const v1::GetMemberRequest* request,
//                                       v1::Member* response) override {
//     return dispatcher_.Run(context, "GetMember", request, response,
//         [this](const Call& call, const v1::GetMemberRequest& request) { return …; });
//   }

#ifndef MINGCE_LIB_RPC_DISPATCHER_H_
#define MINGCE_LIB_RPC_DISPATCHER_H_

#include <google/protobuf/descriptor.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "lib/base/call.h"
#include "lib/base/clock.h"
#include "lib/rpc/authorizer.h"
#include "lib/rpc/grpc_status.h"
#include "lib/rpc/metrics.h"
#include "lib/rpc/work_queue.h"
#include "mingce/policy/v1/policy.pb.h"

namespace mingce::rpc {

// Completes a call; called exactly once, from any thread.
template <typename Response>
using Reply = std::function<void(absl::StatusOr<Response>)>;

// The parts every service of a process shares. All outlive the dispatchers.
struct Runtime {
  const Clock* clock;
  const Authorizer* authorizer;
  WorkQueues* queues;
  Metrics* metrics;
};

// Serves the methods of one gRPC service. Thread-safe.
class Dispatcher {
 public:
  // FAILED_PRECONDITION, POLICY_MISSING, naming the method, when a method has no full policy.
  static absl::StatusOr<std::unique_ptr<Dispatcher>> Create(
      const Runtime& runtime, const google::protobuf::ServiceDescriptor* service);

  // Runs `verb`, of type StatusOr<Response>(const Call&, const Request&), on a worker.
  template <typename Request, typename Response, typename Verb>
  grpc::ServerUnaryReactor* Run(grpc::CallbackServerContext* context, absl::string_view method,
                                const Request* request, Response* response, Verb verb) {
    return RunAsync(
        context, method, request, response,
        [verb = std::move(verb)](const Call& call, const Request& asked,
                                 const Reply<Response>& reply) { reply(verb(call, asked)); });
  }

  // Runs `verb`, of type void(const Call&, const Request&, Reply<Response>), on a worker; the call
  // ends when the reply is called, which may be later and on another thread. `request` lives until
  // then.
  template <typename Request, typename Response, typename Verb>
  grpc::ServerUnaryReactor* RunAsync(grpc::CallbackServerContext* context, absl::string_view method,
                                     const Request* request, Response* response, Verb verb) {
    auto* reactor = new Reactor();  // deletes itself
    Admit(context, method, reactor,
          [request, response, verb = std::move(verb)](const Call& call, Finish finish) {
            verb(call, *request,
                 [response, finish = std::move(finish)](absl::StatusOr<Response> result) {
                   if (result.ok()) *response = *std::move(result);
                   finish(result.status());
                 });
          });
    return reactor;
  }

 private:
  // One call until its answer has left. gRPC keeps an answer in memory until its reader takes it,
  // so the call's place in the queue is held as long: else a reader that does not read could
  // collect answers without end.
  class Reactor : public grpc::ServerUnaryReactor {
   public:
    // Called once, before Finish.
    void HoldPlace(WorkQueue* queue, std::string caller) {
      queue_ = queue;
      caller_ = std::move(caller);
    }
    void OnDone() override {
      if (queue_ != nullptr) queue_->Release(caller_);
      delete this;
    }

   private:
    WorkQueue* queue_ = nullptr;
    std::string caller_;
  };
  using Finish = std::function<void(const absl::Status&)>;
  using Work = std::function<void(const Call&, Finish)>;

  struct Method {
    std::string action;  // "members.GetMember"
    policy::v1::MethodPolicy policy;
    MethodMetrics* metrics;
  };

  explicit Dispatcher(const Runtime& runtime) : runtime_(runtime) {}

  // Authenticates, authorises, limits, queues; finishes `reactor` itself when it refuses.
  void Admit(grpc::CallbackServerContext* context, absl::string_view method, Reactor* reactor,
             Work work);

  const Runtime runtime_;
  absl::flat_hash_map<std::string, Method> methods_;
};

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_DISPATCHER_H_
