#include "lib/rpc/dispatcher.h"

#include <grpc/support/time.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "lib/base/error.h"
#include "lib/rpc/errors.h"
#include "lib/rpc/tls.h"

namespace mingce::rpc {
namespace {

bool IsComplete(const policy::v1::MethodPolicy& policy) {
  return policy.permission() != policy::v1::PERMISSION_UNSPECIFIED &&
         policy.audit() != policy::v1::AUDIT_CLASS_UNSPECIFIED &&
         policy.queue() != policy::v1::QUEUE_CLASS_UNSPECIFIED && policy.max_deadline_ms() > 0;
}

// "mingce.members.v1.MembersService" → "members", "mingce.members.events.v1.…" → "members".
std::string ServiceOf(const std::string& full_name) {
  const std::vector<std::string> parts = absl::StrSplit(full_name, '.');
  return parts.size() > 1 ? parts[1] : full_name;
}

// When the caller stops waiting; InfiniteFuture when it said nothing. Not by way of a
// std::chrono time, whose nanoseconds end in 2262: a client may well say 10^10 seconds.
absl::Time DeadlineOf(const grpc::CallbackServerContext& context) {
  const gpr_timespec deadline = gpr_convert_clock_type(context.raw_deadline(), GPR_CLOCK_REALTIME);
  if (gpr_time_cmp(deadline, gpr_inf_future(GPR_CLOCK_REALTIME)) == 0) {
    return absl::InfiniteFuture();
  }
  return absl::FromUnixSeconds(deadline.tv_sec) + absl::Nanoseconds(deadline.tv_nsec);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Dispatcher>> Dispatcher::Create(
    const Runtime& runtime, const google::protobuf::ServiceDescriptor* service) {
  std::unique_ptr<Dispatcher> dispatcher(new Dispatcher(runtime));
  for (int i = 0; i < service->method_count(); ++i) {
    const google::protobuf::MethodDescriptor* method = service->method(i);
    const policy::v1::MethodPolicy& policy = method->options().GetExtension(policy::v1::policy);
    if (!IsComplete(policy)) {
      return MakeError(
          absl::StatusCode::kFailedPrecondition,
          absl::StrCat("the method ", method->full_name(), " has no full policy"),
          {.reason = "POLICY_MISSING",
           .domain = "mingce.rpc",
           .message_zh = absl::StrCat("方法 ", method->full_name(), " 没有完整的权限策略"),
           .metadata = {{"method", method->full_name()}}});
    }
    dispatcher->methods_[method->name()] =
        Method{.action = absl::StrCat(ServiceOf(service->full_name()), ".", method->name()),
               .policy = policy,
               .metrics = runtime.metrics->ForMethod(method->name())};
  }
  return dispatcher;
}

void Dispatcher::Admit(grpc::CallbackServerContext* context, absl::string_view method_name,
                       Reactor* reactor, Work work) {
  const Method& method = methods_.at(method_name);
  const absl::Time arrived = runtime_.clock->Now();
  const auto finish = [reactor, &method, arrived,
                       clock = runtime_.clock](const absl::Status& status) {
    method.metrics->Count(status.code(), clock->Now() - arrived);
    reactor->Finish(ToGrpc(status));
  };

  Call call;
  call.identity = IdentityOf(*context->auth_context());
  if (call.identity.empty()) return finish(IdentityMissing());
  call.action = method.action;
  call.permissions = runtime_.authorizer->PermissionsFor(call.identity);
  if (!call.Holds(method.policy.permission())) return finish(PermissionDenied());
  const absl::Time deadline = DeadlineOf(*context);
  if (deadline == absl::InfiniteFuture()) return finish(DeadlineRequired());
  call.deadline = std::min(deadline, arrived + absl::Milliseconds(method.policy.max_deadline_ms()));

  WorkQueue& queue = runtime_.queues->of(method.policy.queue());
  const std::string caller = call.identity;
  const bool queued = queue.Add(caller, [call = std::move(call), finish, reactor, &queue,
                                         work = std::move(work), clock = runtime_.clock]() mutable {
    reactor->HoldPlace(&queue, call.identity);
    call.now = clock->Now();
    if (call.now >= call.deadline) return finish(DeadlinePassed());
    work(call, finish);
  });
  if (!queued) finish(QueueFull());
}

}  // namespace mingce::rpc
