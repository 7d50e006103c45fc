// A row laid over what the register holds of the same person.
//
// An import adds and changes; it never erases. A union's sheet often has fewer columns than the
// form, and an empty cell says that somebody did not know, not that what was known is wrong. Nor
// does a month of birth take away the day that is known.
//
// 会籍变化类型, 日期 and 原因 are one fact. A row of another type replaces what is held of it as a
// whole, unless what is held is of a later day, or the row has no day and would bring back somebody
// whose membership is kept (保留): an old sheet sent again brings nobody back. What it says of the
// employment (退休, 在岗) is then as old as it, and passed over too. A row of the same type
// corrects its day and reason, to an earlier day as well.

#ifndef MINGCE_SERVICES_MEMBERS_DOMAIN_OVERLAY_H_
#define MINGCE_SERVICES_MEMBERS_DOMAIN_OVERLAY_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace mingce::members {

// Canonical values by form key, none empty.
using Values = std::map<std::string, std::string>;

// Of membership_change_type, the code of 保留.
inline constexpr char kRetain[] = "3";

struct Overlaid {
  Values values;                   // the row's, and of the held ones those that the row lacks
  std::vector<std::string> kept;   // keys of held values that the row lacks, in order
  bool later_change_held = false;  // the row's change of membership was passed over
};

// "" where there is none.
absl::string_view ValueOf(const Values& values, absl::string_view key);

Overlaid Overlay(const Values& held, Values row);

// `missing` (keys that should be filled and are not) without those in `kept`.
std::vector<std::string> StillMissing(std::vector<std::string> missing,
                                      const std::vector<std::string>& kept);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_DOMAIN_OVERLAY_H_
