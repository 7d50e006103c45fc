// mingcectl org get | list | search | create | move | close
//
// Wherever an organisation is named: organizations/{organization}, the bare id, or a credit code.

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "cli/commands.h"
#include "cli/files/text_file.h"
#include "cli/organization/organization_view.h"
#include "cli/run/lookup.h"
#include "cli/run/registry.h"
#include "cli/show/errors.h"
#include "lib/base/ids.h"
#include "lib/base/status_macros.h"

namespace mingce::cli {
namespace {

using registry::v1::Organization;

struct GetOptions {
  std::string organization;
  std::string as_of;  // "" for today
};

absl::StatusOr<Answer> GetOrganization(Session& session, const GetOptions& options) {
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

struct ListOptions {
  std::string parent;  // only those directly below it; "" for all
  std::string as_of;
  bool closed = false;  // closed ones too
};

absl::StatusOr<Answer> ListOrganizations(Session& session, const ListOptions& options) {
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

struct SearchOptions {
  std::string query;
};

// Best first, all of them, closed ones too.
absl::StatusOr<Answer> SearchOrganizations(Session& session, const SearchOptions& options) {
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

struct CreateOptions {
  std::string parent;
  std::vector<std::string> fields;  // key=value
  std::string file;                 // JSON object of key: value; "-" for standard input; ""
  std::vector<std::string> aliases;
  bool dry_run = false;
};

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

absl::StatusOr<Answer> CreateOrganization(Session& session, const CreateOptions& options) {
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
  request.set_validate_only(options.dry_run);
  MINGCE_ASSIGN_OR_RETURN(Organization made,
                          connection->Call(&Registry::CreateOrganization, request));
  return ChangeView(std::move(made), options.dry_run);
}

// Moving and closing read the organisation first and change it as it was then: somebody else's
// change in between is STALE_ETAG.
struct ChangeOptions {
  std::string organization;
  std::string parent;             // move
  std::string approval_document;  // close
  std::string effective_on;       // "" for today
  bool dry_run = false;
};

// What both ask for alike.
template <typename Request>
absl::StatusOr<Request> ChangeOf(const Connection& connection, const ChangeOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const Organization found,
                          FindOrganization(connection, options.organization));
  Request request;
  request.set_name(found.name());
  request.set_etag(found.etag());
  MINGCE_RETURN_IF_ERROR(
      SetDay(options.effective_on, "--effective-on", &request, &Request::mutable_effective_on));
  request.set_request_id(NewUuid());
  request.set_validate_only(options.dry_run);
  return request;
}

absl::StatusOr<Answer> MoveOrganization(Session& session, const ChangeOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(auto request,
                          ChangeOf<registry::v1::MoveOrganizationRequest>(*connection, options));
  MINGCE_ASSIGN_OR_RETURN(const Organization parent, FindOrganization(*connection, options.parent));
  request.set_parent(parent.name());
  MINGCE_ASSIGN_OR_RETURN(Organization moved,
                          connection->Call(&Registry::MoveOrganization, request));
  return ChangeView(std::move(moved), options.dry_run);
}

// For good. The registry refuses it while the union has members, or while it cannot know.
absl::StatusOr<Answer> CloseOrganization(Session& session, const ChangeOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(auto request,
                          ChangeOf<registry::v1::CloseOrganizationRequest>(*connection, options));
  request.set_approval_document(options.approval_document);
  MINGCE_ASSIGN_OR_RETURN(Organization closed,
                          connection->Call(&Registry::CloseOrganization, request));
  return ChangeView(std::move(closed), options.dry_run);
}

constexpr SharedOption kOrganization = {"org", "工会编号（organizations/…）或统一社会信用代码",
                                        "organizations/… or a credit code"};

}  // namespace

void AddOrganizationCommands(CLI::App* app, CommandLine* line) {
  CLI::App* group = AddGroup(app, *line, "org", {"工会组织", "organisations"});
  Command<GetOptions> get(group, line, "get", {"查看一个工会组织", "show one organisation"},
                          GetOrganization);
  get.Require(kOrganization, &GetOptions::organization);
  get.Add(kAsOf, &GetOptions::as_of);

  Command<ListOptions> list(group, line, "list", {"列出工会组织", "list organisations"},
                            ListOrganizations);
  list.Add("--parent", &ListOptions::parent, {"只列其直接下级", "only those directly below it"});
  list.Add(kAsOf, &ListOptions::as_of);
  list.Add("--closed", &ListOptions::closed, {"包括已撤销的", "closed ones too"});

  Command<SearchOptions> search(group, line, "search",
                                {"按名称或代码查找", "find by a part of a name or code"},
                                SearchOrganizations);
  search.Require("query", &SearchOptions::query, {"两个字以上", "two characters or more"});

  Command<CreateOptions> create(group, line, "create", {"新建工会组织", "create an organisation"},
                                CreateOrganization);
  create.Add("--parent", &CreateOptions::parent, {"上级工会", "the parent"});
  create.Add("--field", &CreateOptions::fields,
             {"字段：键=值，可重复；个人信息请放入 --file",
              "key=value, repeatable; personal data belongs into --file"});
  create.Add("--file", &CreateOptions::file,
             {"字段的JSON文件，- 为标准输入", "JSON file of fields; - is stdin"});
  create.Add("--alias", &CreateOptions::aliases, {"别名，可重复", "alias"});
  create.Add(kDryRun, &CreateOptions::dry_run);

  Command<ChangeOptions> move(group, line, "move", {"调整上级工会", "move below another parent"},
                              MoveOrganization);
  move.Require("--parent", &ChangeOptions::parent, {"新的上级工会", "the new parent"});
  Command<ChangeOptions> close(group, line, "close",
                               {"撤销工会组织（不能恢复；须先没有会员）",
                                "close an organisation (for good; it may have no members left)"},
                               CloseOrganization);
  close.Add("--approval", &ChangeOptions::approval_document,
            {"上级工会批准文号", "the superior union's document of approval"});
  for (Command<ChangeOptions>* change : {&move, &close}) {
    change->Require(kOrganization, &ChangeOptions::organization);
    change->Add("--effective-on", &ChangeOptions::effective_on,
                {"生效日期（默认今天）", "day from which it holds"});
    change->Add(kDryRun, &ChangeOptions::dry_run);
  }
}

}  // namespace mingce::cli
