// mingcectl role grant | revoke | block | admit | list
//
// Wherever an organisation is named: organizations/{organization}, the bare id, or a credit code.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "cli/commands.h"
#include "cli/role/role_view.h"
#include "cli/run/lookup.h"
#include "cli/run/registry.h"
#include "cli/show/errors.h"
#include "lib/base/ids.h"
#include "lib/base/resource_name.h"
#include "lib/base/status_macros.h"

namespace mingce::cli {
namespace {

using registry::v1::RoleGrant;

struct GrantOptions {
  std::string identity;
  std::string role;          // a name of policy.v1.Role, in letters of either size
  std::string organization;  // "" for the whole register
  std::string effective_on;  // "" for today
  std::string until;         // "" for no end
  std::string document;
  // Of questions about persons; 0 for the default.
  std::int32_t misses_at_once = 0;
  std::int32_t misses_a_day = 0;
  std::int32_t persons_a_day = 0;
  std::int32_t persons_a_case = 0;
};

// Absent where all are by default.
void SetLimits(const GrantOptions& options, registry::v1::GrantRoleRequest* request) {
  policy::v1::QuestionLimits limits;
  limits.set_misses_at_once(options.misses_at_once);
  limits.set_misses_a_day(options.misses_a_day);
  limits.set_persons_a_day(options.persons_a_day);
  limits.set_persons_a_case(options.persons_a_case);
  if (limits.ByteSizeLong() > 0) *request->mutable_question_limits() = limits;
}

// USAGE for a role that there is not.
absl::StatusOr<policy::v1::Role> RoleNamed(absl::string_view name) {
  policy::v1::Role role = policy::v1::ROLE_UNSPECIFIED;
  if (!policy::v1::Role_Parse(absl::AsciiStrToUpper(name), &role) ||
      role == policy::v1::ROLE_UNSPECIFIED) {
    return UsageError(
        Fill("没有这个角色；可用的有：$0", "there is no such role; there are: $0", RoleNames()));
  }
  return role;
}

// What is granted already is answered and granted no second time.
absl::StatusOr<Answer> GrantRole(Session& session, const GrantOptions& options) {
  using Request = registry::v1::GrantRoleRequest;
  Request request;
  MINGCE_ASSIGN_OR_RETURN(const policy::v1::Role role, RoleNamed(options.role));
  request.set_role(role);
  request.set_identity(options.identity);
  request.set_document_number(options.document);
  request.set_request_id(NewUuid());
  SetLimits(options, &request);
  MINGCE_RETURN_IF_ERROR(
      SetDay(options.effective_on, "--effective-on", &request, &Request::mutable_effective_on));
  MINGCE_RETURN_IF_ERROR(SetDay(options.until, "--until", &request, &Request::mutable_until));
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(*request.mutable_organization(),
                          OrganizationName(*connection, options.organization));
  MINGCE_ASSIGN_OR_RETURN(RoleGrant grant, connection->Call(&Roles::GrantRole, request));
  return RoleGrantView(std::move(grant));
}

struct RevokeOptions {
  std::string grant;  // roleGrants/{grant} or the bare id
  std::string document;
};

absl::StatusOr<Answer> RevokeRole(Session& session, const RevokeOptions& options) {
  registry::v1::RevokeRoleRequest request;
  request.set_name(CollectionName(kRoleGrants, options.grant));
  request.set_document_number(options.document);
  request.set_request_id(NewUuid());
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(RoleGrant grant, connection->Call(&Roles::RevokeRole, request));
  return RoleGrantView(std::move(grant));
}

struct BlockOptions {
  bool blocked = false;  // else let in again
  std::string identity;
  std::string document;
};

// Acts on the identity's next call and leaves its roles as they are.
absl::StatusOr<Answer> BlockIdentity(Session& session, const BlockOptions& options) {
  registry::v1::BlockIdentityRequest request;
  request.set_identity(options.identity);
  request.set_blocked(options.blocked);
  request.set_document_number(options.document);
  request.set_request_id(NewUuid());
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(registry::v1::IdentityBlock block,
                          connection->Call(&Roles::BlockIdentity, request));
  return IdentityBlockView(std::move(block));
}

struct ListOptions {
  std::string identity;      // "" for all
  std::string organization;  // for it and below; "" for all
  std::string as_of;         // "" for today
  bool all = false;          // also those that are not in force
};

absl::StatusOr<Answer> ListRoles(Session& session, const ListOptions& options) {
  registry::v1::ListRoleGrantsRequest request;
  request.set_identity(options.identity);
  request.set_show_all(options.all);
  MINGCE_RETURN_IF_ERROR(SetAsOf(options.as_of, &request));
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(*request.mutable_organization(),
                          OrganizationName(*connection, options.organization));
  MINGCE_ASSIGN_OR_RETURN(std::vector<RoleGrant> grants,
                          FetchAll(*connection, &Roles::ListRoleGrants, std::move(request),
                                   &registry::v1::ListRoleGrantsResponse::mutable_grants));
  return RoleGrantsView(std::move(grants));
}

constexpr SharedOption kIdentity = {"--identity", "证书中的身份（spiffe://…）",
                                    "the identity of a certificate (spiffe://…)"};
constexpr SharedOption kDocument = {"--document", "依据的文件文号",
                                    "number of the document it rests on"};

}  // namespace

void AddRoleCommands(CLI::App* app, CommandLine* line) {
  CLI::App* group = AddGroup(app, *line, "role", {"角色授予", "who has which role"});

  Command<GrantOptions> grant(group, line, "grant", {"授予角色", "grant a role"}, GrantRole);
  grant.Require(kIdentity, &GrantOptions::identity);
  grant.Require("--role", &GrantOptions::role,
                {"角色，如 COLLECTOR", "the role such as COLLECTOR"});
  grant.Add("--org", &GrantOptions::organization,
            {"只限该工会及其下级（默认全部）", "for this organisation and below (default: all)"});
  grant.Add("--effective-on", &GrantOptions::effective_on,
            {"生效日期（默认今天）", "first day it holds (default: today)"});
  grant.Add("--until", &GrantOptions::until,
            {"最后一天（默认不限）", "last day it holds (default: no end)"});
  grant.Require(kDocument, &GrantOptions::document);
  grant.Add("--misses-at-once", &GrantOptions::misses_at_once,
            {"一次最多查询不到的人数（默认2000）", "persons it may miss at once (default: 2000)"});
  grant.Add("--misses-a-day", &GrantOptions::misses_a_day,
            {"每天恢复的查询不到的人数（默认2880）", "misses made good in a day (default: 2880)"});
  grant.Add("--persons-a-day", &GrantOptions::persons_a_day,
            {"每天最多查询的人数（默认20000）", "persons it may ask about a day (default: 20000)"});
  grant.Add("--persons-a-case", &GrantOptions::persons_a_case,
            {"每天每个案件最多查询的人数（默认1000）",
             "persons it may ask about a day and case (default: 1000)"});

  Command<RevokeOptions> revoke(group, line, "revoke",
                                {"撤回角色（不能恢复）", "withdraw a role (for good)"}, RevokeRole);
  revoke.Require("grant", &RevokeOptions::grant, {"授予编号（roleGrants/…）", "roleGrants/…"});
  revoke.Require(kDocument, &RevokeOptions::document);

  Command<BlockOptions> block(
      group, line, "block",
      {"停用身份（证书丢失、人员离任；角色保留而不起作用）",
       "shut an identity out, whatever its roles (a lost certificate, somebody who left)"},
      BlockIdentity, {.blocked = true, .identity = "", .document = ""});
  Command<BlockOptions> admit(group, line, "admit",
                              {"恢复已停用的身份", "let an identity in again"}, BlockIdentity);
  for (Command<BlockOptions>* command : {&block, &admit}) {
    command->Require(kIdentity, &BlockOptions::identity);
    command->Require(kDocument, &BlockOptions::document);
  }

  Command<ListOptions> list(group, line, "list", {"列出角色", "list roles"}, ListRoles);
  list.Add(kIdentity, &ListOptions::identity);
  list.Add("--org", &ListOptions::organization,
           {"只列该工会及其下级的", "only those for this organisation and below"});
  list.Add("--as-of", &ListOptions::as_of, {"在该日有效", "in force on this day"});
  list.Add("--all", &ListOptions::all,
           {"包括无效的和已撤回的", "also those not in force or withdrawn"});
}

}  // namespace mingce::cli
