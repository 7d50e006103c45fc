#include <memory>

#include "cli/command_line.h"
#include "cli/member.h"
#include "cli/organization.h"
#include "cli/status.h"

namespace mingce::cli {
namespace {

CLI::Option* AddOrganization(CLI::App* command, const CommandLine& line, std::string* value) {
  return command
      ->add_option("org", *value,
                   Help(line, "工会编号（organizations/…）或统一社会信用代码",
                        "organizations/… or a credit code"))
      ->required();
}

void AddReadingCommands(CLI::App* group, CommandLine* line) {
  {
    auto organization = std::make_shared<std::string>();
    auto as_of = std::make_shared<std::string>();
    CLI::App* command =
        AddCommand(group, *line, "get", "查看一个工会组织", "show one organisation");
    AddOrganization(command, *line, organization.get());
    command->add_option("--as-of", *as_of, Help(*line, "截至日期", "day to look at"));
    command->callback([=] {
      line->work = [=](Session& session) {
        return GetOrganization(session, *organization, *as_of);
      };
    });
  }
  {
    auto options = std::make_shared<ListOrganizationsOptions>();
    CLI::App* command = AddCommand(group, *line, "list", "列出工会组织", "list organisations");
    command->add_option("--parent", options->parent,
                        Help(*line, "只列其直接下级", "only those directly below it"));
    command->add_option("--as-of", options->as_of, Help(*line, "截至日期", "day to look at"));
    command->add_flag("--closed", options->closed, Help(*line, "包括已撤销的", "closed ones too"));
    command->callback([=] {
      line->work = [=](Session& session) { return ListOrganizations(session, *options); };
    });
  }
  auto query = std::make_shared<std::string>();
  CLI::App* command =
      AddCommand(group, *line, "search", "按名称或代码查找", "find by a part of a name or code");
  command->add_option("query", *query, Help(*line, "两个字以上", "two characters or more"))
      ->required();
  command->callback(
      [=] { line->work = [=](Session& session) { return SearchOrganizations(session, *query); }; });
}

void AddChange(CLI::App* command, CommandLine* line, ChangeOrganizationOptions* options) {
  AddOrganization(command, *line, &options->organization);
  command->add_option("--effective-on", options->effective_on,
                      Help(*line, "生效日期（默认今天）", "day from which it holds"));
  command->add_flag("--dry-run", options->validate_only,
                    Help(*line, "只检查，不保存", "check only, keep nothing"));
}

void AddChangingCommands(CLI::App* group, CommandLine* line) {
  {
    auto options = std::make_shared<CreateOrganizationOptions>();
    CLI::App* command =
        AddCommand(group, *line, "create", "新建工会组织", "create an organisation");
    command->add_option("--parent", options->parent, Help(*line, "上级工会", "the parent"));
    command->add_option("--field", options->fields,
                        Help(*line, "字段：键=值，可重复；个人信息请放入 --file",
                             "key=value, repeatable; personal data belongs into --file"));
    command->add_option(
        "--file", options->file,
        Help(*line, "字段的JSON文件，- 为标准输入", "JSON file of fields; - is stdin"));
    command->add_option("--alias", options->aliases, Help(*line, "别名，可重复", "alias"));
    command->add_flag("--dry-run", options->validate_only,
                      Help(*line, "只检查，不保存", "check only, keep nothing"));
    command->callback([=] {
      line->work = [=](Session& session) { return CreateOrganization(session, *options); };
    });
  }
  {
    auto options = std::make_shared<ChangeOrganizationOptions>();
    CLI::App* command =
        AddCommand(group, *line, "move", "调整上级工会", "move below another parent");
    AddChange(command, line, options.get());
    command->add_option("--parent", options->parent, Help(*line, "新的上级工会", "the new parent"))
        ->required();
    command->callback([=] {
      line->work = [=](Session& session) { return MoveOrganization(session, *options); };
    });
  }
  auto options = std::make_shared<ChangeOrganizationOptions>();
  CLI::App* command =
      AddCommand(group, *line, "close", "撤销工会组织（不能恢复；须先没有会员）",
                 "close an organisation (for good; it should have no members left)");
  AddChange(command, line, options.get());
  command->add_flag("--with-members", options->with_members,
                    Help(*line, "有会员也撤销：在有转移命令之前，这些会员无法更新或转出",
                         "though it has members, who can be neither updated nor moved until there "
                         "is a command that transfers them"));
  command->add_option("--approval", options->approval_document,
                      Help(*line, "上级工会批准文号", "the superior union's document of approval"));
  command->callback(
      [=] { line->work = [=](Session& session) { return CloseOrganization(session, *options); }; });
}

void AddMember(CLI::App* app, CommandLine* line) {
  CLI::App* group = AddGroup(app, *line, "member", "会员（脱敏显示）", "members, masked");
  {
    auto name = std::make_shared<std::string>();
    CLI::App* command = AddCommand(group, *line, "get", "查看一名会员", "show one member");
    command->add_option("member", *name, Help(*line, "会员编号（members/…）", "members/…"))
        ->required();
    command->callback(
        [=] { line->work = [=](Session& session) { return GetMember(session, *name); }; });
  }
  {
    auto organization = std::make_shared<std::string>();
    CLI::App* command =
        AddCommand(group, *line, "list", "列出一个工会的会员", "list the members of a union");
    command
        ->add_option("--org", *organization,
                     Help(*line, "工会编号或统一社会信用代码", "organizations/… or a credit code"))
        ->required();
    command->callback([=] {
      line->work = [=](Session& session) { return ListMembers(session, *organization); };
    });
  }
  auto person = std::make_shared<std::string>();
  CLI::App* command =
      AddCommand(group, *line, "lookup", "按证件查找会员", "find by an identity document");
  command->add_option("--person", *person,
                      Help(*line, "人员JSON文件，默认从标准输入读", "JSON file; default: stdin"));
  command->callback(
      [=] { line->work = [=](Session& session) { return LookupMember(session, *person); }; });
}

}  // namespace

void AddRegisterCommands(CLI::App* app, CommandLine* line) {
  CLI::App* status =
      AddCommand(app, *line, "status", "查看三个服务的状态", "show the state of the services");
  status->callback([=] { line->work = [](Session& session) { return ShowStatus(session); }; });
  CLI::App* group = AddGroup(app, *line, "org", "工会组织", "organisations");
  AddReadingCommands(group, line);
  AddChangingCommands(group, line);
  AddMember(app, line);
}

}  // namespace mingce::cli
