// What a campaign's folder says of the county that is made up: where it lies, and which of its
// unions have members of their own. The generator itself knows no county's name or code.

#ifndef MINGCE_CLI_GENERATE_SETTING_H_
#define MINGCE_CLI_GENERATE_SETTING_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "cli/files/campaign_files.h"
#include "cli/generate/random.h"
#include "lib/gb/date.h"

namespace mingce::cli {

struct Setting {
  const CampaignForms* forms = nullptr;  // outlives it
  gb::Date start;                        // of the campaign
  std::string county;                    // union_name of the county federation
  std::string place;                     // the county as an address names it, as 某县
  std::string stem;                      // what its institutions are called by: 某
  std::string level;                     // 县, 市 or 区
  std::string above;                     // what it lies in, 某省某市; "" where none is named
  std::vector<std::string> townships;    // may be empty
  std::string base_kind;                 // of the union of one employer
  std::string joint_kind;                // of several; "" for none

  // Whether unions of `kind` are base unions, which have members.
  bool IsBase(absl::string_view kind) const;
  // The township that the name of a unit of the plan names; "" for none.
  std::string TownshipOf(const QuotaRow& quota) const;
  // "县教育工会" is short for "某县教育工会".
  std::string FullName(const std::string& short_name) const;
  std::string AnyTownship(Random* random) const;  // "" where there is none
};

// The divisions are the list of the field unit_division of the organisation form, in which the
// county's own unit_division stands above its townships (attribute `parent`). The kinds are that of
// the field union_kind (attribute `may_own_members`).
Setting SettingOf(const CampaignForms& forms);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_GENERATE_SETTING_H_
