#include "cli/organization/organization.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/files/errors.h"
#include "cli/files/text_file.h"
#include "cli/organization/organization_view.h"
#include "cli/run/errors.h"
#include "cli/run/lookup.h"
#include "cli/run/members.h"
#include "cli/run/registry.h"
#include "cli/show/refusal.h"
#include "lib/base/ids.h"
#include "lib/base/status_macros.h"

namespace mingce::cli {
namespace {

using registry::v1::Organization;

// A page; more are "or more".
constexpr int kMembersPage = 1000;

// `more`: `count` is only a part.
absl::Status HasMembers(int count, bool more) {
  const Sentence number = more ? Fill("$0名以上", "$0 or more", count) : Fill("$0名", "$0", count);
  return Refusal(
      absl::StatusCode::kFailedPrecondition, "ORGANIZATION_HAS_MEMBERS",
      Fill(
          "该工会还有$0会员，未撤销：撤销后不能恢复，目前也没有转移会籍的命令，这些会员将无法再更新"
          "或转出，查询待遇时一律为“不能享受”。确需撤销，请加 --with-members",
          "the union still has $1 members and was not closed: closing cannot be undone and there "
          "is no command that transfers members yet, so these could be neither updated nor moved "
          "and would be eligible for nothing; give --with-members to close it nevertheless",
          number.zh, number.en),
      {{"members", absl::StrCat(count)}});
}

// The registry does not know who is a member where, and closing cannot be undone: members of a
// closed union can be neither imported anew nor moved. So the members service is asked first.
absl::Status CheckNobodyLeft(const Connection& connection, const std::string& name) {
  members::v1::ListMembersRequest request;
  request.set_organization(name);
  request.set_page_size(kMembersPage);
  const absl::StatusOr<members::v1::ListMembersResponse> page =
      connection.Call(&Members::ListMembers, request);
  if (absl::IsNotFound(page.status())) return absl::OkStatus();  // so nobody was imported there
  if (!page.ok()) return page.status();
  if (page->members_size() == 0) return absl::OkStatus();
  return HasMembers(page->members_size(), !page->next_page_token().empty());
}

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
    MINGCE_RETURN_IF_ERROR(ParseDateOption(options.as_of, "--as-of", request.mutable_as_of()));
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
  if (!options.as_of.empty()) {
    MINGCE_RETURN_IF_ERROR(ParseDateOption(options.as_of, "--as-of", request.mutable_as_of()));
  }
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
  request.set_page_size(kMatchesLimit);
  MINGCE_ASSIGN_OR_RETURN(registry::v1::SearchOrganizationsResponse found,
                          connection->Call(&Registry::SearchOrganizations, request));
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
  if (!options.with_members) {
    MINGCE_RETURN_IF_ERROR(CheckNobodyLeft(*connection, request.name()));
  }
  MINGCE_ASSIGN_OR_RETURN(Organization closed,
                          connection->Call(&Registry::CloseOrganization, request));
  return ChangeView(std::move(closed), options.validate_only);
}

}  // namespace mingce::cli
