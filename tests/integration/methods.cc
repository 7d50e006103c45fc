#include "tests/integration/methods.h"

#include <google/protobuf/message.h>
#include <grpcpp/generic/generic_stub.h>

#include <chrono>
#include <future>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "mingce/audit/v1/audit_service.pb.h"
#include "mingce/feed/v1/feed.pb.h"

namespace mingce::tests {

std::string Method::path() const {
  return absl::StrCat("/", descriptor->service()->full_name(), "/", descriptor->name());
}

policy::v1::MethodPolicy Method::policy() const {
  return descriptor->options().GetExtension(policy::v1::policy);
}

std::vector<Method> AllMethods() {
  const std::pair<Service, const google::protobuf::ServiceDescriptor*> services[] = {
      {Service::kRegistry, registry::v1::GetStatusRequest::descriptor()->file()->service(0)},
      {Service::kRegistry, registry::v1::GetCampaignRequest::descriptor()->file()->service(0)},
      {Service::kRegistry, registry::v1::GrantRoleRequest::descriptor()->file()->service(0)},
      {Service::kRegistry, feed::v1::FetchRequest::descriptor()->file()->service(0)},
      {Service::kRegistry, audit::v1::VerifyLogRequest::descriptor()->file()->service(0)},
      {Service::kMembers, members::v1::GetStatusRequest::descriptor()->file()->service(0)},
      {Service::kMembers, feed::v1::FetchRequest::descriptor()->file()->service(0)},
      {Service::kMembers, audit::v1::VerifyLogRequest::descriptor()->file()->service(0)},
      {Service::kReporting, reporting::v1::GetStatusRequest::descriptor()->file()->service(0)}};
  std::vector<Method> methods;
  for (const auto& [service, descriptor] : services) {
    for (int i = 0; i < descriptor->method_count(); ++i) {
      methods.push_back({service, descriptor->method(i)});
    }
  }
  return methods;
}

std::string RequestNaming(const std::string& organization, const Method& method) {
  const std::unique_ptr<google::protobuf::Message> request(
      google::protobuf::MessageFactory::generated_factory()
          ->GetPrototype(method.descriptor->input_type())
          ->New());
  google::protobuf::Message* at = request.get();
  const std::string path = method.policy().scope_field();
  for (const std::string& name : std::vector<std::string>(absl::StrSplit(path, '.'))) {
    const auto* field = path.empty() ? nullptr : at->GetDescriptor()->FindFieldByName(name);
    if (field == nullptr) break;
    if (field->message_type() != nullptr) {
      at = at->GetReflection()->MutableMessage(at, field);
    } else {
      at->GetReflection()->SetString(at, field, organization);
    }
  }
  return request->SerializeAsString();
}

grpc::Status CallPath(const std::string& path, const std::shared_ptr<grpc::Channel>& channel,
                      const std::string& request, bool deadline) {
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  if (deadline) context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
  const grpc::Slice slice(request);
  const grpc::ByteBuffer bytes(&slice, 1);
  grpc::ByteBuffer response;
  std::promise<grpc::Status> done;
  stub.UnaryCall(&context, path, {}, &bytes, &response,
                 [&done](const grpc::Status& status) { done.set_value(status); });
  return done.get_future().get();
}

grpc::Status CallBytes(const Method& method, const std::shared_ptr<grpc::Channel>& channel,
                       const std::string& request, bool deadline) {
  return CallPath(method.path(), channel, request, deadline);
}

}  // namespace mingce::tests
