#include "cli/import/template_claims.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace mingce::cli {
namespace {

// The two kinds of forms there are, by the beginning of their names.
struct FormKind {
  const char* prefix;
  const char* title;
  const char* command;
};
constexpr FormKind kFormKinds[] = {{"forms/member", "工会会员信息采集表", "members"},
                                   {"forms/organization", "工会组织信息采集表", "orgs"}};

absl::Status RefuseForm(const intake::WorkbookPlace& place, const std::string& form,
                        const std::string& title, const std::string& found) {
  for (const FormKind& kind : kFormKinds) {
    if (!absl::StartsWith(found, kind.prefix)) continue;
    if (absl::StartsWith(form, kind.prefix)) {  // another version of the same
      return intake::WrongTemplate(
          place, absl::StrCat(kind.title, " ", found), absl::StrCat(title, " ", form),
          Fill("请用 mingcectl template $0 重新生成模板",
               "make a new one with 'mingcectl template $0'", kind.command));
    }
    return intake::WrongTemplate(place, kind.title, title,
                                 Fill("这个文件请用 mingcectl import $0 导入",
                                      "import this file with 'mingcectl import $0'", kind.command));
  }
  return intake::WrongTemplate(place, found, title, {"请重新生成模板", "make a new template"});
}

}  // namespace

intake::WorkbookRules RulesFor(const std::string& form, const std::string& title,
                               const std::string& campaign) {
  intake::WorkbookRules rules;
  rules.claims = {{"form", form}, {"campaign", campaign}};
  rules.refuse_claim = [form, title = title.empty() ? form : title, campaign](
                           const intake::WorkbookPlace& place, const std::string& key,
                           const std::string& found) {
    if (key == "form") return RefuseForm(place, form, title, found);
    return intake::WrongTemplate(
        place, found, campaign,
        {"请用 --campaign 指定这个文件所属的采集工作，或重新生成模板",
         "name the file's campaign with --campaign, or make a new template"});
  };
  return rules;
}

}  // namespace mingce::cli
