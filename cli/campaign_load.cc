#include "cli/campaign_load.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/campaign_files.h"
#include "cli/lookup.h"
#include "lib/base/ids.h"
#include "lib/base/status_macros.h"
#include "lib/form/form_proto.h"
#include "mingce/registry/v1/registry_service.pb.h"

namespace mingce::cli {
namespace {

using Registry = registry::v1::RegistryService::Stub;

// The resource name of the county federation: of the campaign if it is open already, else the one
// organisation without a parent, which is made when the register is empty.
absl::StatusOr<std::string> CountyOf(const Connection& connection, const CampaignFile& file,
                                     bool* created) {
  registry::v1::GetCampaignRequest get;
  get.set_name(file.campaign.name());
  const auto campaign = connection.Call(connection.registry(), &Registry::GetCampaign, get);
  if (campaign.ok()) return campaign->organization();
  if (!absl::IsNotFound(campaign.status())) return campaign.status();
  MINGCE_ASSIGN_OR_RETURN(const std::vector<registry::v1::Organization> all,
                          ListAllOrganizations(connection, ""));
  for (const registry::v1::Organization& one : all) {
    if (one.parent().empty()) return one.name();
  }
  registry::v1::CreateOrganizationRequest create;
  create.mutable_fields()->insert(file.county.begin(), file.county.end());
  create.set_request_id(NewUuid());
  MINGCE_ASSIGN_OR_RETURN(
      const registry::v1::Organization county,
      connection.Call(connection.registry(), &Registry::CreateOrganization, create));
  *created = true;
  return county.name();
}

}  // namespace

absl::StatusOr<ExitCode> LoadCampaign(Session& session, const std::string& dir) {
  MINGCE_ASSIGN_OR_RETURN(const CampaignFile file, ReadCampaignFile(dir));
  MINGCE_ASSIGN_OR_RETURN(const std::vector<CodeListFile> lists, ReadCodeLists(dir));
  MINGCE_ASSIGN_OR_RETURN(const std::vector<type::Form> forms, ReadForms(dir));
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  for (const CodeListFile& list : lists) {
    registry::v1::PublishCodeListRequest request;
    *request.mutable_code_list() = form::CodeListToProto(list.list, list.title);
    request.set_request_id(NewUuid());
    MINGCE_RETURN_IF_ERROR(
        connection->Call(connection->registry(), &Registry::PublishCodeList, request).status());
  }
  for (const type::Form& form : forms) {
    registry::v1::PublishFormRequest request;
    *request.mutable_form() = form;
    request.set_request_id(NewUuid());
    MINGCE_RETURN_IF_ERROR(
        connection->Call(connection->registry(), &Registry::PublishForm, request).status());
  }
  bool county_created = false;
  registry::v1::CreateCampaignRequest request;
  *request.mutable_campaign() = file.campaign;
  MINGCE_ASSIGN_OR_RETURN(*request.mutable_campaign()->mutable_organization(),
                          CountyOf(*connection, file, &county_created));
  request.set_request_id(NewUuid());
  MINGCE_ASSIGN_OR_RETURN(
      const registry::v1::Campaign campaign,
      connection->Call(connection->registry(), &Registry::CreateCampaign, request));
  if (session.json()) {
    session.PrintJson({{"campaign", campaign.name()},
                       {"organization", campaign.organization()},
                       {"county_created", county_created},
                       {"code_lists", lists.size()},
                       {"forms", forms.size()},
                       {"target", campaign.target()}});
    return kDone;
  }
  session.Print(absl::StrCat(
      session.Words("采集工作已就绪：", "the campaign is ready: "), campaign.name(),
      session.Words("（", " ("), campaign.title(), session.Words("），代码表 ", "), code lists "),
      lists.size(), session.Words("，采集表 ", ", forms "), forms.size(),
      session.Words("，县总工会 ", ", county federation "), campaign.organization(),
      county_created ? session.Words("（新建）", " (created)") : "", "\n"));
  return kDone;
}

}  // namespace mingce::cli
