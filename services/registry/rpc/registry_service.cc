#include "services/registry/rpc/registry_service.h"

#include <map>
#include <utility>
#include <vector>

#include "lib/base/status_macros.h"
#include "lib/rpc/paging.h"
#include "lib/rpc/resource_name.h"
#include "services/registry/app/close_organization.h"
#include "services/registry/app/create_campaign.h"
#include "services/registry/app/create_organization.h"
#include "services/registry/app/get_campaign.h"
#include "services/registry/app/get_code_list.h"
#include "services/registry/app/get_form.h"
#include "services/registry/app/get_organization.h"
#include "services/registry/app/get_quota_plan.h"
#include "services/registry/app/get_status.h"
#include "services/registry/app/import_organizations.h"
#include "services/registry/app/list_campaigns.h"
#include "services/registry/app/list_organizations.h"
#include "services/registry/app/lookup_organization.h"
#include "services/registry/app/move_organization.h"
#include "services/registry/app/publish_code_list.h"
#include "services/registry/app/publish_form.h"
#include "services/registry/app/search_organizations.h"
#include "services/registry/app/set_quota_plan.h"
#include "services/registry/app/update_organization.h"
#include "services/registry/rpc/convert.h"
#include "services/registry/rpc/mutation.h"

namespace mingce::registry {
namespace {

constexpr std::size_t kUsualPage = 100;
constexpr std::size_t kMostOnPage = 1000;
constexpr std::size_t kUsualMatches = 20;
constexpr std::size_t kMostMatches = 100;

std::map<std::string, std::string> FieldsOf(
    const google::protobuf::Map<std::string, std::string>& fields) {
  return {fields.begin(), fields.end()};
}

}  // namespace

absl::StatusOr<v1::Organization> RegistryService::GetOrganization(
    const Call& call, const v1::GetOrganizationRequest& request) const {
  MINGCE_ASSIGN_OR_RETURN(const OrganizationId id, OrganizationIdFromName(request.name()));
  MINGCE_ASSIGN_OR_RETURN(const OrganizationView view,
                          registry::GetOrganization(parts_, call, id, AsOfFromProto(request)));
  return ToProto(view);
}

absl::StatusOr<v1::Organization> RegistryService::LookupOrganization(
    const Call& call, const v1::LookupOrganizationRequest& request) const {
  MINGCE_ASSIGN_OR_RETURN(
      const OrganizationView view,
      registry::LookupOrganization(parts_, call, request.credit_code(), AsOfFromProto(request)));
  return ToProto(view);
}

absl::StatusOr<v1::ListOrganizationsResponse> RegistryService::ListOrganizations(
    const Call& call, const v1::ListOrganizationsRequest& request) const {
  OrganizationFilter filter;
  MINGCE_ASSIGN_OR_RETURN(filter.below.parent, ParentFromName(request.parent()));
  filter.below.subtree = request.subtree();
  filter.below.show_closed = request.show_closed();
  filter.as_of = AsOfFromProto(request);
  const rpc::PagedList list{
      .method = call.action, .caller = call.identity, .filter = FilterOf(request)};
  MINGCE_ASSIGN_OR_RETURN(const std::string last_key,
                          page_tokens_.Read(list, request.page_token()));
  MINGCE_ASSIGN_OR_RETURN(const std::optional<ListPlace> after, ListPlaceFromKey(last_key));
  MINGCE_ASSIGN_OR_RETURN(const std::size_t most,
                          rpc::PageSize(request.page_size(), kUsualPage, kMostOnPage));
  MINGCE_ASSIGN_OR_RETURN(const OrganizationPage page,
                          registry::ListOrganizations(parts_, call, filter, after, most));
  v1::ListOrganizationsResponse response;
  for (const OrganizationView& view : page.organizations) {
    *response.add_organizations() = ToProto(view);
  }
  if (page.next) {
    response.set_next_page_token(page_tokens_.Make(list, PageKey(*page.next)));
  }
  return response;
}

absl::StatusOr<v1::SearchOrganizationsResponse> RegistryService::SearchOrganizations(
    const Call& call, const v1::SearchOrganizationsRequest& request) const {
  MINGCE_ASSIGN_OR_RETURN(const std::size_t most,
                          rpc::PageSize(request.page_size(), kUsualMatches, kMostMatches));
  const rpc::PagedList list{
      .method = call.action, .caller = call.identity, .filter = FilterOf(request)};
  MINGCE_ASSIGN_OR_RETURN(const std::string last_key,
                          page_tokens_.Read(list, request.page_token()));
  MINGCE_ASSIGN_OR_RETURN(const std::optional<SearchPlace> after, SearchPlaceFromKey(last_key));
  MINGCE_ASSIGN_OR_RETURN(const SearchPage page, registry::SearchOrganizations(
                                                     parts_, call, request.query(), after, most));
  v1::SearchOrganizationsResponse response = ToProto(page);
  if (page.next) {
    response.set_next_page_token(page_tokens_.Make(list, PageKey(*page.next)));
  }
  return response;
}

void RegistryService::CreateOrganization(const Call& call,
                                         const v1::CreateOrganizationRequest& request,
                                         const rpc::Reply<v1::Organization>& reply) const {
  absl::StatusOr<Mutation> mutation = MutationOf(parts_, call, request);
  if (!mutation.ok()) return reply(mutation.status());
  absl::StatusOr<std::optional<OrganizationId>> parent = ParentFromName(request.parent());
  if (!parent.ok()) return reply(parent.status());
  registry::CreateOrganization(parts_, call,
                               {.parent = *std::move(parent),
                                .fields = FieldsOf(request.fields()),
                                .aliases = {request.aliases().begin(), request.aliases().end()}},
                               *std::move(mutation), Answering<OrganizationView>(reply));
}

void RegistryService::UpdateOrganization(const Call& call,
                                         const v1::UpdateOrganizationRequest& request,
                                         const rpc::Reply<v1::Organization>& reply) const {
  absl::StatusOr<Mutation> mutation = MutationOf(parts_, call, request);
  if (!mutation.ok()) return reply(mutation.status());
  absl::StatusOr<OrganizationTarget> target = TargetFromProto(request);
  if (!target.ok()) return reply(target.status());
  registry::UpdateOrganization(
      parts_, call, *std::move(target),
      {.fields = FieldsOf(request.fields()),
       .add_aliases = {request.add_aliases().begin(), request.add_aliases().end()}},
      *std::move(mutation), Answering<OrganizationView>(reply));
}

void RegistryService::MoveOrganization(const Call& call, const v1::MoveOrganizationRequest& request,
                                       const rpc::Reply<v1::Organization>& reply) const {
  absl::StatusOr<Mutation> mutation = MutationOf(parts_, call, request);
  if (!mutation.ok()) return reply(mutation.status());
  absl::StatusOr<OrganizationTarget> target = TargetFromProto(request);
  if (!target.ok()) return reply(target.status());
  absl::StatusOr<OrganizationId> parent = OrganizationIdFromName(request.parent());
  if (!parent.ok()) return reply(parent.status());
  registry::MoveOrganization(parts_, call, *std::move(target), *std::move(parent),
                             *std::move(mutation),
                             AnsweringOnceHeard<OrganizationView>(parts_, call, reply));
}

void RegistryService::CloseOrganization(const Call& call,
                                        const v1::CloseOrganizationRequest& request,
                                        const rpc::Reply<v1::Organization>& reply) const {
  absl::StatusOr<Mutation> mutation = MutationOf(parts_, call, request);
  if (!mutation.ok()) return reply(mutation.status());
  absl::StatusOr<OrganizationTarget> target = TargetFromProto(request);
  if (!target.ok()) return reply(target.status());
  registry::CloseOrganization(parts_, call, *std::move(target), request.approval_document(),
                              *std::move(mutation),
                              AnsweringOnceHeard<OrganizationView>(parts_, call, reply));
}

void RegistryService::ImportOrganizations(
    const Call& call, const v1::ImportOrganizationsRequest& request,
    const rpc::Reply<v1::ImportOrganizationsResponse>& reply) const {
  absl::StatusOr<Mutation> mutation = MutationOf(parts_, call, request);
  if (!mutation.ok()) return reply(mutation.status());
  absl::StatusOr<OrganizationImport> asked = FromProto(request);
  if (!asked.ok()) return reply(asked.status());
  registry::ImportOrganizations(parts_, call, *std::move(asked), *std::move(mutation),
                                Answering<std::vector<RowResult>>(reply));
}

void RegistryService::CreateCampaign(const Call& call, const v1::CreateCampaignRequest& request,
                                     const rpc::Reply<v1::Campaign>& reply) const {
  absl::StatusOr<Mutation> mutation = MutationOf(parts_, call, request);
  if (!mutation.ok()) return reply(mutation.status());
  absl::StatusOr<Campaign> asked = FromProto(request.campaign());
  if (!asked.ok()) return reply(asked.status());
  registry::CreateCampaign(parts_, call, *std::move(asked), *std::move(mutation),
                           Answering<Campaign>(reply));
}

absl::StatusOr<v1::Campaign> RegistryService::GetCampaign(
    const Call&, const v1::GetCampaignRequest& request) const {
  MINGCE_ASSIGN_OR_RETURN(const std::string id, CampaignIdFromName(request.name()));
  MINGCE_ASSIGN_OR_RETURN(const Campaign campaign, registry::GetCampaign(parts_, id));
  return ToProto(campaign);
}

absl::StatusOr<v1::ListCampaignsResponse> RegistryService::ListCampaigns(
    const Call&, const v1::ListCampaignsRequest&) const {
  MINGCE_ASSIGN_OR_RETURN(const std::vector<Campaign> campaigns, registry::ListCampaigns(parts_));
  v1::ListCampaignsResponse response;
  for (const Campaign& campaign : campaigns) *response.add_campaigns() = ToProto(campaign);
  return response;
}

void RegistryService::SetQuotaPlan(const Call& call, const v1::SetQuotaPlanRequest& request,
                                   const rpc::Reply<v1::QuotaPlan>& reply) const {
  absl::StatusOr<Mutation> mutation = MutationOf(parts_, call, request);
  if (!mutation.ok()) return reply(mutation.status());
  absl::StatusOr<QuotaPlanInput> asked = FromProto(request);
  if (!asked.ok()) return reply(asked.status());
  registry::SetQuotaPlan(parts_, call, *std::move(asked), *std::move(mutation),
                         Answering<PlacedQuotaPlan>(reply));
}

absl::StatusOr<v1::QuotaPlan> RegistryService::GetQuotaPlan(
    const Call& call, const v1::GetQuotaPlanRequest& request) const {
  MINGCE_ASSIGN_OR_RETURN(const auto place, QuotaPlanFromName(request.name()));
  MINGCE_ASSIGN_OR_RETURN(
      const PlacedQuotaPlan placed,
      registry::GetQuotaPlan(parts_, call, place.first, place.second, AsOfFromProto(request)));
  return ToProto(placed);
}

void RegistryService::PublishForm(const Call& call, const v1::PublishFormRequest& request,
                                  const rpc::Reply<type::Form>& reply) const {
  absl::StatusOr<Mutation> mutation = MutationOf(parts_, call, request);
  if (!mutation.ok()) return reply(mutation.status());
  absl::StatusOr<std::string> id = rpc::IdFromName(request.form().name(), "forms", false);
  if (!id.ok()) return reply(id.status());
  registry::PublishForm(parts_, call, *std::move(id), request.form(), *std::move(mutation), reply);
}

absl::StatusOr<type::Form> RegistryService::GetForm(const Call&,
                                                    const v1::GetFormRequest& request) const {
  MINGCE_ASSIGN_OR_RETURN(const std::string id, rpc::IdFromName(request.name(), "forms", false));
  return registry::GetForm(parts_, id);
}

void RegistryService::PublishCodeList(const Call& call, const v1::PublishCodeListRequest& request,
                                      const rpc::Reply<type::CodeList>& reply) const {
  absl::StatusOr<Mutation> mutation = MutationOf(parts_, call, request);
  if (!mutation.ok()) return reply(mutation.status());
  absl::StatusOr<std::string> id = rpc::IdFromName(request.code_list().name(), "codeLists", false);
  if (!id.ok()) return reply(id.status());
  registry::PublishCodeList(parts_, call, *std::move(id), request.code_list(), *std::move(mutation),
                            reply);
}

absl::StatusOr<type::CodeList> RegistryService::GetCodeList(
    const Call&, const v1::GetCodeListRequest& request) const {
  MINGCE_ASSIGN_OR_RETURN(const std::string id,
                          rpc::IdFromName(request.name(), "codeLists", false));
  return registry::GetCodeList(parts_, id);
}

absl::StatusOr<v1::GetStatusResponse> RegistryService::GetStatus(
    const Call&, const v1::GetStatusRequest&) const {
  const RegisterStatus status = registry::GetStatus(parts_);
  v1::GetStatusResponse response;
  response.set_version(version_);
  response.mutable_head()->set_epoch(status.head.epoch);
  response.mutable_head()->set_sequence(status.head.sequence);
  response.set_audit_entries(status.audit_entries);
  response.set_organizations(status.organizations);
  return response;
}

}  // namespace mingce::registry
