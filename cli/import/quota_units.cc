#include "cli/import/quota_units.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "lib/intake/shown_text.h"

namespace mingce::cli {
namespace {

using registry::v1::Organization;
using registry::v1::Quota;

std::string Titles(const std::vector<Quota>& quotas, absl::string_view separator) {
  std::vector<std::string> titles;
  for (const Quota& quota : quotas) titles.push_back(quota.title());
  return intake::ShownList(titles, separator);
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

std::vector<Sentence> QuotaNotices(const QuotaUnits& units, std::int64_t sum, std::int64_t target,
                                   bool dry_run) {
  std::vector<Sentence> notices;
  if (sum > target) {
    notices.push_back(Fill("指标合计 $0 超过全县目标 $1，多出 $2，请核对",
                           "the quotas sum up to $0, above the county's target of $1 by $2; check "
                           "them",
                           sum, target, sum - target));
  }
  if (!units.made.empty()) {
    constexpr char kZh[] =
        "登记系统中没有以下 $0 个单位，已按待采集新建：“$1”；如系名称笔误，请更正后重新导入";
    constexpr char kDryRunZh[] =
        "登记系统中没有以下 $0 个单位，正式导入时将按待采集新建：“$1”；如系名称笔误，请更正后重新"
        "导入";
    constexpr char kEn[] =
        "$0 units were not in the register and were made as planned: $2; where a title is "
        "misspelt, correct it and import the plan again";
    constexpr char kDryRunEn[] =
        "$0 units are not in the register and would be made as planned: $2; where a title is "
        "misspelt, correct it and import the plan again";
    notices.push_back(Fill(dry_run ? kDryRunZh : kZh, dry_run ? kDryRunEn : kEn, units.made.size(),
                           Titles(units.made, "”“"), Titles(units.made, ", ")));
  }
  if (!units.not_collected.empty()) {
    notices.push_back(Fill("以下 $0 个单位尚未采集组织信息：“$1”",
                           "$0 units are not collected yet: $2", units.not_collected.size(),
                           Titles(units.not_collected, "”“"), Titles(units.not_collected, ", ")));
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
