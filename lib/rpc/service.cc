#include "lib/rpc/service.h"

#include <grpc/support/time.h>
#include <grpcpp/impl/codegen/server_callback_handlers.h>
#include <grpcpp/impl/rpc_service_method.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "lib/base/day.h"
#include "lib/base/error.h"
#include "lib/base/status_macros.h"
#include "lib/rpc/errors.h"
#include "lib/rpc/one_call.h"

namespace mingce::rpc {
namespace {

// "mingce.members.v1.MembersService" → "members".
std::string PackageOf(const std::string& full_name) {
  const std::vector<std::string> parts = absl::StrSplit(full_name, '.');
  return parts.size() > 1 ? parts[1] : full_name;
}

absl::Status Refuse(absl::string_view reason, const google::protobuf::MethodDescriptor* method,
                    absl::string_view en, absl::string_view zh) {
  return MakeError(absl::StatusCode::kFailedPrecondition,
                   absl::StrCat("the method ", method->full_name(), " ", en),
                   {.reason = std::string(reason),
                    .domain = "mingce.rpc",
                    .message_zh = absl::StrCat("方法 ", method->full_name(), " ", zh),
                    .metadata = {{"method", method->full_name()}}});
}

}  // namespace

Service::Service(const Runtime& runtime, Refusals refusals)
    : runtime_(runtime), refusals_(std::move(refusals)) {}

Service::~Service() = default;

absl::StatusOr<std::unique_ptr<Service>> Service::Create(
    const Runtime& runtime, const google::protobuf::ServiceDescriptor* descriptor,
    Refusals refusals) {
  std::unique_ptr<Service> service(new Service(runtime, std::move(refusals)));
  for (int i = 0; i < descriptor->method_count(); ++i) {
    MINGCE_RETURN_IF_ERROR(service->Add(descriptor->method(i)));
  }
  return service;
}

absl::Status Service::Add(const google::protobuf::MethodDescriptor* descriptor) {
  std::optional<Scope> scope = Scope::Of(*descriptor);
  std::optional<RequestLimits> limits = RequestLimits::Of(*descriptor);
  if (!scope.has_value() || !limits.has_value() ||
      (scope->NeedsRequest() && refusals_.absent == nullptr)) {
    return Refuse("POLICY_MISSING", descriptor, "has no full policy", "没有完整的权限策略");
  }
  if (scope->policy().audit() != policy::v1::NONE && runtime_.audit == nullptr) {
    return Refuse("AUDIT_LOG_MISSING", descriptor, "is audited, and this process has no audit log",
                  "需要审计，而本进程没有审计日志");
  }
  const std::string& service = descriptor->service()->full_name();
  methods_.push_back(std::make_unique<Method>(
      Method{.descriptor = descriptor,
             .path = absl::StrCat("/", service, "/", descriptor->name()),
             .action = absl::StrCat(PackageOf(service), ".", descriptor->name()),
             .scope = *std::move(scope),
             .limits = *std::move(limits),
             .metrics = runtime_.metrics->ForMethod(descriptor->name())}));
  Method* method = methods_.back().get();
  method->calls = std::make_unique<NewCalls>(this, method);
  AddMethod(new grpc::internal::RpcServiceMethod(method->path.c_str(),
                                                 grpc::internal::RpcMethod::NORMAL_RPC, nullptr));
  auto* handler = new grpc::internal::CallbackUnaryHandler<Bytes, Bytes>(
      [](grpc::CallbackServerContext* context, const Bytes* /*in*/, Bytes* /*out*/) {
        return static_cast<OneCall*>(context->GetRpcAllocatorState())->Begin(context);
      });
  handler->SetMessageAllocator(method->calls.get());
  MarkMethodRawCallback(static_cast<int>(methods_.size()) - 1, handler);
  return absl::OkStatus();
}

void Service::Bind(absl::string_view name, const google::protobuf::Message& request,
                   const google::protobuf::Message& response, AnyVerb verb) {
  for (const std::unique_ptr<Method>& method : methods_) {
    if (method->descriptor->name() != name) continue;
    method->request = &request;
    method->response = &response;
    method->verb = std::move(verb);
  }
}

absl::Status Service::CheckBound() const {
  for (const std::unique_ptr<Method>& method : methods_) {
    if (method->verb == nullptr ||
        method->request->GetDescriptor() != method->descriptor->input_type() ||
        method->response->GetDescriptor() != method->descriptor->output_type()) {
      return Refuse("METHOD_UNBOUND", method->descriptor, "is not bound to a verb of its types",
                    "没有对应的实现");
    }
  }
  return absl::OkStatus();
}

const Service::Method* Service::Find(absl::string_view path) const {
  for (const std::unique_ptr<Method>& method : methods_) {
    if (method->path == path) return method.get();
  }
  return nullptr;
}

absl::Status Service::CheckUnread(absl::string_view path, absl::string_view identity) const {
  const Method* method = Find(path);
  if (method == nullptr) return absl::OkStatus();
  if (identity.empty()) return IdentityMissing();
  return method->scope.CheckCaller(
      runtime_.authority->AccessOf(identity, BeijingDay(runtime_.clock->Now())));
}

void Service::RecordUnread(absl::string_view path, absl::string_view identity,
                           const absl::Status& refusal) const {
  const Method* method = Find(path);
  if (method == nullptr) return;
  method->metrics->Count(refusal.code(), absl::ZeroDuration());
  if (method->scope.policy().audit() != policy::v1::EVERY_CALL) return;
  runtime_.audit->RecordRefusal({.actor = std::string(identity),
                                 .action = method->action,
                                 .decision = ReasonOrCodeOf(refusal)},
                                [](const absl::Status&) {});
}

}  // namespace mingce::rpc
