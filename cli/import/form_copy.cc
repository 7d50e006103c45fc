#include "cli/import/form_copy.h"

#include <google/protobuf/util/json_util.h>

#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "cli/files/campaign_files.h"
#include "cli/files/errors.h"
#include "cli/files/text_file.h"
#include "cli/run/exit_code.h"
#include "cli/run/lookup.h"
#include "cli/run/registry.h"
#include "cli/show/json.h"
#include "lib/base/status_macros.h"

namespace mingce::cli {
namespace {

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
    return InputDamaged(path, 0, {"缓存已损坏，可删除", "the copy is damaged; it can be deleted"});
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

absl::StatusOr<type::CodeList> FetchDocumentTypes(const Connection& connection,
                                                  const type::Form& form) {
  registry::v1::GetCodeListRequest request;
  for (const type::FormField& field : form.fields()) {
    if (field.key() == "id_type") request.set_name(field.code_list());
  }
  if (request.name().empty()) return type::CodeList();
  return connection.Call(&Catalogue::GetCodeList, request);
}

}  // namespace

absl::StatusOr<CampaignAndForm> FetchMemberForm(const Session& session,
                                                const Connection& connection,
                                                absl::string_view campaign) {
  const std::string path = campaign.empty() ? OnlyCopy(session) : CachePath(session, campaign);
  std::error_code ignored;
  if (!path.empty() && std::filesystem::exists(path, ignored)) {
    const auto status =
        connection.CallWithin(kPatienceWithCopy, &Registry::GetStatus, {}, kPatienceWithCopy);
    if (ExitCodeOf(status.status()) == kUnavailable) {
      auto copy = ReadCopy(path);
      if (copy.ok()) {
        session.Say({"组织登记服务暂时连不上，使用本机保存的采集表。",
                     "the registry is away; using the form kept here"});
        return copy;
      }
    }
  }
  CampaignAndForm both;
  MINGCE_ASSIGN_OR_RETURN(both.campaign, FindCampaign(connection, campaign));
  MINGCE_ASSIGN_OR_RETURN(both.form, FetchForm(connection, both.campaign.member_form()));
  MINGCE_ASSIGN_OR_RETURN(both.id_types, FetchDocumentTypes(connection, both.form));
  KeepCopy(CachePath(session, both.campaign.name()), both);
  return both;
}

}  // namespace mingce::cli
