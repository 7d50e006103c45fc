// The methods about roles.

#include <optional>
#include <utility>

#include "lib/base/time_proto.h"
#include "lib/rpc/paging.h"
#include "lib/rpc/resource_name.h"
#include "services/registry/app/block_identity.h"
#include "services/registry/app/errors.h"
#include "services/registry/app/grant_role.h"
#include "services/registry/app/list_role_grants.h"
#include "services/registry/app/revoke_role.h"
#include "services/registry/rpc/mutation.h"
#include "services/registry/rpc/registry_service.h"

namespace mingce::registry {
namespace {

constexpr std::size_t kUsualPage = 100;
constexpr std::size_t kMostOnPage = 1000;

// Absent where the message does not have it; DATE_CALENDAR for what is no day.
absl::StatusOr<std::optional<absl::CivilDay>> DayIn(bool present, const type::Date& proto,
                                                    absl::string_view field) {
  if (!present) return std::optional<absl::CivilDay>();
  const std::optional<absl::CivilDay> day = DayOf(proto);
  if (!day.has_value()) return NoSuchDay(field);
  return day;
}

absl::StatusOr<NewRole> FromProto(const v1::GrantRoleRequest& request) {
  NewRole asked;
  asked.identity = request.identity();
  asked.role = request.role();
  MINGCE_ASSIGN_OR_RETURN(asked.organization, ParentFromName(request.organization()));
  MINGCE_ASSIGN_OR_RETURN(
      asked.from, DayIn(request.has_effective_on(), request.effective_on(), "effective_on"));
  MINGCE_ASSIGN_OR_RETURN(asked.until, DayIn(request.has_until(), request.until(), "until"));
  asked.document_number = request.document_number();
  return asked;
}

}  // namespace

void RegistryService::GrantRole(const Call& call, const v1::GrantRoleRequest& request,
                                const rpc::Reply<v1::RoleGrant>& reply) const {
  absl::StatusOr<Mutation> mutation = MutationOf(parts_, call, request);
  if (!mutation.ok()) return reply(mutation.status());
  absl::StatusOr<NewRole> asked = FromProto(request);
  if (!asked.ok()) return reply(asked.status());
  registry::GrantRole(parts_, call, *std::move(asked), *std::move(mutation),
                      AnsweringOnceHeard<RoleGrantView>(parts_, call, reply));
}

void RegistryService::RevokeRole(const Call& call, const v1::RevokeRoleRequest& request,
                                 const rpc::Reply<v1::RoleGrant>& reply) const {
  absl::StatusOr<Mutation> mutation = MutationOf(parts_, call, request);
  if (!mutation.ok()) return reply(mutation.status());
  absl::StatusOr<std::string> id = rpc::IdFromName(request.name(), "roleGrants", /*opaque=*/true);
  if (!id.ok()) return reply(id.status());
  registry::RevokeRole(parts_, call, *std::move(id), request.document_number(),
                       *std::move(mutation),
                       AnsweringOnceHeard<RoleGrantView>(parts_, call, reply));
}

absl::StatusOr<v1::ListRoleGrantsResponse> RegistryService::ListRoleGrants(
    const Call& call, const v1::ListRoleGrantsRequest& request) const {
  RoleGrantFilter filter;
  MINGCE_ASSIGN_OR_RETURN(filter.organization, ParentFromName(request.organization()));
  filter.identity = request.identity();
  MINGCE_ASSIGN_OR_RETURN(filter.as_of, DayIn(request.has_as_of(), request.as_of(), "as_of"));
  filter.show_all = request.show_all();
  const rpc::PagedList list{
      .method = call.action, .caller = call.identity, .filter = FilterOf(request)};
  MINGCE_ASSIGN_OR_RETURN(const std::string last_key,
                          page_tokens_.Read(list, request.page_token()));
  MINGCE_ASSIGN_OR_RETURN(const std::size_t limit,
                          rpc::PageSize(request.page_size(), kUsualPage, kMostOnPage));
  MINGCE_ASSIGN_OR_RETURN(const RoleGrantPage page,
                          registry::ListRoleGrants(parts_, call, filter, last_key, limit));
  v1::ListRoleGrantsResponse response;
  for (const RoleGrantView& view : page.grants) *response.add_grants() = ToProto(view);
  if (!page.last_id.empty()) {
    response.set_next_page_token(page_tokens_.Make(list, page.last_id));
  }
  return response;
}

void RegistryService::BlockIdentity(const Call& call, const v1::BlockIdentityRequest& request,
                                    const rpc::Reply<v1::IdentityBlock>& reply) const {
  absl::StatusOr<Mutation> mutation = MutationOf(parts_, call, request);
  if (!mutation.ok()) return reply(mutation.status());
  registry::BlockIdentity(parts_, call,
                          {.identity = request.identity(),
                           .blocked = request.blocked(),
                           .document_number = request.document_number()},
                          *std::move(mutation),
                          AnsweringOnceHeard<IdentityBlock>(parts_, call, reply));
}

}  // namespace mingce::registry
