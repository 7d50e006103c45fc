// How each call of the service reaches its method: by the dispatcher, on a worker.

#include <utility>

#include "services/registry/rpc/registry_service.h"

namespace mingce::registry {

absl::StatusOr<std::unique_ptr<RegistryService>> RegistryService::Create(
    const Register& parts, const rpc::Runtime& runtime, std::string version) {
  const google::protobuf::ServiceDescriptor* service =
      v1::GetStatusRequest::descriptor()->file()->FindServiceByName("RegistryService");
  absl::StatusOr<std::unique_ptr<rpc::Dispatcher>> dispatcher =
      rpc::Dispatcher::Create(runtime, service);
  if (!dispatcher.ok()) return dispatcher.status();
  return std::unique_ptr<RegistryService>(
      new RegistryService(parts, *std::move(dispatcher), std::move(version)));
}

RegistryService::RegistryService(const Register& parts, std::unique_ptr<rpc::Dispatcher> dispatcher,
                                 std::string version)
    : parts_(parts),
      page_tokens_([keys = parts.keys](absl::string_view bytes) {
        return std::string(seal::AsView(keys->KeyedTag("page-token/v1", {bytes})));
      }),
      dispatcher_(std::move(dispatcher)),
      version_(std::move(version)) {}

grpc::ServerUnaryReactor* RegistryService::GetOrganization(
    grpc::CallbackServerContext* context, const v1::GetOrganizationRequest* request,
    v1::Organization* response) {
  return dispatcher_->Run(context, "GetOrganization", request, response,
                          [this](const Call& call, const v1::GetOrganizationRequest& asked) {
                            return GetOrganization(call, asked);
                          });
}

grpc::ServerUnaryReactor* RegistryService::LookupOrganization(
    grpc::CallbackServerContext* context, const v1::LookupOrganizationRequest* request,
    v1::Organization* response) {
  return dispatcher_->Run(context, "LookupOrganization", request, response,
                          [this](const Call& call, const v1::LookupOrganizationRequest& asked) {
                            return LookupOrganization(call, asked);
                          });
}

grpc::ServerUnaryReactor* RegistryService::ListOrganizations(
    grpc::CallbackServerContext* context, const v1::ListOrganizationsRequest* request,
    v1::ListOrganizationsResponse* response) {
  return dispatcher_->Run(context, "ListOrganizations", request, response,
                          [this](const Call& call, const v1::ListOrganizationsRequest& asked) {
                            return ListOrganizations(call, asked);
                          });
}

grpc::ServerUnaryReactor* RegistryService::SearchOrganizations(
    grpc::CallbackServerContext* context, const v1::SearchOrganizationsRequest* request,
    v1::SearchOrganizationsResponse* response) {
  return dispatcher_->Run(context, "SearchOrganizations", request, response,
                          [this](const Call& call, const v1::SearchOrganizationsRequest& asked) {
                            return SearchOrganizations(call, asked);
                          });
}

grpc::ServerUnaryReactor* RegistryService::CreateOrganization(
    grpc::CallbackServerContext* context, const v1::CreateOrganizationRequest* request,
    v1::Organization* response) {
  return dispatcher_->RunAsync(context, "CreateOrganization", request, response,
                               [this](const Call& call, const v1::CreateOrganizationRequest& asked,
                                      const rpc::Reply<v1::Organization>& reply) {
                                 CreateOrganization(call, asked, reply);
                               });
}

grpc::ServerUnaryReactor* RegistryService::UpdateOrganization(
    grpc::CallbackServerContext* context, const v1::UpdateOrganizationRequest* request,
    v1::Organization* response) {
  return dispatcher_->RunAsync(context, "UpdateOrganization", request, response,
                               [this](const Call& call, const v1::UpdateOrganizationRequest& asked,
                                      const rpc::Reply<v1::Organization>& reply) {
                                 UpdateOrganization(call, asked, reply);
                               });
}

grpc::ServerUnaryReactor* RegistryService::MoveOrganization(
    grpc::CallbackServerContext* context, const v1::MoveOrganizationRequest* request,
    v1::Organization* response) {
  return dispatcher_->RunAsync(
      context, "MoveOrganization", request, response,
      [this](const Call& call, const v1::MoveOrganizationRequest& asked,
             const rpc::Reply<v1::Organization>& reply) { MoveOrganization(call, asked, reply); });
}

grpc::ServerUnaryReactor* RegistryService::CloseOrganization(
    grpc::CallbackServerContext* context, const v1::CloseOrganizationRequest* request,
    v1::Organization* response) {
  return dispatcher_->RunAsync(
      context, "CloseOrganization", request, response,
      [this](const Call& call, const v1::CloseOrganizationRequest& asked,
             const rpc::Reply<v1::Organization>& reply) { CloseOrganization(call, asked, reply); });
}

grpc::ServerUnaryReactor* RegistryService::ImportOrganizations(
    grpc::CallbackServerContext* context, const v1::ImportOrganizationsRequest* request,
    v1::ImportOrganizationsResponse* response) {
  return dispatcher_->RunAsync(context, "ImportOrganizations", request, response,
                               [this](const Call& call, const v1::ImportOrganizationsRequest& asked,
                                      const rpc::Reply<v1::ImportOrganizationsResponse>& reply) {
                                 ImportOrganizations(call, asked, reply);
                               });
}

grpc::ServerUnaryReactor* RegistryService::CreateCampaign(grpc::CallbackServerContext* context,
                                                          const v1::CreateCampaignRequest* request,
                                                          v1::Campaign* response) {
  return dispatcher_->RunAsync(
      context, "CreateCampaign", request, response,
      [this](const Call& call, const v1::CreateCampaignRequest& asked,
             const rpc::Reply<v1::Campaign>& reply) { CreateCampaign(call, asked, reply); });
}

grpc::ServerUnaryReactor* RegistryService::GetCampaign(grpc::CallbackServerContext* context,
                                                       const v1::GetCampaignRequest* request,
                                                       v1::Campaign* response) {
  return dispatcher_->Run(context, "GetCampaign", request, response,
                          [this](const Call& call, const v1::GetCampaignRequest& asked) {
                            return GetCampaign(call, asked);
                          });
}

grpc::ServerUnaryReactor* RegistryService::ListCampaigns(grpc::CallbackServerContext* context,
                                                         const v1::ListCampaignsRequest* request,
                                                         v1::ListCampaignsResponse* response) {
  return dispatcher_->Run(context, "ListCampaigns", request, response,
                          [this](const Call& call, const v1::ListCampaignsRequest& asked) {
                            return ListCampaigns(call, asked);
                          });
}

grpc::ServerUnaryReactor* RegistryService::SetQuotaPlan(grpc::CallbackServerContext* context,
                                                        const v1::SetQuotaPlanRequest* request,
                                                        v1::QuotaPlan* response) {
  return dispatcher_->RunAsync(
      context, "SetQuotaPlan", request, response,
      [this](const Call& call, const v1::SetQuotaPlanRequest& asked,
             const rpc::Reply<v1::QuotaPlan>& reply) { SetQuotaPlan(call, asked, reply); });
}

grpc::ServerUnaryReactor* RegistryService::GetQuotaPlan(grpc::CallbackServerContext* context,
                                                        const v1::GetQuotaPlanRequest* request,
                                                        v1::QuotaPlan* response) {
  return dispatcher_->Run(context, "GetQuotaPlan", request, response,
                          [this](const Call& call, const v1::GetQuotaPlanRequest& asked) {
                            return GetQuotaPlan(call, asked);
                          });
}

grpc::ServerUnaryReactor* RegistryService::PublishForm(grpc::CallbackServerContext* context,
                                                       const v1::PublishFormRequest* request,
                                                       type::Form* response) {
  return dispatcher_->RunAsync(
      context, "PublishForm", request, response,
      [this](const Call& call, const v1::PublishFormRequest& asked,
             const rpc::Reply<type::Form>& reply) { PublishForm(call, asked, reply); });
}

grpc::ServerUnaryReactor* RegistryService::GetForm(grpc::CallbackServerContext* context,
                                                   const v1::GetFormRequest* request,
                                                   type::Form* response) {
  return dispatcher_->Run(
      context, "GetForm", request, response,
      [this](const Call& call, const v1::GetFormRequest& asked) { return GetForm(call, asked); });
}

grpc::ServerUnaryReactor* RegistryService::PublishCodeList(
    grpc::CallbackServerContext* context, const v1::PublishCodeListRequest* request,
    type::CodeList* response) {
  return dispatcher_->RunAsync(
      context, "PublishCodeList", request, response,
      [this](const Call& call, const v1::PublishCodeListRequest& asked,
             const rpc::Reply<type::CodeList>& reply) { PublishCodeList(call, asked, reply); });
}

grpc::ServerUnaryReactor* RegistryService::GetCodeList(grpc::CallbackServerContext* context,
                                                       const v1::GetCodeListRequest* request,
                                                       type::CodeList* response) {
  return dispatcher_->Run(context, "GetCodeList", request, response,
                          [this](const Call& call, const v1::GetCodeListRequest& asked) {
                            return GetCodeList(call, asked);
                          });
}

grpc::ServerUnaryReactor* RegistryService::GetStatus(grpc::CallbackServerContext* context,
                                                     const v1::GetStatusRequest* request,
                                                     v1::GetStatusResponse* response) {
  return dispatcher_->Run(context, "GetStatus", request, response,
                          [this](const Call& call, const v1::GetStatusRequest& asked) {
                            return GetStatus(call, asked);
                          });
}

}  // namespace mingce::registry
