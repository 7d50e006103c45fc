#include "cli/import/template_claims.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace mingce::cli {
namespace {

// One of the two forms that a campaign has.
struct FormKind {
  std::string name;
  const char* title;
  const char* command;
};

}  // namespace

intake::WorkbookRules RulesFor(const registry::v1::Campaign& campaign, bool members) {
  FormKind wanted = {campaign.organization_form(), "工会组织信息采集表", "orgs"};
  FormKind other = {campaign.member_form(), "会员信息采集表", "members"};
  if (members) std::swap(wanted, other);
  intake::WorkbookRules rules;
  rules.claims = {{"form", wanted.name}, {"campaign", campaign.name()}};
  rules.refuse_claim = [=, name = campaign.name()](const intake::WorkbookPlace& place,
                                                   const std::string& key,
                                                   const std::string& found) {
    if (key != "form") {
      return intake::WrongTemplate(
          place, found, name,
          {"请用 --campaign 指定这个文件所属的采集工作，或重新生成模板",
           "name the file's campaign with --campaign, or make a new template"});
    }
    if (found == other.name) {
      return intake::WrongTemplate(
          place, other.title, wanted.title,
          Fill("这个文件请用 mingcectl import $0 导入",
               "import this file with 'mingcectl import $0'", other.command));
    }
    return intake::WrongTemplate(
        place, found, absl::StrCat(wanted.title, " ", wanted.name),
        Fill("请用 mingcectl template $0 重新生成模板",
             "make a new one with 'mingcectl template $0'", wanted.command));
  };
  return rules;
}

}  // namespace mingce::cli
