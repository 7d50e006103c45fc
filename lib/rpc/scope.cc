#include "lib/rpc/scope.h"

#include <optional>

#include "absl/strings/str_split.h"
#include "lib/base/resource_name.h"
#include "lib/call/errors.h"
#include "lib/rpc/resource_name.h"

namespace mingce::rpc {
namespace {

using google::protobuf::FieldDescriptor;

bool IsComplete(const policy::v1::MethodPolicy& policy) {
  return policy.permission() != policy::v1::PERMISSION_UNSPECIFIED &&
         policy.audit() != policy::v1::AUDIT_CLASS_UNSPECIFIED &&
         policy.queue() != policy::v1::QUEUE_CLASS_UNSPECIFIED &&
         policy.scope() != policy::v1::SCOPE_UNSPECIFIED && policy.max_deadline_ms() > 0 &&
         (policy.scope() == policy::v1::FIELD) == !policy.scope_field().empty();
}

// The fields from a request down to the text at the end of `path`; empty where there is no such
// text.
std::vector<const FieldDescriptor*> PathOf(const google::protobuf::Descriptor* message,
                                           absl::string_view path) {
  std::vector<const FieldDescriptor*> fields;
  for (const absl::string_view name : absl::StrSplit(path, '.')) {
    if (message == nullptr) return {};
    const FieldDescriptor* field = message->FindFieldByName(std::string(name));
    if (field == nullptr || field->is_repeated()) return {};
    fields.push_back(field);
    message = field->message_type();  // null for a field that is no message
  }
  if (fields.back()->cpp_type() != FieldDescriptor::CPPTYPE_STRING) return {};
  return fields;
}

std::string TextAt(const google::protobuf::Message& request,
                   const std::vector<const FieldDescriptor*>& path) {
  const google::protobuf::Message* at = &request;
  for (const FieldDescriptor* field : path) {
    if (field == path.back()) return at->GetReflection()->GetString(*at, field);
    at = &at->GetReflection()->GetMessage(*at, field);  // the empty one where it is not set
  }
  return {};
}

}  // namespace

std::optional<Scope> Scope::Of(const google::protobuf::MethodDescriptor& method) {
  Scope scope;
  scope.policy_ = method.options().GetExtension(policy::v1::policy);
  if (!IsComplete(scope.policy_)) return std::nullopt;
  if (!scope.NeedsRequest()) return scope;
  scope.path_ = PathOf(method.input_type(), scope.policy_.scope_field());
  if (scope.path_.empty()) return std::nullopt;
  return scope;
}

absl::Status Scope::CheckCaller(const access::Access& access) const {
  const bool may = policy_.scope() == policy::v1::EVERYWHERE
                       ? access.MayEverywhere(policy_.permission())
                       : access.MaySomewhere(policy_.permission());
  return may ? absl::OkStatus() : PermissionDenied();
}

absl::Status Scope::CheckRequest(const access::Access& access,
                                 const google::protobuf::Message& request,
                                 const std::function<absl::Status()>& absent,
                                 std::string* organization) const {
  const std::string name = TextAt(request, path_);
  if (name.empty()) {
    return access.MayEverywhere(policy_.permission()) ? absl::OkStatus() : PermissionDenied();
  }
  const absl::StatusOr<std::string> id = IdFromName(name, kOrganizations, /*opaque=*/true);
  if (!id.ok()) return id.status();
  *organization = name;
  return access.May(policy_.permission(), *id) ? absl::OkStatus() : absent();
}

}  // namespace mingce::rpc
