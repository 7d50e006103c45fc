#include "cli/import/form_copy.h"

#include <google/protobuf/message.h>

#include <filesystem>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/files/campaign_files.h"
#include "cli/files/text_file.h"
#include "cli/run/answer.h"
#include "cli/run/lookup.h"
#include "cli/run/registry.h"
#include "cli/show/errors.h"
#include "cli/show/json.h"
#include "lib/base/resource_name.h"
#include "lib/base/status_macros.h"

namespace mingce::cli {
namespace {

// With a copy at hand nobody has to wait long for the registry.
constexpr absl::Duration kPatienceWithCopy = absl::Seconds(2);

std::filesystem::path CacheFolder(const Session& session) {
  return std::filesystem::path(session.settings().profile).parent_path() / "form-cache";
}

// "" for what cannot be the name or id of a campaign, and gets no file.
std::string CachePath(const Session& session, absl::string_view campaign) {
  const std::string id = IdInName(campaign, kCampaigns).value_or(std::string(campaign));
  if (id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != id.npos) return "";
  return id.empty() ? "" : (CacheFolder(session) / absl::StrCat(id, ".json")).string();
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

absl::StatusOr<CampaignAndForm> ReadCopy(const std::string& path) {
  MINGCE_ASSIGN_OR_RETURN(const std::string text, ReadTextFile(path));
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || !json.contains("campaign") || !json.contains("form")) {
    return InputDamaged(path, 0, {"缓存已损坏，可删除", "the copy is damaged; it can be deleted"});
  }
  CampaignAndForm copy;
  const std::pair<const char*, google::protobuf::Message*> parts[] = {
      {"campaign", &copy.campaign}, {"form", &copy.form}, {"id_types", &copy.id_types}};
  for (const auto& [key, message] : parts) {
    if (!json.contains(key)) continue;
    MINGCE_RETURN_IF_ERROR(ParseJsonMessage(json[key].dump(), path, message));
  }
  return copy;
}

// A copy that cannot be kept is no reason to fail: it will be missed only while the registry is
// away.
void KeepCopy(const std::string& path, const CampaignAndForm& both) {
  if (path.empty()) return;
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
  const Json json = {{"campaign", MessageToJson(both.campaign)},
                     {"form", MessageToJson(both.form)},
                     {"id_types", MessageToJson(both.id_types)}};
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
