#include "cli/lookup.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "cli/campaign_files.h"
#include "cli/errors.h"
#include "cli/text_file.h"
#include "lib/base/ids.h"
#include "lib/base/status_macros.h"
#include "lib/gb/date.h"
#include "lib/gb/text.h"

namespace mingce::cli {
namespace {

using Registry = registry::v1::RegistryService::Stub;

// With a copy at hand nobody has to wait long for the registry.
constexpr absl::Duration kPatienceWithCopy = absl::Seconds(2);

std::filesystem::path CacheFolder(const Session& session) {
  return std::filesystem::path(session.settings().profile).parent_path() / "form-cache";
}

std::string CachePath(const Session& session, absl::string_view campaign) {
  const std::filesystem::path folder = CacheFolder(session);
  // The id of a campaign is [a-z0-9-]; anything else gets no file.
  const std::size_t slash = campaign.rfind('/');
  const absl::string_view id =
      slash == absl::string_view::npos ? campaign : campaign.substr(slash + 1);
  for (const char c : id) {
    if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') return "";
  }
  return id.empty() ? "" : (folder / absl::StrCat(std::string(id), ".json")).string();
}

// The only copy there is; "" when there are none or several.
std::string OnlyCopy(const Session& session) {
  std::string only;
  std::error_code failure;
  for (std::filesystem::directory_iterator entry(CacheFolder(session), failure), end;
       !failure && entry != end; entry.increment(failure)) {
    if (entry->path().extension() != ".json") continue;
    if (!only.empty()) return "";
    only = entry->path().string();
  }
  return only;
}

std::string ToJsonText(const google::protobuf::Message& message) {
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(message, &json).ok()) return "";
  return json;
}

absl::StatusOr<CampaignAndForm> ReadCopy(const std::string& path) {
  MINGCE_ASSIGN_OR_RETURN(const std::string text, ReadTextFile(path));
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || !json.contains("campaign") || !json.contains("form")) {
    return InputDamaged(path, 0, "缓存已损坏，可删除", "the copy is damaged; it can be deleted");
  }
  CampaignAndForm copy;
  MINGCE_RETURN_IF_ERROR(ParseJsonMessage(json["campaign"].dump(), path, &copy.campaign));
  MINGCE_RETURN_IF_ERROR(ParseJsonMessage(json["form"].dump(), path, &copy.form));
  if (json.contains("id_types")) {
    MINGCE_RETURN_IF_ERROR(ParseJsonMessage(json["id_types"].dump(), path, &copy.id_types));
  }
  return copy;
}

// A copy that cannot be kept is no reason to fail: it will be missed only while the registry is
// away.
void KeepCopy(const std::string& path, const CampaignAndForm& both) {
  if (path.empty()) return;
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
  Json json;
  json["campaign"] = Json::parse(ToJsonText(both.campaign), nullptr, false);
  json["form"] = Json::parse(ToJsonText(both.form), nullptr, false);
  json["id_types"] = Json::parse(ToJsonText(both.id_types), nullptr, false);
  WriteTextFile(path, json.dump(1), 0644).IgnoreError();
}

}  // namespace

std::string CollectionName(absl::string_view collection, absl::string_view id_or_name) {
  if (id_or_name.empty() || absl::StrContains(id_or_name, "/")) return std::string(id_or_name);
  return absl::StrCat(collection, "/", id_or_name);
}

absl::StatusOr<registry::v1::Campaign> FindCampaign(const Connection& connection,
                                                    absl::string_view given) {
  if (given.empty()) {
    MINGCE_ASSIGN_OR_RETURN(registry::v1::ListCampaignsResponse listed,
                            connection.Call(connection.registry(), &Registry::ListCampaigns, {}));
    if (listed.campaigns_size() != 1) return CampaignRequired();
    return std::move(*listed.mutable_campaigns(0));
  }
  registry::v1::GetCampaignRequest request;
  request.set_name(CollectionName("campaigns", given));
  return connection.Call(connection.registry(), &Registry::GetCampaign, request);
}

absl::StatusOr<type::Form> FetchForm(const Connection& connection, const std::string& name) {
  registry::v1::GetFormRequest request;
  request.set_name(name);
  return connection.Call(connection.registry(), &Registry::GetForm, request);
}

