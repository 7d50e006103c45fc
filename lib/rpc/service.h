// A call's way from the wire to a verb and back.
//
// gRPC's callback API has two threads on a small machine, so a reactor must not block: it checks
// who calls, whether that caller may, and until when, and hands the call to the queue of its class.
// A worker of that class reads the request and runs the verb. What a method asks of its caller,
// where it waits and whether it is audited stands in its policy option
// (proto/mingce/policy/v1/policy.proto); a method without one is refused when its service is made,
// so the server does not start.
//
//   service->Serve("GetMember", this, &MembersService::GetMember);
//
// A call of an audited method is in the audit log before its answer leaves, whatever became of it:
// refused at the door, unreadable, unsound, too late, not found or answered. The log not being
// there, nothing is answered (AUDIT_UNAVAILABLE); a refusal, which shows nothing, is, and is
// counted.
//
// One handler serves the methods of all services: requests and answers are bytes to gRPC and are
// read and written here, by their descriptors.

#ifndef MINGCE_LIB_RPC_SERVICE_H_
#define MINGCE_LIB_RPC_SERVICE_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <grpcpp/impl/service_type.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/base/clock.h"
#include "lib/call/authority.h"
#include "lib/call/call.h"
#include "lib/rpc/audit_sink.h"
#include "lib/rpc/metrics.h"
#include "lib/rpc/request_limits.h"
#include "lib/rpc/tls.h"
#include "lib/rpc/work_queue.h"

namespace mingce::rpc {

// Completes a call; called exactly once, from any thread.
template <typename Response>
using Reply = std::function<void(absl::StatusOr<Response>)>;

// The parts every service of a process shares. All outlive the services.
struct Runtime {
  const Clock* clock;
  const Authority* authority;  // thread-safe
  WorkQueues* queues;
  Metrics* metrics;
  AuditSink* audit = nullptr;  // of a process with an audit log
  // Who calls; "" for nobody that can be named.
  std::function<std::string(const grpc::AuthContext&)> identity_of = IdentityOf;
};

// What a service says in words of its own where the dispatcher refuses.
struct Refusals {
  // About an organisation that is not there: it is given as well where the caller may not know
  // whether it is. May be null where no method names one.
  std::function<absl::Status()> absent = nullptr;
  TooMany too_many = AnyTooMany;
};

// The methods of one gRPC service. Bind all, then serve; from then on thread-safe.
class Service final : public grpc::Service {
 public:
  // Errors (FAILED_PRECONDITION): POLICY_MISSING, naming the method, when a method has no full
  // policy or a repeated field of its request no limit; AUDIT_LOG_MISSING, when one is audited and
  // there is no log.
  static absl::StatusOr<std::unique_ptr<Service>> Create(
      const Runtime& runtime, const google::protobuf::ServiceDescriptor* service,
      Refusals refusals);
  ~Service() override;

  // Binds a verb that answers when it returns.
  template <typename Request, typename Response, typename Verb>
  void Serve(absl::string_view method, Verb verb) {
    ServeAsync<Request, Response>(
        method,
        [verb = std::move(verb)](const Call& call, const Request& request,
                                 const Reply<Response>& reply) { reply(verb(call, request)); });
  }

  // Binds a verb that answers by calling its third argument, of type Reply<Response>: later
  // perhaps, and on another thread. Call and request live until then.
  template <typename Request, typename Response, typename Verb>
  void ServeAsync(absl::string_view method, Verb verb) {
    Bind(method, Request::default_instance(), Response::default_instance(),
         [verb = std::move(verb)](const Call& call, const google::protobuf::Message& request,
                                  google::protobuf::Message* response, Finish finish) {
           verb(call, static_cast<const Request&>(request),
                Reply<Response>(
                    [response, finish = std::move(finish)](absl::StatusOr<Response> answer) {
                      if (answer.ok()) *static_cast<Response*>(response) = *std::move(answer);
                      finish(answer.status());
                    }));
         });
  }

  // The same for verbs that are functions of `owner`, which outlives the service.
  template <typename Owner, typename Request, typename Response>
  void Serve(absl::string_view method, const Owner* owner,
             absl::StatusOr<Response> (Owner::*verb)(const Call&, const Request&) const) {
    Serve<Request, Response>(method, [owner, verb](const Call& call, const Request& request) {
      return (owner->*verb)(call, request);
    });
  }
  template <typename Owner, typename Request, typename Response>
  void Serve(absl::string_view method, const Owner* owner,
             void (Owner::*verb)(const Call&, const Request&, const Reply<Response>&) const) {
    ServeAsync<Request, Response>(method, [owner, verb](const Call& call, const Request& request,
                                                        const Reply<Response>& reply) {
      (owner->*verb)(call, request, reply);
    });
  }

  // OK once every method is bound to a verb of its own types; else METHOD_UNBOUND, naming it.
  absl::Status CheckBound() const;

  // Whether `path` is a method of this service.
  bool Has(absl::string_view path) const { return Find(path) != nullptr; }

  // What can be said of a call of `path` by `identity` before its message is there: OK, also for a
  // path that is no method of this service, or how the dispatcher would refuse it for want of
  // rights.
  absl::Status CheckUnread(absl::string_view path, absl::string_view identity) const;

  // Counts such a refusal, and has it written down where the method is audited: soon, for it shows
  // nothing.
  void RecordUnread(absl::string_view path, absl::string_view identity,
                    const absl::Status& refusal) const;

 private:
  class OneCall;
  class NewCalls;
  struct Method;
  using Finish = std::function<void(const absl::Status&)>;
  using AnyVerb = std::function<void(const Call&, const google::protobuf::Message&,
                                     google::protobuf::Message*, Finish)>;

  Service(const Runtime& runtime, Refusals refusals);
  absl::Status Add(const google::protobuf::MethodDescriptor* method);
  const Method* Find(absl::string_view path) const;
  void Bind(absl::string_view method, const google::protobuf::Message& request,
            const google::protobuf::Message& response, AnyVerb verb);

  const Runtime runtime_;
  const Refusals refusals_;
  std::vector<std::unique_ptr<Method>> methods_;
};

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_SERVICE_H_
