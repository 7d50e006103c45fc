#include "cli/commands.h"

#include "cli/organization/organization.h"

namespace mingce::cli {
namespace {

constexpr char kOrganizationZh[] = "工会编号（organizations/…）或统一社会信用代码";
constexpr char kOrganizationEn[] = "organizations/… or a credit code";
constexpr char kDryRunZh[] = "只检查，不保存";
constexpr char kDryRunEn[] = "check only, keep nothing";

void AddReading(CLI::App* group, CommandLine* line) {
  Command<GetOrganizationOptions> get(
      group, line, "get", {"查看一个工会组织", "show one organisation"}, GetOrganization);
  get.Add("org", &GetOrganizationOptions::organization, {kOrganizationZh, kOrganizationEn})
      ->required();
  get.Add("--as-of", &GetOrganizationOptions::as_of, {"截至日期", "day to look at"});

  Command<ListOrganizationsOptions> list(group, line, "list",
                                         {"列出工会组织", "list organisations"}, ListOrganizations);
  list.Add("--parent", &ListOrganizationsOptions::parent,
           {"只列其直接下级", "only those directly below it"});
  list.Add("--as-of", &ListOrganizationsOptions::as_of, {"截至日期", "day to look at"});
  list.Add("--closed", &ListOrganizationsOptions::closed, {"包括已撤销的", "closed ones too"});

  Command<SearchOrganizationsOptions> search(
      group, line, "search", {"按名称或代码查找", "find by a part of a name or code"},
      SearchOrganizations);
  search.Add("query", &SearchOrganizationsOptions::query, {"两个字以上", "two characters or more"})
      ->required();
}

void AddCreate(CLI::App* group, CommandLine* line) {
  Command<CreateOrganizationOptions> create(
      group, line, "create", {"新建工会组织", "create an organisation"}, CreateOrganization);
  create.Add("--parent", &CreateOrganizationOptions::parent, {"上级工会", "the parent"});
  create.Add("--field", &CreateOrganizationOptions::fields,
             {"字段：键=值，可重复；个人信息请放入 --file",
              "key=value, repeatable; personal data belongs into --file"});
  create.Add("--file", &CreateOrganizationOptions::file,
             {"字段的JSON文件，- 为标准输入", "JSON file of fields; - is stdin"});
  create.Add("--alias", &CreateOrganizationOptions::aliases, {"别名，可重复", "alias"});
  create.Add("--dry-run", &CreateOrganizationOptions::validate_only, {kDryRunZh, kDryRunEn});
}

// A change of one that is there already.
Command<ChangeOrganizationOptions> AddChange(CLI::App* group, CommandLine* line,
                                             const std::string& name, const Sentence& help,
                                             Command<ChangeOrganizationOptions>::Work work) {
  Command<ChangeOrganizationOptions> change(group, line, name, help, work);
  change.Add("org", &ChangeOrganizationOptions::organization, {kOrganizationZh, kOrganizationEn})
      ->required();
  change.Add("--effective-on", &ChangeOrganizationOptions::effective_on,
             {"生效日期（默认今天）", "day from which it holds"});
  change.Add("--dry-run", &ChangeOrganizationOptions::validate_only, {kDryRunZh, kDryRunEn});
  return change;
}

}  // namespace

void AddOrganizationCommands(CLI::App* app, CommandLine* line) {
  CLI::App* group = AddGroup(app, *line, "org", {"工会组织", "organisations"});
  AddReading(group, line);
  AddCreate(group, line);
  auto move = AddChange(group, line, "move", {"调整上级工会", "move below another parent"},
                        MoveOrganization);
  move.Add("--parent", &ChangeOrganizationOptions::parent, {"新的上级工会", "the new parent"})
      ->required();
  auto close = AddChange(group, line, "close",
                         {"撤销工会组织（不能恢复；须先没有会员）",
                          "close an organisation (for good; it may have no members left)"},
                         CloseOrganization);
  close.Add("--approval", &ChangeOrganizationOptions::approval_document,
            {"上级工会批准文号", "the superior union's document of approval"});
}

}  // namespace mingce::cli