namespace {

absl::StatusOr<type::CodeList> FetchDocumentTypes(const Connection& connection,
                                                  const type::Form& form) {
  registry::v1::GetCodeListRequest request;
  for (const type::FormField& field : form.fields()) {
    if (field.key() == "id_type") request.set_name(field.code_list());
  }
  if (request.name().empty()) return type::CodeList();
  return connection.Call(connection.registry(), &Registry::GetCodeList, request);
}

}  // namespace

absl::StatusOr<CampaignAndForm> FetchMemberForm(Session& session, const Connection& connection,
                                                absl::string_view given) {
  const std::string path = given.empty() ? OnlyCopy(session) : CachePath(session, given);
  std::error_code ignored;
  if (!path.empty() && std::filesystem::exists(path, ignored)) {
    const auto status = connection.CallWithin(kPatienceWithCopy, connection.registry(),
                                              &Registry::GetStatus, {}, kPatienceWithCopy);
    if (ExitCodeOf(status.status()) == kUnavailable) {
      auto copy = ReadCopy(path);
      if (copy.ok()) {
        session.Say(session.Words("组织登记服务暂时连不上，使用本机保存的采集表。",
                                  "the registry is away; using the form kept here"));
        return copy;
      }
    }
  }
  CampaignAndForm both;
  MINGCE_ASSIGN_OR_RETURN(both.campaign, FindCampaign(connection, given));
  MINGCE_ASSIGN_OR_RETURN(both.form, FetchForm(connection, both.campaign.member_form()));
  MINGCE_ASSIGN_OR_RETURN(both.id_types, FetchDocumentTypes(connection, both.form));
  KeepCopy(CachePath(session, both.campaign.name()), both);
  return both;
}

absl::StatusOr<std::string> OrganizationName(const Connection& connection,
                                             absl::string_view given) {
  if (absl::StartsWith(given, "organizations/") || IsOpaqueId(given)) {
    return CollectionName("organizations", given);
  }
  MINGCE_ASSIGN_OR_RETURN(const registry::v1::Organization found,
                          FindOrganization(connection, given));
  return found.name();
}

absl::StatusOr<registry::v1::Organization> FindOrganization(const Connection& connection,
                                                            absl::string_view given) {
  if (absl::StartsWith(given, "organizations/") || IsOpaqueId(given)) {
    registry::v1::GetOrganizationRequest request;
    request.set_name(CollectionName("organizations", given));
    return connection.Call(connection.registry(), &Registry::GetOrganization, request);
  }
  // What it is called is no code, and would only be told to have the wrong length.
  const auto code = gb::CompactNumber(given, "-");
  const bool may_be_code =
      code.has_value() && !code->empty() && std::all_of(code->begin(), code->end(), [](char c) {
        return absl::ascii_isalnum(static_cast<unsigned char>(c));
      });
  if (!may_be_code) return OrganizationUnknown();
  registry::v1::LookupOrganizationRequest request;
  request.set_credit_code(std::string(given));
  return connection.Call(connection.registry(), &Registry::LookupOrganization, request);
}

absl::StatusOr<std::vector<registry::v1::Organization>> ListAllOrganizations(
    const Connection& connection, const std::string& parent) {
  std::vector<registry::v1::Organization> all;
  registry::v1::ListOrganizationsRequest request;
  request.set_parent(parent);
  request.set_page_size(1000);
  do {
    MINGCE_ASSIGN_OR_RETURN(
        registry::v1::ListOrganizationsResponse page,
        connection.Call(connection.registry(), &Registry::ListOrganizations, request));
    for (registry::v1::Organization& one : *page.mutable_organizations()) {
      all.push_back(std::move(one));
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return all;
}

absl::Status ParseDateOption(absl::string_view text, absl::string_view option, type::Date* date) {
  if (text.empty()) return absl::OkStatus();
  const gb::Parsed<gb::Date> parsed = gb::ParseDate(text);
  if (!parsed.ok() || parsed.value->day == 0) return BadDate(option);
  date->set_year(parsed.value->year);
  date->set_month(parsed.value->month);
  date->set_day(parsed.value->day);
  return absl::OkStatus();
}

std::string DateText(const type::Date& date) {
  if (date.year() == 0) return "";
  if (date.day() == 0) return absl::StrFormat("%04d-%02d", date.year(), date.month());
  return absl::StrFormat("%04d-%02d-%02d", date.year(), date.month(), date.day());
}

}  // namespace mingce::cli
