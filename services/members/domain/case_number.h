// The number of a case that a question is asked for.
//
// Latin letters and Han characters, digits, - / ( ) 〔 〕; at least one digit, at most 40 code
// points, no blanks inside: 2019-0001, 桃救字〔2019〕第12号. Not a number that names a person: no
// 15 digits in a row and no mobile, hyphens and slashes between them not counted.

#ifndef MINGCE_SERVICES_MEMBERS_DOMAIN_CASE_NUMBER_H_
#define MINGCE_SERVICES_MEMBERS_DOMAIN_CASE_NUMBER_H_

#include <cstddef>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace mingce::members {

inline constexpr std::size_t kMostCaseNumber = 40;  // code points

// The one spelling of what was typed, in half width and without blanks around it; nullopt where it
// is no case number, "" where nothing was typed. Total.
std::optional<std::string> ParseCaseNumber(absl::string_view text);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_DOMAIN_CASE_NUMBER_H_
