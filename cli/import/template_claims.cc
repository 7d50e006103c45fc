#include "cli/import/template_claims.h"

#include "absl/strings/str_cat.h"

namespace mingce::cli {
namespace {

// The two forms that a campaign has.
struct FormKind {
  const char* title;
  const char* command;
};
constexpr FormKind kOrganizations = {"工会组织信息采集表", "orgs"};
constexpr FormKind kMembers = {"会员信息采集表", "members"};

}  // namespace

intake::WorkbookRules RulesFor(const registry::v1::Campaign& campaign, bool members) {
  const std::string form = members ? campaign.member_form() : campaign.organization_form();
  const std::string other = members ? campaign.organization_form() : campaign.member_form();
  intake::WorkbookRules rules;
  rules.claims = {{"form", form}, {"campaign", campaign.name()}};
  rules.refuse_claim = [=, name = campaign.name()](const intake::WorkbookPlace& place,
                                                   const std::string& key,
                                                   const std::string& found) {
    const FormKind& wanted = members ? kMembers : kOrganizations;
    const FormKind& opposite = members ? kOrganizations : kMembers;
    if (key != "form") {
      return intake::WrongTemplate(
          place, found, name,
          {"请用 --campaign 指定这个文件所属的采集工作，或重新生成模板",
           "name the file's campaign with --campaign, or make a new template"});
    }
    if (found == other) {
      return intake::WrongTemplate(
          place, opposite.title, wanted.title,
          Fill("这个文件请用 mingcectl import $0 导入",
               "import this file with 'mingcectl import $0'", opposite.command));
    }
    return intake::WrongTemplate(
        place, found, absl::StrCat(wanted.title, " ", form),
        Fill("请用 mingcectl template $0 重新生成模板",
             "make a new one with 'mingcectl template $0'", wanted.command));
  };
  return rules;
}

}  // namespace mingce::cli
