// Nationalities as the country codes of ISO 3166-1, brought to their three-letter form, so that one
// passport has one key however its country was written.

#ifndef MINGCE_LIB_GB_NATIONALITY_H_
#define MINGCE_LIB_GB_NATIONALITY_H_

#include <string>

#include "absl/strings/string_view.h"
#include "lib/gb/finding.h"

namespace mingce::gb {

// Two letters must be a code of the standard and become its three letters. Three letters are taken
// as they are, since passports carry codes beyond the standard (GBN, XXA). Full-width and
// lower-case letters are accepted.
// Errors: NOT_UTF8, NATIONALITY_REQUIRED (empty), NATIONALITY_UNKNOWN.
Parsed<std::string> ParseNationality(absl::string_view text);

}  // namespace mingce::gb

#endif  // MINGCE_LIB_GB_NATIONALITY_H_
