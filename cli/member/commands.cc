#include "cli/commands.h"

#include "cli/member/check.h"
#include "cli/member/member.h"

namespace mingce::cli {
namespace {

const Sentence& PersonHelp() {
  static const Sentence& help =
      *new Sentence{"人员JSON文件，默认从标准输入读", "JSON file; default: stdin"};
  return help;
}

template <typename Options>
void AddReadTime(Command<Options>* command) {
  command->Add("--as-of", &Options::as_of, {"截至日期", "day to look at"});
  command->Add("--known-at", &Options::known_at,
               {"按当时已知的情况，如 2019-11-30T18:00", "as was known at this moment"});
}

void AddCheck(CLI::App* app, CommandLine* line) {
  Command<CheckOptions> check(app, line, "check",
                              {"查询能否享受一项工会服务（从标准输入读人员）",
                               "whether a person may receive a benefit (read from stdin)"},
                              CheckEligibility);
  check
      .Add("--benefit", &CheckOptions::benefit,
           {"服务项目，如 SERIOUS_ILLNESS_RELIEF 或 大病救助",
            "benefit, such as SERIOUS_ILLNESS_RELIEF"})
      ->required();
  check.Add("--purpose", &CheckOptions::purpose, {"查询目的", "purpose"});
  check.Add("--case", &CheckOptions::case_number, {"案卷号", "case number"});
  check.Add("--person", &CheckOptions::person, PersonHelp());
  check.Add("--min-sequence", &CheckOptions::min_sequence,
            {"至少包含此会员事件", "at least this members event"});
}

}  // namespace

void AddMemberCommands(CLI::App* app, CommandLine* line) {
  CLI::App* group = AddGroup(app, *line, "member", {"会员（脱敏显示）", "members, masked"});
  Command<GetMemberOptions> get(group, line, "get", {"查看一名会员", "show one member"}, GetMember);
  get.Add("member", &GetMemberOptions::member, {"会员编号（members/…）", "members/…"})->required();
  AddReadTime(&get);

  Command<ListMembersOptions> list(
      group, line, "list", {"列出一个工会的会员", "list the members of a union"}, ListMembers);
  list.Add("--org", &ListMembersOptions::organization,
           {"工会编号或统一社会信用代码", "organizations/… or a credit code"})
      ->required();
  AddReadTime(&list);

  Command<LookupMemberOptions> lookup(
      group, line, "lookup", {"按证件查找会员", "find by an identity document"}, LookupMember);
  lookup.Add("--person", &LookupMemberOptions::person, PersonHelp());
  AddCheck(app, line);
}

}  // namespace mingce::cli
