#include "cli/organization.h"

#include <iostream>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "cli/lookup.h"
#include "cli/message_json.h"
#include "cli/organization_view.h"
#include "cli/text_file.h"
#include "lib/base/ids.h"
#include "lib/base/status_macros.h"
#include "mingce/members/v1/members_service.pb.h"
#include "mingce/registry/v1/registry_service.pb.h"

namespace mingce::cli {
namespace {

using Members = members::v1::MembersService::Stub;
using Registry = registry::v1::RegistryService::Stub;
using registry::v1::Organization;

// A page; more are "or more".
constexpr int kMembersLookedAt = 1000;

void Show(const Session& session, const Organization& organization) {
  if (session.json()) {
    session.PrintJson(MessageToJson(organization));
  } else {
    session.Print(OrganizationText(organization, session.settings().english));
  }
}

// What a changed organisation looks like, or would.
void ShowChange(const Session& session, const Organization& organization, bool validate_only) {
  if (validate_only) {
    session.Say(session.Words("检查通过，未保存。", "checked, nothing kept"));
  }
  if (!session.json()) return Show(session, organization);
  Json json = MessageToJson(organization);
  json["dry_run"] = validate_only;
  session.PrintJson(json);
}

// The registry does not know who is a member where, and closing cannot be undone: members of a
// closed union can be neither imported anew nor moved. So this is asked here, first.
absl::Status CheckNobodyLeft(const Connection& connection, const std::string& name) {
  members::v1::ListMembersRequest request;
  request.set_organization(name);
  request.set_page_size(kMembersLookedAt);
  const absl::StatusOr<members::v1::ListMembersResponse> page =
      connection.Call(connection.members(), &Members::ListMembers, request);
  if (absl::IsNotFound(page.status())) return absl::OkStatus();  // so nobody was imported there
  if (!page.ok()) return page.status();
  if (page->members_size() == 0) return absl::OkStatus();
  return OrganizationHasMembers(static_cast<std::size_t>(page->members_size()),
                                !page->next_page_token().empty());
}

absl::Status ReadFields(const std::string& path,
                        google::protobuf::Map<std::string, std::string>* fields) {
  std::string text;
  if (path == "-") {
    text.assign((std::istreambuf_iterator<char>(std::cin)), std::istreambuf_iterator<char>());
  } else {
    MINGCE_ASSIGN_OR_RETURN(text, ReadTextFile(path));
  }
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) {
    return InputDamaged(path, 0, "应为JSON对象，如 {\"union_name\":\"…\"}",
                        "must be a JSON object such as {\"union_name\":\"…\"}");
  }
  for (const auto& [key, value] : json.items()) {
    if (!value.is_string()) {
      return InputDamaged(path, 0, absl::StrCat("“", key, "”应为文字（加引号）"),
                          absl::StrCat(key, " must be a string"));
    }
    (*fields)[key] = value.get<std::string>();
  }
  return absl::OkStatus();
}

// What moving and closing ask for alike, of the organisation as it is now.
template <typename Request>
absl::StatusOr<Request> ChangeOf(const Connection& connection,
                                 const ChangeOrganizationOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const Organization found,
                          FindOrganization(connection, options.organization));
  Request request;
  request.set_name(found.name());
  request.set_etag(found.etag());
  if (!options.effective_on.empty()) {
    MINGCE_RETURN_IF_ERROR(
        ParseDateOption(options.effective_on, "--effective-on", request.mutable_effective_on()));
  }
  request.set_request_id(NewUuid());
  request.set_validate_only(options.validate_only);
  return request;
}

}  // namespace

absl::StatusOr<ExitCode> GetOrganization(Session& session, const std::string& organization,
                                         const std::string& as_of) {
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(Organization found, FindOrganization(*connection, organization));
  if (!as_of.empty()) {
    registry::v1::GetOrganizationRequest request;
    request.set_name(found.name());
    MINGCE_RETURN_IF_ERROR(ParseDateOption(as_of, "--as-of", request.mutable_as_of()));
    MINGCE_ASSIGN_OR_RETURN(
        found, connection->Call(connection->registry(), &Registry::GetOrganization, request));
  }
  Show(session, found);
  return kDone;
}

