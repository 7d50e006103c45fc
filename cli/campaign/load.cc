// mingcectl campaign load

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/commands.h"
#include "cli/files/campaign_files.h"
#include "cli/run/lookup.h"
#include "cli/run/registry.h"
#include "lib/base/ids.h"
#include "lib/base/status_macros.h"
#include "lib/form/form_proto.h"

namespace mingce::cli {
namespace {

// The resource name of the county federation: of the campaign if it is open already, else the one
// organisation without a parent, which is made when the register is empty.
absl::StatusOr<std::string> CountyOf(const Connection& connection, const CampaignFile& file,
                                     bool* created) {
  registry::v1::GetCampaignRequest get;
  get.set_name(file.campaign.name());
  const auto campaign = connection.Call(&Catalogue::GetCampaign, get);
  if (campaign.ok()) return campaign->organization();
  if (!absl::IsNotFound(campaign.status())) return campaign.status();
  MINGCE_ASSIGN_OR_RETURN(const std::vector<registry::v1::Organization> all,
                          FetchOrganizations(connection, {}));
  for (const registry::v1::Organization& one : all) {
    if (one.parent().empty()) return one.name();
  }
  registry::v1::CreateOrganizationRequest create;
  create.mutable_fields()->insert(file.county.begin(), file.county.end());
  create.set_request_id(NewUuid());
  MINGCE_ASSIGN_OR_RETURN(const registry::v1::Organization county,
                          connection.Call(&Registry::CreateOrganization, create));
  *created = true;
  return county.name();
}

struct LoadOptions {
  std::string dir;
};

// Publishes the code lists and forms of a campaign folder, creates the county federation if the
// register is empty, and opens the campaign. May be repeated: what is there already stays as it is,
// and other content under the same name is refused by the registry.
absl::StatusOr<Answer> LoadCampaign(Session& session, const LoadOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const CampaignFile file, ReadCampaignFile(options.dir));
  MINGCE_ASSIGN_OR_RETURN(const std::vector<CodeListFile> lists, ReadCodeLists(options.dir, file));
  MINGCE_ASSIGN_OR_RETURN(const std::vector<type::Form> forms, ReadForms(options.dir));
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  for (const CodeListFile& list : lists) {
    registry::v1::PublishCodeListRequest request;
    *request.mutable_code_list() = form::CodeListToProto(list.list, list.title);
    request.set_request_id(NewUuid());
    MINGCE_RETURN_IF_ERROR(connection->Call(&Catalogue::PublishCodeList, request).status());
  }
  for (const type::Form& form : forms) {
    registry::v1::PublishFormRequest request;
    *request.mutable_form() = form;
    request.set_request_id(NewUuid());
    MINGCE_RETURN_IF_ERROR(connection->Call(&Catalogue::PublishForm, request).status());
  }
  bool county_created = false;
  registry::v1::CreateCampaignRequest request;
  *request.mutable_campaign() = file.campaign;
  MINGCE_ASSIGN_OR_RETURN(*request.mutable_campaign()->mutable_organization(),
                          CountyOf(*connection, file, &county_created));
  request.set_request_id(NewUuid());
  MINGCE_ASSIGN_OR_RETURN(const registry::v1::Campaign campaign,
                          connection->Call(&Catalogue::CreateCampaign, request));
  const Json document = {{"campaign", campaign.name()},
                         {"organization", campaign.organization()},
                         {"county_created", county_created},
                         {"code_lists", lists.size()},
                         {"forms", forms.size()},
                         {"target", campaign.target()}};
  const Sentence county = county_created ? Sentence{"（新建）", " (created)"} : Sentence{};
  return SentenceView(
      document,
      Fill("采集工作已就绪：$0（$1），代码表 $2，采集表 $3，县总工会 $4$5",
           "the campaign is ready: $0 ($1), code lists $2, forms $3, county federation $4$6",
           campaign.name(), campaign.title(), lists.size(), forms.size(), campaign.organization(),
           county.zh, county.en));
}

}  // namespace

void AddCampaignCommands(CLI::App* app, CommandLine* line) {
  CLI::App* group = AddGroup(app, *line, "campaign", {"采集工作", "campaigns"});
  Command<LoadOptions> load(group, line, "load",
                            {"发布代码表和采集表，开始一项采集工作（可重复执行）",
                             "publish lists and forms and open a campaign (may be repeated)"},
                            LoadCampaign);
  load.Require("dir", &LoadOptions::dir, {"采集工作的文件目录", "folder of the campaign"});
}

}  // namespace mingce::cli
