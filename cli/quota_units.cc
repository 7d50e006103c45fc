#include "cli/quota_units.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "cli/shown_text.h"

namespace mingce::cli {
namespace {

using registry::v1::Organization;
using registry::v1::Quota;

std::string Titles(const std::vector<Quota>& quotas, absl::string_view separator) {
  std::vector<std::string> titles;
  for (const Quota& quota : quotas) titles.push_back(quota.title());
  return ShownList(titles, separator);
}

}  // namespace

QuotaUnits UnitsOf(const registry::v1::QuotaPlan& plan, const std::vector<Organization>& before) {
  std::map<std::string, const Organization*> known;
  for (const Organization& one : before) known.emplace(one.name(), &one);
  QuotaUnits units;
  for (const Quota& quota : plan.quotas()) {
    const auto found = known.find(quota.organization());
    if (found == known.end()) {
      units.made.push_back(quota);
    } else if (found->second->collection() == Organization::PLANNED) {
      units.not_collected.push_back(quota);
    }
  }
  return units;
}

std::vector<Notice> QuotaNotices(const QuotaUnits& units, std::int64_t sum, std::int64_t target,
                                 bool dry_run) {
  std::vector<Notice> notices;
  if (sum > target) {
    notices.push_back({absl::StrCat("指标合计 ", sum, " 超过全县目标 ", target, "，多出 ",
                                    sum - target, "，请核对"),
                       absl::StrCat("the quotas sum up to ", sum, ", above the county's target of ",
                                    target, " by ", sum - target, "; check them")});
  }
  if (!units.made.empty()) {
    notices.push_back(
        {absl::StrCat("登记系统中没有以下 ", units.made.size(), " 个单位，",
                      dry_run ? "正式导入时将" : "已", "按待采集新建：“", Titles(units.made, "”“"),
                      "”；如系名称笔误，请更正后重新导入"),
         absl::StrCat(units.made.size(), " units were not in the register and ",
                      dry_run ? "would be" : "were", " made as planned: ", Titles(units.made, ", "),
                      "; where a title is misspelt, correct it and import "
                      "the plan again")});
  }
  if (!units.not_collected.empty()) {
    notices.push_back(
        {absl::StrCat("以下 ", units.not_collected.size(), " 个单位尚未采集组织信息：“",
                      Titles(units.not_collected, "”“"), "”"),
         absl::StrCat(units.not_collected.size(),
                      " units are not collected yet: ", Titles(units.not_collected, ", "))});
  }
  return notices;
}

Json QuotasToJson(const std::vector<Quota>& quotas) {
  Json json = Json::array();
  for (const Quota& quota : quotas) {
    json.push_back({{"section", quota.section()}, {"seq", quota.seq()}, {"title", quota.title()}});
  }
  return json;
}

}  // namespace mingce::cli
