#include "cli/template.h"

#include <filesystem>
#include <memory>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/lookup.h"
#include "cli/organization_view.h"
#include "cli/template_write.h"
#include "lib/base/status_macros.h"
#include "lib/form/form_proto.h"
#include "mingce/registry/v1/registry_service.pb.h"

namespace mingce::cli {
namespace {

using Registry = registry::v1::RegistryService::Stub;

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
    MINGCE_ASSIGN_OR_RETURN(
        const type::CodeList fetched,
        connection.Call(connection.registry(), &Registry::GetCodeList, request));
    MINGCE_ASSIGN_OR_RETURN(gb::CodeList list, form::CodeListFromProto(fetched));
    const std::string id = list.id();
    lists.emplace(id, std::move(list));
  }
  return lists;
}

// Kinds that can have members of their own: base unions, and federations of a township or a park.
bool MayOwnMembers(const registry::v1::Organization& organization) {
  const std::string& kind = organization.union_kind_code();
  return kind == "41" || kind == "42" || kind == "31" || kind == "33";
}

// The unions at and below `top`, as the column 所属工会 names them.
absl::StatusOr<std::vector<std::string>> UnionsBelow(const Connection& connection,
                                                     const registry::v1::Organization& top) {
  std::vector<std::string> references;
  if (MayOwnMembers(top)) references.push_back(OrganizationReference(top));
  std::vector<std::string> open = {top.name()};
  while (!open.empty()) {
    const std::string parent = std::move(open.back());
    open.pop_back();
    MINGCE_ASSIGN_OR_RETURN(const std::vector<registry::v1::Organization> children,
                            ListAllOrganizations(connection, parent));
    for (const registry::v1::Organization& child : children) {
      if (MayOwnMembers(child)) references.push_back(OrganizationReference(child));
      open.push_back(child.name());
    }
  }
  return references;
}

}  // namespace

absl::StatusOr<ExitCode> MakeTemplate(Session& session, const TemplateOptions& options) {
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
      MINGCE_ASSIGN_OR_RETURN(content.unions, UnionsBelow(*connection, top));
    } else {
      content.unions = {OrganizationReference(top)};
    }
  }
  MINGCE_RETURN_IF_ERROR(WriteTemplate(options.out, content));
  if (session.json()) {
    session.PrintJson({{"out", options.out},
                       {"form", form_name},
                       {"campaign", campaign.name()},
                       {"unions", content.unions.size()}});
  } else {
    session.Print(absl::StrCat(session.Words("模板已生成：", "template written: "), options.out,
                               session.Words("（", " ("), form_name,
                               session.Words("，可选工会 ", ", unions to choose from "),
                               content.unions.size(), session.Words("）\n", ")\n")));
  }
  return kDone;
}

}  // namespace mingce::cli
