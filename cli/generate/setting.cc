#include "cli/generate/setting.h"

#include <algorithm>
#include <cstddef>
#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace mingce::cli {
namespace {

// Of the characters 县, 市, 区 in UTF-8.
constexpr std::size_t kLevelBytes = 3;

std::string ValueAt(const std::map<std::string, std::string>& values, const std::string& key) {
  const auto found = values.find(key);
  return found == values.end() ? "" : found->second;
}

// The list behind a field of the organisation form; nullptr for none.
const gb::CodeList* ListOf(const CampaignForms& forms, absl::string_view field) {
  const auto index = forms.organization.IndexOf(field);
  if (!index.has_value()) return nullptr;
  const auto list = forms.lists.find(forms.organization.fields[*index].code_list);
  return list == forms.lists.end() ? nullptr : &list->second;
}

void SetPlace(const CampaignForms& forms, Setting* setting) {
  const gb::CodeList* divisions = ListOf(forms, "unit_division");
  const std::string code = ValueAt(forms.county, "unit_division");
  const gb::CodeEntry* county = divisions == nullptr ? nullptr : divisions->Find(code);
  setting->place =
      county != nullptr ? county->label : std::string(absl::StripSuffix(setting->county, "总工会"));
  const std::size_t level = setting->place.size() - std::min(setting->place.size(), kLevelBytes);
  setting->stem = setting->place.substr(0, level);
  setting->level = setting->place.substr(level);
  if (county == nullptr) return;
  for (const gb::CodeEntry* below = county;;) {
    const gb::CodeEntry* parent = divisions->ByCode(ValueAt(below->attributes, "parent"));
    if (parent == nullptr || absl::StrContains(setting->above, parent->label)) break;
    setting->above = absl::StrCat(parent->label, setting->above);
    below = parent;
  }
  for (const gb::CodeEntry& entry : divisions->entries()) {
    if (ValueAt(entry.attributes, "parent") == county->code) {
      setting->townships.push_back(entry.label);
    }
  }
}

}  // namespace

bool Setting::IsBase(absl::string_view kind) const {
  const gb::CodeList* kinds = ListOf(*forms, "union_kind");
  const gb::CodeEntry* entry = kinds == nullptr ? nullptr : kinds->Find(kind);
  return entry != nullptr && ValueAt(entry->attributes, "may_own_members") == "yes";
}

std::string Setting::TownshipOf(const QuotaRow& quota) const {
  const gb::CodeList* divisions = ListOf(*forms, "unit_division");
  const gb::CodeEntry* found = quota.section != "township" || divisions == nullptr
                                   ? nullptr
                                   : divisions->Find(absl::StripSuffix(quota.unit, "工会联合会"));
  return found == nullptr ? "" : found->label;
}

std::string Setting::FullName(const std::string& short_name) const {
  if (absl::StartsWith(short_name, stem)) return short_name;
  return absl::StrCat(absl::StartsWith(short_name, level) ? stem : place, short_name);
}

std::string Setting::AnyTownship(Random* random) const {
  return townships.empty() ? "" : townships[random->Below(townships.size())];
}

Setting SettingOf(const CampaignForms& forms) {
  Setting setting;
  setting.forms = &forms;
  const type::Date& start = forms.campaign.start_on();
  setting.start = {start.year(), start.month(), start.day()};
  setting.county = ValueAt(forms.county, "union_name");
  SetPlace(forms, &setting);
  if (const gb::CodeList* kinds = ListOf(forms, "union_kind"); kinds != nullptr) {
    for (const gb::CodeEntry& kind : kinds->entries()) {
      if (!setting.IsBase(kind.code)) continue;
      (setting.base_kind.empty() ? setting.base_kind : setting.joint_kind) = kind.code;
      if (!setting.joint_kind.empty()) break;
    }
  }
  return setting;
}

}  // namespace mingce::cli
