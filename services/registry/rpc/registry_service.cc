#include <map>
#include <utility>
#include <vector>

#include "lib/base/status_macros.h"
#include "services/registry/app/change_organization.h"
#include "services/registry/app/create_organization.h"
#include "services/registry/app/import_organizations.h"
#include "services/registry/app/read_organizations.h"
#include "services/registry/app/register.h"
#include "services/registry/rpc/convert.h"
#include "services/registry/rpc/methods.h"
#include "services/registry/rpc/services.h"

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

absl::StatusOr<v1::Organization> GetOrganization(const Register& parts, const Call& call,
                                                 const v1::GetOrganizationRequest& request) {
  MINGCE_ASSIGN_OR_RETURN(const OrganizationId id, OrganizationIdFromName(request.name()));
  MINGCE_ASSIGN_OR_RETURN(const OrganizationView view,
                          registry::GetOrganization(parts, call, id, AsOfFromProto(request)));
  return ToProto(view);
}

absl::StatusOr<v1::Organization> LookupOrganization(const Register& parts, const Call& call,
                                                    const v1::LookupOrganizationRequest& request) {
  MINGCE_ASSIGN_OR_RETURN(
      const OrganizationView view,
      registry::LookupOrganization(parts, call, request.credit_code(), AsOfFromProto(request)));
  return ToProto(view);
}

absl::StatusOr<v1::ListOrganizationsResponse> ListOrganizations(
    const Register& parts, const Call& call, const v1::ListOrganizationsRequest& request) {
  OrganizationFilter filter;
  MINGCE_ASSIGN_OR_RETURN(filter.below.parent, ParentFromName(request.parent()));
  filter.below.subtree = request.subtree();
  filter.below.show_closed = request.show_closed();
  filter.as_of = AsOfFromProto(request);
  MINGCE_ASSIGN_OR_RETURN(const PageAsked asked,
                          PageOf(parts, call, request, kUsualPage, kMostOnPage));
  MINGCE_ASSIGN_OR_RETURN(const std::optional<ListPlace> after, ListPlaceFromKey(asked.last_key));
  MINGCE_ASSIGN_OR_RETURN(const OrganizationPage page,
                          registry::ListOrganizations(parts, call, filter, after, asked.most));
  v1::ListOrganizationsResponse response;
  for (const OrganizationView& view : page.organizations) {
    *response.add_organizations() = ToProto(view);
  }
  if (page.next) {
    response.set_next_page_token(PageTokensOf(parts).Make(asked.list, PageKey(*page.next)));
  }
  return response;
}

absl::StatusOr<v1::SearchOrganizationsResponse> SearchOrganizations(
    const Register& parts, const Call& call, const v1::SearchOrganizationsRequest& request) {
  MINGCE_ASSIGN_OR_RETURN(const PageAsked asked,
                          PageOf(parts, call, request, kUsualMatches, kMostMatches));
  MINGCE_ASSIGN_OR_RETURN(const std::optional<SearchPlace> after,
                          SearchPlaceFromKey(asked.last_key));
  MINGCE_ASSIGN_OR_RETURN(
      const SearchPage page,
      registry::SearchOrganizations(parts, call, request.query(), after, asked.most));
  v1::SearchOrganizationsResponse response = ToProto(page);
  if (page.next) {
    response.set_next_page_token(PageTokensOf(parts).Make(asked.list, PageKey(*page.next)));
  }
  return response;
}

absl::Status CreateOrganization(const Register& parts, const Call& call,
                                const v1::CreateOrganizationRequest& request, Mutation mutation,
                                const rpc::Reply<v1::Organization>& reply) {
  MINGCE_ASSIGN_OR_RETURN(std::optional<OrganizationId> parent, ParentFromName(request.parent()));
  registry::CreateOrganization(parts, call,
                               {.parent = std::move(parent),
                                .fields = FieldsOf(request.fields()),
                                .aliases = {request.aliases().begin(), request.aliases().end()}},
                               std::move(mutation), Answering<OrganizationView>(reply));
  return absl::OkStatus();
}