absl::StatusOr<ExitCode> ListOrganizations(Session& session,
                                           const ListOrganizationsOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  registry::v1::ListOrganizationsRequest request;
  if (!options.parent.empty()) {
    MINGCE_ASSIGN_OR_RETURN(const Organization parent,
                            FindOrganization(*connection, options.parent));
    request.set_parent(parent.name());
  }
  if (!options.as_of.empty()) {
    MINGCE_RETURN_IF_ERROR(ParseDateOption(options.as_of, "--as-of", request.mutable_as_of()));
  }
  request.set_show_closed(options.closed);
  request.set_page_size(1000);
  std::vector<Organization> all;
  do {
    MINGCE_ASSIGN_OR_RETURN(
        registry::v1::ListOrganizationsResponse page,
        connection->Call(connection->registry(), &Registry::ListOrganizations, request));
    for (Organization& one : *page.mutable_organizations()) all.push_back(std::move(one));
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  if (session.json()) {
    Json document;
    document["organizations"] = Json::array();
    for (const Organization& one : all) document["organizations"].push_back(MessageToJson(one));
    session.PrintJson(document);
    return kDone;
  }
  session.Print(OrganizationTable(all, session.settings().english));
  session.Say(absl::StrCat(session.Words("共 ", "in all "), all.size(), session.Words(" 个", "")));
  return kDone;
}

absl::StatusOr<ExitCode> SearchOrganizations(Session& session, const std::string& query) {
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  registry::v1::SearchOrganizationsRequest request;
  request.set_query(query);
  MINGCE_ASSIGN_OR_RETURN(
      const registry::v1::SearchOrganizationsResponse found,
      connection->Call(connection->registry(), &Registry::SearchOrganizations, request));
  if (session.json()) {
    session.PrintJson(MessageToJson(found));
    return kDone;
  }
  for (const auto& match : found.matches()) {
    session.Print(absl::StrCat(match.organization().name(), "  ", match.organization().union_name(),
                               "  ", match.organization().union_uscc(),
                               session.Words("  上级：", "  below: "),
                               absl::StrJoin(match.path(), " / "), "\n"));
  }
  session.Say(absl::StrCat(session.Words("找到 ", "found "), found.matches_size(),
                           session.Words(" 个", "")));
  return kDone;
}

absl::StatusOr<ExitCode> CreateOrganization(Session& session,
                                            const CreateOrganizationOptions& options) {
  registry::v1::CreateOrganizationRequest request;
  if (!options.file.empty()) {
    MINGCE_RETURN_IF_ERROR(ReadFields(options.file, request.mutable_fields()));
  }
  for (const std::string& field : options.fields) {
    const std::pair<std::string, std::string> parts =
        absl::StrSplit(field, absl::MaxSplits('=', 1));
    if (parts.first.empty() || parts.first == field) {
      return UsageError("--field 应为 键=值，如 union_kind=41",
                        "--field must be key=value such as union_kind=41");
    }
    (*request.mutable_fields())[parts.first] = parts.second;
  }
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  if (!options.parent.empty()) {
    MINGCE_ASSIGN_OR_RETURN(const Organization parent,
                            FindOrganization(*connection, options.parent));
    request.set_parent(parent.name());
  }
  request.mutable_aliases()->Assign(options.aliases.begin(), options.aliases.end());
  request.set_request_id(NewUuid());
  request.set_validate_only(options.validate_only);
  MINGCE_ASSIGN_OR_RETURN(
      const Organization made,
      connection->Call(connection->registry(), &Registry::CreateOrganization, request));
  ShowChange(session, made, options.validate_only);
  return kDone;
}

absl::StatusOr<ExitCode> MoveOrganization(Session& session,
                                          const ChangeOrganizationOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(auto request,
                          ChangeOf<registry::v1::MoveOrganizationRequest>(*connection, options));
  MINGCE_ASSIGN_OR_RETURN(const Organization parent, FindOrganization(*connection, options.parent));
  request.set_parent(parent.name());
  MINGCE_ASSIGN_OR_RETURN(
      const Organization moved,
      connection->Call(connection->registry(), &Registry::MoveOrganization, request));
  ShowChange(session, moved, options.validate_only);
  return kDone;
}

absl::StatusOr<ExitCode> CloseOrganization(Session& session,
                                           const ChangeOrganizationOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(auto request,
                          ChangeOf<registry::v1::CloseOrganizationRequest>(*connection, options));
  request.set_approval_document(options.approval_document);
  if (!options.with_members) {
    MINGCE_RETURN_IF_ERROR(CheckNobodyLeft(*connection, request.name()));
  }
  MINGCE_ASSIGN_OR_RETURN(
      const Organization closed,
      connection->Call(connection->registry(), &Registry::CloseOrganization, request));
  ShowChange(session, closed, options.validate_only);
  return kDone;
}

}  // namespace mingce::cli
