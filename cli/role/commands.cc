#include "cli/commands.h"

#include "cli/role/role.h"

namespace mingce::cli {
namespace {

constexpr char kIdentityZh[] = "证书中的身份（spiffe://…）";
constexpr char kIdentityEn[] = "the identity of a certificate (spiffe://…)";
constexpr char kDocumentZh[] = "依据的文件文号";
constexpr char kDocumentEn[] = "number of the document it rests on";

}  // namespace

void AddRoleCommands(CLI::App* app, CommandLine* line) {
  CLI::App* group = AddGroup(app, *line, "role", {"角色授予", "who has which role"});

  Command<GrantRoleOptions> grant(group, line, "grant", {"授予角色", "grant a role"}, GrantRole);
  grant.Add("--identity", &GrantRoleOptions::identity, {kIdentityZh, kIdentityEn})->required();
  grant
      .Add("--role", &GrantRoleOptions::role, {"角色，如 COLLECTOR", "the role such as COLLECTOR"})
      ->required();
  grant.Add("--org", &GrantRoleOptions::organization,
            {"只限该工会及其下级（默认全部）", "for this organisation and below (default: all)"});
  grant.Add("--effective-on", &GrantRoleOptions::effective_on,
            {"生效日期（默认今天）", "first day it holds (default: today)"});
  grant.Add("--until", &GrantRoleOptions::until,
            {"最后一天（默认不限）", "last day it holds (default: no end)"});
  grant.Add("--document", &GrantRoleOptions::document, {kDocumentZh, kDocumentEn})->required();

  Command<RevokeRoleOptions> revoke(
      group, line, "revoke", {"撤回角色（不能恢复）", "withdraw a role (for good)"}, RevokeRole);
  revoke.Add("grant", &RevokeRoleOptions::grant, {"授予编号（roleGrants/…）", "roleGrants/…"})
      ->required();
  revoke.Add("--document", &RevokeRoleOptions::document, {kDocumentZh, kDocumentEn})->required();

  Command<BlockOptions> block(
      group, line, "block",
      {"停用身份（证书丢失、人员离任；角色保留而不起作用）",
       "shut an identity out, whatever its roles (a lost certificate, somebody who left)"},
      BlockIdentity);
  Command<BlockOptions> admit(group, line, "admit",
                              {"恢复已停用的身份", "let an identity in again"}, AdmitIdentity);
  for (Command<BlockOptions>* command : {&block, &admit}) {
    command->Add("--identity", &BlockOptions::identity, {kIdentityZh, kIdentityEn})->required();
    command->Add("--document", &BlockOptions::document, {kDocumentZh, kDocumentEn})->required();
  }

  Command<ListRolesOptions> list(group, line, "list", {"列出角色", "list roles"}, ListRoles);
  list.Add("--identity", &ListRolesOptions::identity, {kIdentityZh, kIdentityEn});
  list.Add("--org", &ListRolesOptions::organization,
           {"只列该工会及其下级的", "only those for this organisation and below"});
  list.Add("--as-of", &ListRolesOptions::as_of, {"在该日有效", "in force on this day"});
  list.Add("--all", &ListRolesOptions::all,
           {"包括无效的和已撤回的", "also those not in force or withdrawn"});
}

}  // namespace mingce::cli
