#include "tests/integration/campaign.h"

#include <google/protobuf/util/json_util.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "lib/base/ids.h"
#include "lib/base/status_macros.h"
#include "lib/form/form_proto.h"
#include "lib/gb/citizen_number.h"
#include "lib/gb/code_list.h"
#include "lib/gb/credit_code.h"
#include "tests/integration/suite.h"

namespace mingce::tests {
namespace {

using Catalogue = registry::v1::CatalogueService::Stub;
using Registry = registry::v1::RegistryService::Stub;

const char kDirectory[] = MINGCE_SOURCE_DIR "/deploy/campaigns/taoyuan-2019";

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

template <typename Request>
Request WithRowsOf(const std::vector<std::map<std::string, std::string>>& rows) {
  Request request;
  request.set_campaign(kCampaign);
  request.set_request_id(NewUuid());
  for (const auto& [key, value] : rows.front()) request.add_columns(key);
  std::uint32_t number = 1;
  for (const std::map<std::string, std::string>& row : rows) {
    auto* wire = request.add_rows();
    wire->set_number(++number);
    for (const auto& [key, value] : row) wire->add_cells(value);
  }
  return request;
}

absl::Status PublishLists(Catalogue& catalogue) {
  for (const auto& entry :
       std::filesystem::directory_iterator(absl::StrCat(kDirectory, "/codes"))) {
    const std::string stem = entry.path().stem().string();
    MINGCE_ASSIGN_OR_RETURN(const gb::CodeList list,
                            gb::ParseCodeListTsv(stem, ReadFile(entry.path().string())));
    registry::v1::PublishCodeListRequest request;
    *request.mutable_code_list() = form::CodeListToProto(list, stem);
    request.mutable_code_list()->set_name(absl::StrCat("codeLists/", stem, "-1"));
    request.set_request_id(NewUuid());
    type::CodeList published;
    MINGCE_RETURN_IF_ERROR(Ask(catalogue, &Catalogue::PublishCodeList, request, &published));
  }
  return absl::OkStatus();
}

absl::Status PublishForms(Catalogue& catalogue) {
  for (const char* name : {"organization", "member"}) {
    registry::v1::PublishFormRequest request;
    const auto parsed = google::protobuf::util::JsonStringToMessage(
        ReadFile(absl::StrCat(kDirectory, "/forms/", name, ".json")), request.mutable_form());
    if (!parsed.ok()) return absl::InternalError(std::string(parsed.message()));
    request.set_request_id(NewUuid());
    type::Form published;
    MINGCE_RETURN_IF_ERROR(Ask(catalogue, &Catalogue::PublishForm, request, &published));
  }
  return absl::OkStatus();
}

absl::Status SetQuotas(Catalogue& catalogue) {
  registry::v1::SetQuotaPlanRequest request;
  request.set_campaign(kCampaign);
  request.set_document_number("桃工发〔2019〕12号");
  request.set_request_id(NewUuid());
  bool header = true;
  for (const absl::string_view line :
       absl::StrSplit(ReadFile(absl::StrCat(kDirectory, "/quotas.tsv")), '\n', absl::SkipEmpty())) {
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    if (std::exchange(header, false)) continue;
    registry::v1::Quota* quota = request.add_quotas();
    quota->set_section(cells[0]);
    quota->set_seq(std::stoi(cells[1]));
    quota->set_title(cells[2]);
    quota->set_target(std::stoi(cells[3]));
    quota->set_union_kind_code(cells[4]);
  }
  registry::v1::QuotaPlan plan;
  return Ask(catalogue, &Catalogue::SetQuotaPlan, request, &plan);
}

}  // namespace

absl::Status LoadCampaign(Registry& registry, Catalogue& catalogue) {
  MINGCE_RETURN_IF_ERROR(PublishLists(catalogue));
  MINGCE_RETURN_IF_ERROR(PublishForms(catalogue));
  registry::v1::CreateOrganizationRequest county;
  (*county.mutable_fields())["union_name"] = "桃源县总工会";
  (*county.mutable_fields())["union_kind"] = "13";
  (*county.mutable_fields())["unit_name"] = "桃源县总工会";
  county.set_request_id(NewUuid());
  registry::v1::Organization created;
  MINGCE_RETURN_IF_ERROR(Ask(registry, &Registry::CreateOrganization, county, &created));
  registry::v1::CreateCampaignRequest campaign;
  registry::v1::Campaign* content = campaign.mutable_campaign();
  content->set_name(kCampaign);
  content->set_title("2019年实名制信息采集");
  content->set_document_number("桃工发〔2019〕12号");
  content->set_organization(created.name());
  const auto set = [](int month, int day, type::Date* date) {
    date->set_year(2019);
    date->set_month(month);
    date->set_day(day);
  };
  set(9, 25, content->mutable_start_on());
  set(11, 15, content->mutable_forms_due_on());
  set(11, 30, content->mutable_entry_due_on());
  content->set_target(40000);
  content->set_organization_form("forms/organization-2019-1");
  content->set_member_form("forms/member-2019-1");
  campaign.set_request_id(NewUuid());
  registry::v1::Campaign opened;
  MINGCE_RETURN_IF_ERROR(Ask(catalogue, &Catalogue::CreateCampaign, campaign, &opened));
  return SetQuotas(catalogue);
}

std::string UnionCode(int n) {
  const std::string first17 = absl::StrFormat("81439999MC%07d", n);
  return first17 + gb::CreditCodeCheckCharacter(first17);
}

std::map<std::string, std::string> OrganizationRow(int n, const std::string& parent) {
  const std::string unit17 = absl::StrFormat("91439999MA%07d", n);
  return {{"unit_name", absl::StrCat("测试单位", n)},
          {"unit_uscc", unit17 + gb::CreditCodeCheckCharacter(unit17)},
          {"unit_address", "桃源县"},
          {"unit_division", "430725"},
          {"unit_nature", "170"},
          {"economic_type", "3"},
          {"industry", "C"},
          {"employee_count", "100"},
          {"union_name", absl::StrCat("测试单位", n, "工会委员会")},
          {"has_legal_person", "是"},
          {"union_uscc", UnionCode(n)},
          {"union_kind", "41"},
          {"parent_union", parent},
          {"established_on", "2005-03-18"},
          {"declared_member_count", "90"},
          {"chair_name", "张三"},
          {"contact_name", "李四"},
          {"contact_phone", "0736-6600000"}};
}

std::string CitizenNumber(int n) {
  const int day = n / 999;  // 27 * 12 days a year
  const std::string first17 = absl::StrFormat("439999%04d%02d%02d%03d", 1970 + day / 324 % 30,
                                              day / 27 % 12 + 1, day % 27 + 1, n % 999 + 1);
  return first17 + gb::CitizenCheckCharacter(first17);
}

std::string PersonName(int n) {
  static const char* const kGiven[] = {"伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "洋", "艳"};
  return absl::StrCat("王", kGiven[n % 10], kGiven[n / 10 % 10]);
}

std::map<std::string, std::string> MemberRow(int n, const std::string& unit) {
  const std::string number = CitizenNumber(n);
  return {{"full_name", PersonName(n)},
          {"mobile", absl::StrFormat("139%08d", n)},
          {"id_type", "居民身份证"},
          {"id_number", number},
          {"sex", (number[16] - '0') % 2 == 1 ? "男" : "女"},
          {"birth_date",
           absl::StrCat(number.substr(6, 4), "/", number.substr(10, 2), "/", number.substr(12, 2))},
          {"ethnicity", "汉族"},
          {"political_status", "群众"},
          {"education", "本科"},
          {"union", unit},
          {"work_unit_name", ""},
          {"employment_status", "在岗"}};
}

registry::v1::ImportOrganizationsRequest OrganizationImport(
    const std::vector<std::map<std::string, std::string>>& rows) {
  return WithRowsOf<registry::v1::ImportOrganizationsRequest>(rows);
}

members::v1::ImportMembersRequest MemberImport(
    const std::vector<std::map<std::string, std::string>>& rows) {
  return WithRowsOf<members::v1::ImportMembersRequest>(rows);
}

}  // namespace mingce::tests
