#include <optional>
#include <utility>

#include "lib/base/resource_name.h"
#include "lib/base/status_macros.h"
#include "lib/base/time_proto.h"
#include "lib/policy/question_limits_proto.h"
#include "lib/rpc/resource_name.h"
#include "services/registry/app/errors.h"
#include "services/registry/app/roles.h"
#include "services/registry/rpc/convert.h"
#include "services/registry/rpc/methods.h"
#include "services/registry/rpc/services.h"

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
  asked.question_limits = policy::QuestionLimitsOf(request.question_limits());
  return asked;
}

absl::Status GrantRole(const Register& parts, const Call& call, const v1::GrantRoleRequest& request,
                       Mutation mutation, const rpc::Reply<v1::RoleGrant>& reply) {
  MINGCE_ASSIGN_OR_RETURN(NewRole asked, FromProto(request));
  registry::GrantRole(parts, call, std::move(asked), std::move(mutation),
                      AnsweringOnceHeard<RoleGrantView>(parts, call, reply));
  return absl::OkStatus();
}

absl::Status RevokeRole(const Register& parts, const Call& call,
                        const v1::RevokeRoleRequest& request, Mutation mutation,
                        const rpc::Reply<v1::RoleGrant>& reply) {
  MINGCE_ASSIGN_OR_RETURN(std::string id,
                          rpc::IdFromName(request.name(), kRoleGrants, /*opaque=*/true));
  registry::RevokeRole(parts, call, std::move(id), request.document_number(), std::move(mutation),
                       AnsweringOnceHeard<RoleGrantView>(parts, call, reply));
  return absl::OkStatus();
}

absl::StatusOr<v1::ListRoleGrantsResponse> ListRoleGrants(
    const Register& parts, const Call& call, const v1::ListRoleGrantsRequest& request) {
  RoleGrantFilter filter;
  MINGCE_ASSIGN_OR_RETURN(filter.organization, ParentFromName(request.organization()));
  filter.identity = request.identity();
  MINGCE_ASSIGN_OR_RETURN(filter.as_of, DayIn(request.has_as_of(), request.as_of(), "as_of"));
  filter.show_all = request.show_all();
  MINGCE_ASSIGN_OR_RETURN(const PageAsked asked,
                          PageOf(parts, call, request, kUsualPage, kMostOnPage));
  MINGCE_ASSIGN_OR_RETURN(
      const RoleGrantPage page,
      registry::ListRoleGrants(parts, call, filter, asked.last_key, asked.most));
  v1::ListRoleGrantsResponse response;
  for (const RoleGrantView& view : page.grants) *response.add_grants() = ToProto(view);
  if (!page.last_id.empty()) {
    response.set_next_page_token(PageTokensOf(parts).Make(asked.list, page.last_id));
  }
  return response;
}

absl::Status BlockIdentity(const Register& parts, const Call& call,
                           const v1::BlockIdentityRequest& request, Mutation mutation,
                           const rpc::Reply<v1::IdentityBlock>& reply) {
  registry::BlockIdentity(parts, call,
                          {.identity = request.identity(),
                           .blocked = request.blocked(),
                           .document_number = request.document_number()},
                          std::move(mutation),
                          AnsweringOnceHeard<IdentityBlock>(parts, call, reply));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::Service>> MakeRoleService(const Register& parts,
                                                              const rpc::Runtime& runtime) {
  MINGCE_ASSIGN_OR_RETURN(
      std::unique_ptr<rpc::Service> service,
      CreateService(runtime, v1::GrantRoleRequest::descriptor(), "RoleService"));
  ServeChange(service.get(), "GrantRole", parts, GrantRole);
  ServeChange(service.get(), "RevokeRole", parts, RevokeRole);
  ServeRead(service.get(), "ListRoleGrants", parts, ListRoleGrants);
  ServeChange(service.get(), "BlockIdentity", parts, BlockIdentity);
  MINGCE_RETURN_IF_ERROR(service->CheckBound());
  return service;
}

}  // namespace mingce::registry
