// mingcectl template orgs | members: the workbook a collector fills in, made from the campaign's
// own form and code lists, so that no drop-down can offer what the register refuses.

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/campaign/template_write.h"
#include "cli/commands.h"
#include "cli/run/lookup.h"
#include "cli/run/registry.h"
#include "cli/show/errors.h"
#include "lib/base/resource_name.h"
#include "lib/base/status_macros.h"
#include "lib/form/form_proto.h"

namespace mingce::cli {
namespace {

absl::StatusOr<form::CodeLists> FetchLists(const Connection& connection, const type::Form& form) {
  form::CodeLists lists;
  std::set<std::string> names;
  for (const type::FormField& field : form.fields()) {
    // A template shows what is offered; what is accepted besides is the service's to know.
    const std::string& name =
        field.offered_code_list().empty() ? field.code_list() : field.offered_code_list();
    if (name.empty() || !names.insert(name).second) continue;
    registry::v1::GetCodeListRequest request;
    request.set_name(name);
    MINGCE_ASSIGN_OR_RETURN(const type::CodeList fetched,
                            connection.Call(&Catalogue::GetCodeList, request));
    MINGCE_ASSIGN_OR_RETURN(gb::CodeList list, form::CodeListFromProto(fetched));
    const std::string id = list.id();
    lists.emplace(id, std::move(list));
  }
  return lists;
}

// How a row names it: "<union code> <name>", or the unit's code, or the bare id.
std::string ReferenceTo(const registry::v1::Organization& organization) {
  const std::string& code =
      !organization.union_uscc().empty() ? organization.union_uscc() : organization.unit_uscc();
  return absl::StrCat(
      code.empty() ? IdInName(organization.name(), kOrganizations).value_or("") : code, " ",
      organization.union_name());
}

// The unions at and below `top` that can have members, by name.
absl::StatusOr<std::vector<registry::v1::Organization>> UnionsBelow(
    const Connection& connection, const registry::v1::Organization& top) {
  std::vector<registry::v1::Organization> unions;
  if (top.may_own_members()) unions.push_back(top);
  std::vector<std::string> open = {top.name()};
  while (!open.empty()) {
    registry::v1::ListOrganizationsRequest request;
    request.set_parent(std::move(open.back()));
    open.pop_back();
    MINGCE_ASSIGN_OR_RETURN(std::vector<registry::v1::Organization> children,
                            FetchOrganizations(connection, request));
    for (registry::v1::Organization& child : children) {
      open.push_back(child.name());
      if (child.may_own_members()) unions.push_back(std::move(child));
    }
  }
  std::stable_sort(unions.begin(), unions.end(),
                   [](const registry::v1::Organization& a, const registry::v1::Organization& b) {
                     return a.union_name() < b.union_name();
                   });
  return unions;
}

struct TemplateOptions {
  bool members = false;  // else organisations
  std::string out;
  std::string campaign;      // "" for the only one
  std::string organization;  // members: the unions below it are offered in 所属工会
};

// Overwrites nothing: OUTPUT_EXISTS.
absl::StatusOr<Answer> MakeTemplate(Session& session, const TemplateOptions& options) {
  // What is there may be filled in already.
  std::error_code ignored;
  if (std::filesystem::exists(options.out, ignored)) return OutputExists(options.out);
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(const registry::v1::Campaign campaign,
                          FindCampaign(*connection, options.campaign));
  const std::string& form_name =
      options.members ? campaign.member_form() : campaign.organization_form();
  MINGCE_ASSIGN_OR_RETURN(const type::Form form, FetchForm(*connection, form_name));
  TemplateContent content;
  MINGCE_ASSIGN_OR_RETURN(content.form, form::FormFromProto(form));
  MINGCE_ASSIGN_OR_RETURN(content.lists, FetchLists(*connection, form));
  content.metadata = {{"form", form_name}, {"campaign", campaign.name()}};
  if (!options.organization.empty()) {
    MINGCE_ASSIGN_OR_RETURN(const registry::v1::Organization top,
                            FindOrganization(*connection, options.organization));
    content.metadata["organization"] = top.name();
    if (options.members) {
      MINGCE_ASSIGN_OR_RETURN(const std::vector<registry::v1::Organization> unions,
                              UnionsBelow(*connection, top));
      for (const registry::v1::Organization& one : unions) {
        content.unions.push_back(ReferenceTo(one));
      }
    } else {
      content.unions = {ReferenceTo(top)};
    }
  }
  MINGCE_RETURN_IF_ERROR(WriteTemplate(options.out, content));
  return SentenceView({{"out", options.out},
                       {"form", form_name},
                       {"campaign", campaign.name()},
                       {"unions", content.unions.size()}},
                      Fill("模板已生成：$0（$1，可选工会 $2）",
                           "template written: $0 ($1, unions to choose from $2)", options.out,
                           form_name, content.unions.size()));
}

}  // namespace

void AddTemplateCommands(CLI::App* app, CommandLine* line) {
  CLI::App* group =
      AddGroup(app, *line, "template", {"生成采集模板", "make a template to fill in"});
  Command<TemplateOptions> orgs(group, line, "orgs",
                                {"工会组织信息采集表", "the organisation form"}, MakeTemplate);
  orgs.Add("--org", &TemplateOptions::organization, {"上级工会", "the parent"});
  Command<TemplateOptions> members(
      group, line, "members", {"会员信息采集表", "the member form"}, MakeTemplate,
      {.members = true, .out = "", .campaign = "", .organization = ""});
  members.Add("--org", &TemplateOptions::organization,
              {"工会（其下各工会列入“所属工会”下拉列表）", "union; those below it are offered"});
  for (Command<TemplateOptions>* make : {&orgs, &members}) {
    make->Require(kOut, &TemplateOptions::out);
    make->Add(kCampaign, &TemplateOptions::campaign);
  }
}

}  // namespace mingce::cli
