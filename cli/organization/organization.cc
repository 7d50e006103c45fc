#include "cli/organization/organization.h"

#include <utility>

#include "absl/strings/str_split.h"
#include "cli/files/errors.h"
#include "cli/files/text_file.h"
#include "cli/organization/organization_view.h"
#include "cli/run/errors.h"
#include "cli/run/lookup.h"
#include "cli/run/registry.h"
#include "lib/base/ids.h"
#include "lib/base/status_macros.h"

namespace mingce::cli {
namespace {

using registry::v1::Organization;

absl::Status ReadFields(const std::string& path,
                        google::protobuf::Map<std::string, std::string>* fields) {
  MINGCE_ASSIGN_OR_RETURN(const std::string text, ReadTextInput(path));
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) {
    return InputDamaged(path, 0,
                        {R"(应为JSON对象，如 {"union_name":"…"})",
                         R"(must be a JSON object such as {"union_name":"…"})"});
  }
  for (const auto& [key, value] : json.items()) {
    if (!value.is_string()) {
      return InputDamaged(path, 0, Fill("“$0”应为文字（加引号）", "$0 must be a string", key));
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

absl::StatusOr<Answer> GetOrganization(Session& session, const GetOrganizationOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(Organization found, FindOrganization(*connection, options.organization));
  if (!options.as_of.empty()) {
    registry::v1::GetOrganizationRequest request;
    request.set_name(found.name());
    MINGCE_RETURN_IF_ERROR(SetAsOf(options.as_of, &request));
    MINGCE_ASSIGN_OR_RETURN(found, connection->Call(&Registry::GetOrganization, request));
  }
  return OrganizationView(std::move(found));
}

absl::StatusOr<Answer> ListOrganizations(Session& session,
                                         const ListOrganizationsOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  registry::v1::ListOrganizationsRequest request;
  if (!options.parent.empty()) {
    MINGCE_ASSIGN_OR_RETURN(const Organization parent,
                            FindOrganization(*connection, options.parent));
    request.set_parent(parent.name());
  }
  MINGCE_RETURN_IF_ERROR(SetAsOf(options.as_of, &request));
  request.set_show_closed(options.closed);
  MINGCE_ASSIGN_OR_RETURN(std::vector<Organization> all,
                          FetchOrganizations(*connection, std::move(request)));
  return OrganizationsView(std::move(all));
}

absl::StatusOr<Answer> SearchOrganizations(Session& session,
                                           const SearchOrganizationsOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  registry::v1::SearchOrganizationsRequest request;
  request.set_query(options.query);
  request.set_page_size(100);
  registry::v1::SearchOrganizationsResponse found;
  do {
    MINGCE_ASSIGN_OR_RETURN(const registry::v1::SearchOrganizationsResponse page,
                            connection->Call(&Registry::SearchOrganizations, request));
    found.MergeFrom(page);
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  found.clear_next_page_token();
  return MatchesView(std::move(found));
}

absl::StatusOr<Answer> CreateOrganization(Session& session,
                                          const CreateOrganizationOptions& options) {
  registry::v1::CreateOrganizationRequest request;
  if (!options.file.empty()) {
    MINGCE_RETURN_IF_ERROR(ReadFields(options.file, request.mutable_fields()));
  }
  for (const std::string& field : options.fields) {
    const std::pair<std::string, std::string> parts =
        absl::StrSplit(field, absl::MaxSplits('=', 1));
    if (parts.first.empty() || parts.first == field) {
      return UsageError({"--field 应为 键=值，如 union_kind=41",
                         "--field must be key=value such as union_kind=41"});
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
  MINGCE_ASSIGN_OR_RETURN(Organization made,
                          connection->Call(&Registry::CreateOrganization, request));
  return ChangeView(std::move(made), options.validate_only);
}

absl::StatusOr<Answer> MoveOrganization(Session& session,
                                        const ChangeOrganizationOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(auto request,
                          ChangeOf<registry::v1::MoveOrganizationRequest>(*connection, options));
  MINGCE_ASSIGN_OR_RETURN(const Organization parent, FindOrganization(*connection, options.parent));
  request.set_parent(parent.name());
  MINGCE_ASSIGN_OR_RETURN(Organization moved,
                          connection->Call(&Registry::MoveOrganization, request));
  return ChangeView(std::move(moved), options.validate_only);
}

absl::StatusOr<Answer> CloseOrganization(Session& session,
                                         const ChangeOrganizationOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(auto request,
                          ChangeOf<registry::v1::CloseOrganizationRequest>(*connection, options));
  request.set_approval_document(options.approval_document);
  MINGCE_ASSIGN_OR_RETURN(Organization closed,
                          connection->Call(&Registry::CloseOrganization, request));
  return ChangeView(std::move(closed), options.validate_only);
}

}  // namespace mingce::cli
