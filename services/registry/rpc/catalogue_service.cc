#include <utility>
#include <vector>

#include "lib/base/resource_name.h"
#include "lib/base/status_macros.h"
#include "lib/rpc/resource_name.h"
#include "services/registry/app/campaigns.h"
#include "services/registry/app/catalogue.h"
#include "services/registry/app/clock_confirmations.h"
#include "services/registry/app/quota_plans.h"
#include "services/registry/rpc/convert.h"
#include "services/registry/rpc/methods.h"
#include "services/registry/rpc/services.h"

namespace mingce::registry {
namespace {

absl::Status CreateCampaign(const Register& parts, const Call& call,
                            const v1::CreateCampaignRequest& request, Mutation mutation,
                            const rpc::Reply<v1::Campaign>& reply) {
  MINGCE_ASSIGN_OR_RETURN(Campaign asked, FromProto(request.campaign()));
  registry::CreateCampaign(parts, call, std::move(asked), std::move(mutation),
                           Answering<Campaign>(reply));
  return absl::OkStatus();
}

absl::StatusOr<v1::Campaign> GetCampaign(const Register& parts, const Call&,
                                         const v1::GetCampaignRequest& request) {
  MINGCE_ASSIGN_OR_RETURN(const std::string id, CampaignIdFromName(request.name()));
  MINGCE_ASSIGN_OR_RETURN(const Campaign campaign, registry::GetCampaign(*parts.store, id));
  return ToProto(campaign);
}

absl::StatusOr<v1::ListCampaignsResponse> ListCampaigns(const Register& parts, const Call&,
                                                        const v1::ListCampaignsRequest&) {
  MINGCE_ASSIGN_OR_RETURN(const std::vector<Campaign> campaigns, registry::ListCampaigns(parts));
  v1::ListCampaignsResponse response;
  for (const Campaign& campaign : campaigns) *response.add_campaigns() = ToProto(campaign);
  return response;
}

absl::Status SetQuotaPlan(const Register& parts, const Call& call,
                          const v1::SetQuotaPlanRequest& request, Mutation mutation,
                          const rpc::Reply<v1::QuotaPlan>& reply) {
  MINGCE_ASSIGN_OR_RETURN(QuotaPlanInput asked, FromProto(request));
  registry::SetQuotaPlan(parts, call, std::move(asked), std::move(mutation),
                         Answering<PlacedQuotaPlan>(reply));
  return absl::OkStatus();
}

absl::StatusOr<v1::QuotaPlan> GetQuotaPlan(const Register& parts, const Call& call,
                                           const v1::GetQuotaPlanRequest& request) {
  MINGCE_ASSIGN_OR_RETURN(const auto place, QuotaPlanFromName(request.name()));
  MINGCE_ASSIGN_OR_RETURN(
      const PlacedQuotaPlan placed,
      registry::GetQuotaPlan(parts, call, place.first, place.second, AsOfFromProto(request)));
  return ToProto(placed);
}

absl::Status PublishForm(const Register& parts, const Call& call,
                         const v1::PublishFormRequest& request, Mutation mutation,
                         const rpc::Reply<type::Form>& reply) {
  MINGCE_ASSIGN_OR_RETURN(std::string id, rpc::IdFromName(request.form().name(), kForms, false));
  registry::PublishForm(parts, call, std::move(id), request.form(), std::move(mutation), reply);
  return absl::OkStatus();
}

absl::StatusOr<type::Form> GetForm(const Register& parts, const Call&,
                                   const v1::GetFormRequest& request) {
  MINGCE_ASSIGN_OR_RETURN(const std::string id, rpc::IdFromName(request.name(), kForms, false));
  return registry::GetForm(parts, id);
}

absl::Status PublishCodeList(const Register& parts, const Call& call,
                             const v1::PublishCodeListRequest& request, Mutation mutation,
                             const rpc::Reply<type::CodeList>& reply) {
  MINGCE_ASSIGN_OR_RETURN(std::string id,
                          rpc::IdFromName(request.code_list().name(), kCodeLists, false));
  registry::PublishCodeList(parts, call, std::move(id), request.code_list(), std::move(mutation),
                            reply);
  return absl::OkStatus();
}

absl::StatusOr<type::CodeList> GetCodeList(const Register& parts, const Call&,
                                           const v1::GetCodeListRequest& request) {
  MINGCE_ASSIGN_OR_RETURN(const std::string id, rpc::IdFromName(request.name(), kCodeLists, false));
  return registry::GetCodeList(parts, id);
}

absl::Status ConfirmClock(const Register& parts, const Call& call,
                          const v1::ConfirmClockRequest& request, Mutation mutation,
                          const rpc::Reply<v1::ClockConfirmation>& reply) {
  registry::ConfirmClock(parts, call, request.event(), request.document_number(),
                         std::move(mutation), Answering<ClockConfirmation>(reply));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::Service>> MakeCatalogueService(const Register& parts,
                                                                   const rpc::Runtime& runtime) {
  MINGCE_ASSIGN_OR_RETURN(
      std::unique_ptr<rpc::Service> service,
      CreateService(runtime, v1::GetCampaignRequest::descriptor(), "CatalogueService"));
  ServeChange(service.get(), "CreateCampaign", parts, CreateCampaign);
  ServeRead(service.get(), "GetCampaign", parts, GetCampaign);
  ServeRead(service.get(), "ListCampaigns", parts, ListCampaigns);
  ServeChange(service.get(), "SetQuotaPlan", parts, SetQuotaPlan);
  ServeRead(service.get(), "GetQuotaPlan", parts, GetQuotaPlan);
  ServeChange(service.get(), "PublishForm", parts, PublishForm);
  ServeRead(service.get(), "GetForm", parts, GetForm);
  ServeChange(service.get(), "PublishCodeList", parts, PublishCodeList);
  ServeRead(service.get(), "GetCodeList", parts, GetCodeList);
  ServeChange(service.get(), "ConfirmClock", parts, ConfirmClock);
  MINGCE_RETURN_IF_ERROR(service->CheckBound());
  return service;
}

}  // namespace mingce::registry