absl::Status UpdateOrganization(const Register& parts, const Call& call,
                                const v1::UpdateOrganizationRequest& request, Mutation mutation,
                                const rpc::Reply<v1::Organization>& reply) {
  MINGCE_ASSIGN_OR_RETURN(OrganizationTarget target, TargetFromProto(request));
  registry::UpdateOrganization(
      parts, call, std::move(target),
      {.fields = FieldsOf(request.fields()),
       .add_aliases = {request.add_aliases().begin(), request.add_aliases().end()}},
      std::move(mutation), Answering<OrganizationView>(reply));
  return absl::OkStatus();
}

absl::Status MoveOrganization(const Register& parts, const Call& call,
                              const v1::MoveOrganizationRequest& request, Mutation mutation,
                              const rpc::Reply<v1::Organization>& reply) {
  MINGCE_ASSIGN_OR_RETURN(OrganizationTarget target, TargetFromProto(request));
  MINGCE_ASSIGN_OR_RETURN(OrganizationId parent, OrganizationIdFromName(request.parent()));
  registry::MoveOrganization(parts, call, std::move(target), std::move(parent), std::move(mutation),
                             AnsweringOnceHeard<OrganizationView>(parts, call, reply));
  return absl::OkStatus();
}

absl::Status CloseOrganization(const Register& parts, const Call& call,
                               const v1::CloseOrganizationRequest& request, Mutation mutation,
                               const rpc::Reply<v1::Organization>& reply) {
  MINGCE_ASSIGN_OR_RETURN(OrganizationTarget target, TargetFromProto(request));
  registry::CloseOrganization(parts, call, std::move(target), request.approval_document(),
                              std::move(mutation),
                              AnsweringOnceHeard<OrganizationView>(parts, call, reply));
  return absl::OkStatus();
}

absl::Status ImportOrganizations(const Register& parts, const Call& call,
                                 const v1::ImportOrganizationsRequest& request, Mutation mutation,
                                 const rpc::Reply<v1::ImportOrganizationsResponse>& reply) {
  MINGCE_ASSIGN_OR_RETURN(OrganizationImport asked, FromProto(request));
  registry::ImportOrganizations(parts, call, std::move(asked), std::move(mutation),
                                Answering<std::vector<RowResult>>(reply));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::Service>> MakeRegistryService(const Register& parts,
                                                                  const rpc::Runtime& runtime,
                                                                  std::string version) {
  MINGCE_ASSIGN_OR_RETURN(
      std::unique_ptr<rpc::Service> service,
      CreateService(runtime, v1::GetStatusRequest::descriptor(), "RegistryService"));
  ServeRead(service.get(), "GetOrganization", parts, GetOrganization);
  ServeRead(service.get(), "LookupOrganization", parts, LookupOrganization);
  ServeRead(service.get(), "ListOrganizations", parts, ListOrganizations);
  ServeRead(service.get(), "SearchOrganizations", parts, SearchOrganizations);
  ServeChange(service.get(), "CreateOrganization", parts, CreateOrganization);
  ServeChange(service.get(), "UpdateOrganization", parts, UpdateOrganization);
  ServeChange(service.get(), "MoveOrganization", parts, MoveOrganization);
  ServeChange(service.get(), "CloseOrganization", parts, CloseOrganization);
  ServeChange(service.get(), "ImportOrganizations", parts, ImportOrganizations);
  service->Serve<v1::GetStatusRequest, v1::GetStatusResponse>(
      "GetStatus",
      [&parts, version = std::move(version)](
          const Call&, const v1::GetStatusRequest&) -> absl::StatusOr<v1::GetStatusResponse> {
        v1::GetStatusResponse response = ToProto(GetStatus(parts));
        response.set_version(version);
        return response;
      });
  MINGCE_RETURN_IF_ERROR(service->CheckBound());
  return service;
}

}  // namespace mingce::registry
