// Which function answers which method.

#include <utility>

#include "lib/base/status_macros.h"
#include "services/registry/app/errors.h"
#include "services/registry/rpc/registry_service.h"

namespace mingce::registry {

absl::StatusOr<std::unique_ptr<RegistryService>> RegistryService::Create(
    const Register& parts, const rpc::Runtime& runtime, std::string version) {
  const google::protobuf::ServiceDescriptor* descriptor =
      v1::GetStatusRequest::descriptor()->file()->FindServiceByName("RegistryService");
  MINGCE_ASSIGN_OR_RETURN(std::unique_ptr<rpc::Service> wire,
                          rpc::Service::Create(runtime, descriptor, OrganizationNotFound));
  std::unique_ptr<RegistryService> service(
      new RegistryService(parts, std::move(wire), std::move(version)));
  service->BindMethods();
  MINGCE_RETURN_IF_ERROR(service->service_->CheckBound());
  return service;
}

RegistryService::RegistryService(const Register& parts, std::unique_ptr<rpc::Service> service,
                                 std::string version)
    : parts_(parts),
      page_tokens_([keys = parts.keys](absl::string_view bytes) {
        return std::string(seal::AsView(keys->KeyedTag("page-token/v1", {bytes})));
      }),
      service_(std::move(service)),
      version_(std::move(version)) {}

void RegistryService::BindMethods() {
  service_->Serve("GetOrganization", this, &RegistryService::GetOrganization);
  service_->Serve("LookupOrganization", this, &RegistryService::LookupOrganization);
  service_->Serve("ListOrganizations", this, &RegistryService::ListOrganizations);
  service_->Serve("SearchOrganizations", this, &RegistryService::SearchOrganizations);
  service_->Serve("CreateOrganization", this, &RegistryService::CreateOrganization);
  service_->Serve("UpdateOrganization", this, &RegistryService::UpdateOrganization);
  service_->Serve("MoveOrganization", this, &RegistryService::MoveOrganization);
  service_->Serve("CloseOrganization", this, &RegistryService::CloseOrganization);
  service_->Serve("ImportOrganizations", this, &RegistryService::ImportOrganizations);
  service_->Serve("CreateCampaign", this, &RegistryService::CreateCampaign);
  service_->Serve("GetCampaign", this, &RegistryService::GetCampaign);
  service_->Serve("ListCampaigns", this, &RegistryService::ListCampaigns);
  service_->Serve("SetQuotaPlan", this, &RegistryService::SetQuotaPlan);
  service_->Serve("GetQuotaPlan", this, &RegistryService::GetQuotaPlan);
  service_->Serve("PublishForm", this, &RegistryService::PublishForm);
  service_->Serve("GetForm", this, &RegistryService::GetForm);
  service_->Serve("PublishCodeList", this, &RegistryService::PublishCodeList);
  service_->Serve("GetCodeList", this, &RegistryService::GetCodeList);
  service_->Serve("GrantRole", this, &RegistryService::GrantRole);
  service_->Serve("RevokeRole", this, &RegistryService::RevokeRole);
  service_->Serve("ListRoleGrants", this, &RegistryService::ListRoleGrants);
  service_->Serve("BlockIdentity", this, &RegistryService::BlockIdentity);
  service_->Serve("GetStatus", this, &RegistryService::GetStatus);
}

}  // namespace mingce::registry
