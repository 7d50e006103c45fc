#ifndef MINGCE_SERVICES_REGISTRY_RPC_REGISTRY_SERVICE_H_
#define MINGCE_SERVICES_REGISTRY_RPC_REGISTRY_SERVICE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "lib/rpc/paging.h"
#include "lib/rpc/service.h"
#include "mingce/registry/v1/registry_service.pb.h"
#include "services/registry/app/register.h"

namespace mingce::registry {

// mingce.registry.v1.RegistryService. Each method: read the request, call one function in app/,
// write the reply. Holds no state and no rule.
class RegistryService {
 public:
  // Errors as rpc::Service::Create. `parts` and `runtime` outlive the service; `version` is what
  // GetStatus says.
  static absl::StatusOr<std::unique_ptr<RegistryService>> Create(const Register& parts,
                                                                 const rpc::Runtime& runtime,
                                                                 std::string version);

  // To be served, as long as this object is there.
  grpc::Service* wire() { return service_.get(); }

 private:
  RegistryService(const Register& parts, std::unique_ptr<rpc::Service> service,
                  std::string version);
  void BindMethods();

  absl::StatusOr<v1::Organization> GetOrganization(const Call& call,
                                                   const v1::GetOrganizationRequest& request) const;
  absl::StatusOr<v1::Organization> LookupOrganization(
      const Call& call, const v1::LookupOrganizationRequest& request) const;
  absl::StatusOr<v1::ListOrganizationsResponse> ListOrganizations(
      const Call& call, const v1::ListOrganizationsRequest& request) const;
  absl::StatusOr<v1::SearchOrganizationsResponse> SearchOrganizations(
      const Call& call, const v1::SearchOrganizationsRequest& request) const;
  void CreateOrganization(const Call& call, const v1::CreateOrganizationRequest& request,
                          const rpc::Reply<v1::Organization>& reply) const;
  void UpdateOrganization(const Call& call, const v1::UpdateOrganizationRequest& request,
                          const rpc::Reply<v1::Organization>& reply) const;
  void MoveOrganization(const Call& call, const v1::MoveOrganizationRequest& request,
                        const rpc::Reply<v1::Organization>& reply) const;
  void CloseOrganization(const Call& call, const v1::CloseOrganizationRequest& request,
                         const rpc::Reply<v1::Organization>& reply) const;
  void ImportOrganizations(const Call& call, const v1::ImportOrganizationsRequest& request,
                           const rpc::Reply<v1::ImportOrganizationsResponse>& reply) const;
  void CreateCampaign(const Call& call, const v1::CreateCampaignRequest& request,
                      const rpc::Reply<v1::Campaign>& reply) const;
  absl::StatusOr<v1::Campaign> GetCampaign(const Call& call,
                                           const v1::GetCampaignRequest& request) const;
  absl::StatusOr<v1::ListCampaignsResponse> ListCampaigns(
      const Call& call, const v1::ListCampaignsRequest& request) const;
  void SetQuotaPlan(const Call& call, const v1::SetQuotaPlanRequest& request,
                    const rpc::Reply<v1::QuotaPlan>& reply) const;
  absl::StatusOr<v1::QuotaPlan> GetQuotaPlan(const Call& call,
                                             const v1::GetQuotaPlanRequest& request) const;
  void PublishForm(const Call& call, const v1::PublishFormRequest& request,
                   const rpc::Reply<type::Form>& reply) const;
  absl::StatusOr<type::Form> GetForm(const Call& call, const v1::GetFormRequest& request) const;
  void PublishCodeList(const Call& call, const v1::PublishCodeListRequest& request,
                       const rpc::Reply<type::CodeList>& reply) const;
  absl::StatusOr<type::CodeList> GetCodeList(const Call& call,
                                             const v1::GetCodeListRequest& request) const;
  void GrantRole(const Call& call, const v1::GrantRoleRequest& request,
                 const rpc::Reply<v1::RoleGrant>& reply) const;
  void RevokeRole(const Call& call, const v1::RevokeRoleRequest& request,
                  const rpc::Reply<v1::RoleGrant>& reply) const;
  absl::StatusOr<v1::ListRoleGrantsResponse> ListRoleGrants(
      const Call& call, const v1::ListRoleGrantsRequest& request) const;
  void BlockIdentity(const Call& call, const v1::BlockIdentityRequest& request,
                     const rpc::Reply<v1::IdentityBlock>& reply) const;
  absl::StatusOr<v1::GetStatusResponse> GetStatus(const Call& call,
                                                  const v1::GetStatusRequest& request) const;

  const Register parts_;
  const rpc::PageTokens page_tokens_;  // keyed by the master key: good across restarts
  const std::unique_ptr<rpc::Service> service_;
  const std::string version_;
};

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_RPC_REGISTRY_SERVICE_H_
