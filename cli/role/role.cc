#include "cli/role/role.h"

#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "cli/role/role_view.h"
#include "cli/run/errors.h"
#include "cli/run/lookup.h"
#include "cli/run/registry.h"
#include "lib/base/ids.h"
#include "lib/base/status_macros.h"

namespace mingce::cli {
namespace {

constexpr int kPageSize = 1000;

absl::StatusOr<policy::v1::Role> RoleNamed(absl::string_view name) {
  policy::v1::Role role = policy::v1::ROLE_UNSPECIFIED;
  if (!policy::v1::Role_Parse(absl::AsciiStrToUpper(name), &role) ||
      role == policy::v1::ROLE_UNSPECIFIED) {
    return UsageError(
        Fill("没有这个角色；可用的有：$0", "there is no such role; there are: $0", RoleNames()));
  }
  return role;
}

// Sets `name` unless `input` is empty.
absl::Status SetOrganization(const Connection& connection, const std::string& input,
                             std::string* name) {
  if (input.empty()) return absl::OkStatus();
  MINGCE_ASSIGN_OR_RETURN(*name, OrganizationName(connection, input));
  return absl::OkStatus();
}

absl::StatusOr<Answer> SetBlocked(Session& session, const BlockOptions& options, bool blocked) {
  registry::v1::BlockIdentityRequest request;
  request.set_identity(options.identity);
  request.set_blocked(blocked);
  request.set_document_number(options.document);
  request.set_request_id(NewUuid());
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(registry::v1::IdentityBlock block,
                          connection->Call(&Roles::BlockIdentity, request));
  return IdentityBlockView(std::move(block));
}

}  // namespace

absl::StatusOr<Answer> GrantRole(Session& session, const GrantRoleOptions& options) {
  registry::v1::GrantRoleRequest request;
  MINGCE_ASSIGN_OR_RETURN(const policy::v1::Role role, RoleNamed(options.role));
  request.set_role(role);
  request.set_identity(options.identity);
  request.set_document_number(options.document);
  request.set_request_id(NewUuid());
  if (!options.effective_on.empty()) {
    MINGCE_RETURN_IF_ERROR(
        ParseDateOption(options.effective_on, "--effective-on", request.mutable_effective_on()));
  }
  if (!options.until.empty()) {
    MINGCE_RETURN_IF_ERROR(ParseDateOption(options.until, "--until", request.mutable_until()));
  }
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_RETURN_IF_ERROR(
      SetOrganization(*connection, options.organization, request.mutable_organization()));
  MINGCE_ASSIGN_OR_RETURN(registry::v1::RoleGrant grant,
                          connection->Call(&Roles::GrantRole, request));
  return RoleGrantView(std::move(grant));
}

absl::StatusOr<Answer> RevokeRole(Session& session, const RevokeRoleOptions& options) {
  registry::v1::RevokeRoleRequest request;
  request.set_name(CollectionName("roleGrants", options.grant));
  request.set_document_number(options.document);
  request.set_request_id(NewUuid());
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(registry::v1::RoleGrant grant,
                          connection->Call(&Roles::RevokeRole, request));
  return RoleGrantView(std::move(grant));
}

absl::StatusOr<Answer> BlockIdentity(Session& session, const BlockOptions& options) {
  return SetBlocked(session, options, true);
}

absl::StatusOr<Answer> AdmitIdentity(Session& session, const BlockOptions& options) {
  return SetBlocked(session, options, false);
}

absl::StatusOr<Answer> ListRoles(Session& session, const ListRolesOptions& options) {
  registry::v1::ListRoleGrantsRequest request;
  request.set_identity(options.identity);
  request.set_show_all(options.all);
  request.set_page_size(kPageSize);
  if (!options.as_of.empty()) {
    MINGCE_RETURN_IF_ERROR(ParseDateOption(options.as_of, "--as-of", request.mutable_as_of()));
  }
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_RETURN_IF_ERROR(
      SetOrganization(*connection, options.organization, request.mutable_organization()));
  std::vector<registry::v1::RoleGrant> grants;
  do {
    MINGCE_ASSIGN_OR_RETURN(registry::v1::ListRoleGrantsResponse page,
                            connection->Call(&Roles::ListRoleGrants, request));
    for (registry::v1::RoleGrant& grant : *page.mutable_grants()) {
      grants.push_back(std::move(grant));
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return RoleGrantsView(std::move(grants));
}

}  // namespace mingce::cli
