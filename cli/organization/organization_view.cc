#include "cli/organization/organization_view.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/show/json.h"
#include "cli/show/table.h"

namespace mingce::cli {
namespace {

using registry::v1::Organization;
using registry::v1::SearchOrganizationsResponse;

const Sentence& StateOf(const Organization& organization) {
  static const auto& states = *new std::vector<Sentence>{
      {"已撤销", "closed"}, {"待采集", "planned"}, {"暂无代码", "provisional"}, {"正常", "active"}};
  if (organization.state() == Organization::CLOSED) return states[0];
  if (organization.collection() == Organization::PLANNED) return states[1];
  return states[organization.provisional() ? 2 : 3];
}

// A credit code, or why there is none.
std::string CodeText(const std::string& code, const std::string& absent_reason, Language language) {
  if (!code.empty()) return code;
  return Fill("无，原因 $0", "absent, reason $0", absent_reason).In(language);
}

std::string OrganizationText(const Organization& organization, Language language) {
  std::string text = FormatFields(
      language, 14,
      {
          {{"工会编号", "name"}, organization.name()},
          {{"工会名称", "union name"}, organization.union_name()},
          {{"工会简称", "short name"}, organization.union_short_name()},
          {{"别名", "aliases"}, absl::StrJoin(organization.aliases(), "、")},
          {{"工会组织类型", "kind"}, organization.union_kind_code()},
          {{"工会信用代码", "union code"},
           CodeText(organization.union_uscc(), organization.union_uscc_absent_reason(), language)},
          {{"单位名称", "unit name"}, organization.unit_name()},
          {{"单位信用代码", "unit code"},
           CodeText(organization.unit_uscc(), organization.unit_uscc_absent_reason(), language)},
          {{"上级工会", "parent"}, organization.parent()},
          {{"建会日期", "established"}, DayText(organization.established_on())},
          {{"工会负责人", "chair"}, organization.chair_name_masked()},
          {{"联系人", "contact"},
           absl::StrCat(organization.contact_name_masked(), " ",
                        organization.contact_phone_masked())},
          {{"状态", "state"}, StateOf(organization).In(language)},
          {{"本版本起于", "valid from"}, DayText(organization.valid_from())},
          {{"版本标记", "etag"}, organization.etag()},
      });
  const std::map<std::string, std::string> attributes(organization.attributes().begin(),
                                                      organization.attributes().end());
  for (const auto& [key, value] : attributes) {
    absl::StrAppend(&text, Pad(key, 26, Align::kLeft), value, "\n");
  }
  return text;
}

std::vector<std::string> OrganizationRow(const Organization& one, Language language) {
  return {one.name(), one.union_kind_code(), one.union_uscc(), one.union_name(),
          StateOf(one).In(language)};
}

std::string MatchesText(const SearchOrganizationsResponse& found, Language language) {
  std::string text;
  for (const SearchOrganizationsResponse::Match& match : found.matches()) {
    const Organization& one = match.organization();
    const bool closed = one.state() == Organization::CLOSED;
    const Sentence line =
        Fill(closed ? "$0  $1（已撤销）  $2  上级：$3\n" : "$0  $1  $2  上级：$3\n",
             closed ? "$0  $1 (closed)  $2  below: $3\n" : "$0  $1  $2  below: $3\n", one.name(),
             one.union_name(), one.union_uscc(), absl::StrJoin(match.path(), " / "));
    absl::StrAppend(&text, line.In(language));
  }
  return text;
}

}  // namespace

View OrganizationView(Organization organization) {
  return MessageView(std::move(organization), OrganizationText);
}

View ChangeView(Organization organization, bool validate_only) {
  View view = OrganizationView(std::move(organization));
  view.document = [whole = std::move(view.document), validate_only](Language language) {
    Json json = whole(language);
    json["dry_run"] = validate_only;
    return json;
  };
  if (validate_only) view.notes.push_back({"检查通过，未保存。", "checked, nothing kept"});
  return view;
}

View OrganizationsView(std::vector<Organization> organizations) {
  std::stable_sort(
      organizations.begin(), organizations.end(),
      [](const Organization& a, const Organization& b) { return a.union_name() < b.union_name(); });
  return ListView<Organization>("organizations", std::move(organizations),
                                {{{"工会编号", "name"}},
                                 {{"类型", "kind"}},
                                 {{"工会信用代码", "union code"}},
                                 {{"工会名称", "union name"}},
                                 {{"状态", "state"}}},
                                OrganizationRow);
}

View MatchesView(SearchOrganizationsResponse found) {
  const int count = found.matches_size();
  View view = MessageView(std::move(found), MatchesText);
  view.notes.push_back(Fill("找到 $0 个", "found $0", count));
  return view;
}

}  // namespace mingce::cli
