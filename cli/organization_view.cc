#include "cli/organization_view.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "cli/lookup.h"
#include "cli/text_width.h"

namespace mingce::cli {
namespace {

using registry::v1::Organization;

std::string StateText(const Organization& organization, bool english) {
  if (organization.state() == Organization::CLOSED) return english ? "closed" : "已撤销";
  if (organization.collection() == Organization::PLANNED) return english ? "planned" : "待采集";
  if (organization.provisional()) return english ? "provisional" : "暂无代码";
  return english ? "active" : "正常";
}

}  // namespace

std::string OrganizationText(const Organization& organization, bool english) {
  const std::vector<std::pair<std::string, std::string>> lines = {
      {english ? "name" : "工会编号", organization.name()},
      {english ? "union name" : "工会名称", organization.union_name()},
      {english ? "short name" : "工会简称", organization.union_short_name()},
      {english ? "aliases" : "别名", absl::StrJoin(organization.aliases(), "、")},
      {english ? "kind" : "工会组织类型", organization.union_kind_code()},
      {english ? "union code" : "工会信用代码",
       organization.union_uscc().empty() ? absl::StrCat(english ? "absent, reason " : "无，原因 ",
                                                        organization.union_uscc_absent_reason())
                                         : organization.union_uscc()},
      {english ? "unit name" : "单位名称", organization.unit_name()},
      {english ? "unit code" : "单位信用代码",
       organization.unit_uscc().empty() ? absl::StrCat(english ? "absent, reason " : "无，原因 ",
                                                       organization.unit_uscc_absent_reason())
                                        : organization.unit_uscc()},
      {english ? "parent" : "上级工会", organization.parent()},
      {english ? "established" : "建会日期", DateText(organization.established_on())},
      {english ? "chair" : "工会负责人", organization.chair_name_masked()},
      {english ? "contact" : "联系人",
       absl::StrCat(organization.contact_name_masked(), " ", organization.contact_phone_masked())},
      {english ? "state" : "状态", StateText(organization, english)},
      {english ? "valid from" : "本版本起于", DateText(organization.valid_from())},
      {english ? "etag" : "版本标记", organization.etag()},
  };
  std::string text;
  for (const auto& [label, value] : lines) {
    absl::StrAppend(&text, Pad(label, 14, Align::kLeft), value, "\n");
  }
  const std::map<std::string, std::string> attributes(organization.attributes().begin(),
                                                      organization.attributes().end());
  for (const auto& [key, value] : attributes) {
    absl::StrAppend(&text, Pad(key, 26, Align::kLeft), value, "\n");
  }
  return text;
}

std::string OrganizationTable(const std::vector<Organization>& organizations, bool english) {
  std::vector<std::vector<std::string>> rows;
  for (const Organization& one : organizations) {
    rows.push_back({one.name(), one.union_kind_code(), one.union_uscc(), one.union_name(),
                    StateText(one, english)});
  }
  return FormatTable({{english ? "name" : "工会编号"},
                      {english ? "kind" : "类型"},
                      {english ? "union code" : "工会信用代码"},
                      {english ? "union name" : "工会名称"},
                      {english ? "state" : "状态"}},
                     rows);
}

std::string OrganizationReference(const Organization& organization) {
  const std::string& code =
      !organization.union_uscc().empty() ? organization.union_uscc() : organization.unit_uscc();
  if (!code.empty()) return absl::StrCat(code, " ", organization.union_name());
  return absl::StrCat(absl::StripPrefix(organization.name(), "organizations/"), " ",
                      organization.union_name());
}

}  // namespace mingce::cli
