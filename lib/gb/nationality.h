// Nationalities, brought to the three letters of ISO 3166-1, so that one passport has one key
// however its country was written.

#ifndef MINGCE_LIB_GB_NATIONALITY_H_
#define MINGCE_LIB_GB_NATIONALITY_H_

#include <string>

#include "absl/strings/string_view.h"
#include "lib/gb/finding.h"

namespace mingce::gb {

// Accepts two or three letters of the standard (full width and lower case too), the Chinese name of
// the country (韩国, 大韩民国), and the codes that passports carry beyond the standard (ICAO Doc
// 9303, part 3): D is Germany, GBD, GBN, GBO, GBP and GBS are kinds of British passport out of one
// range of numbers and become GBR; those of organisations and of people without a nationality stay.
// Errors: NOT_UTF8, NATIONALITY_REQUIRED (empty), NATIONALITY_UNKNOWN.
Parsed<std::string> ParseNationality(absl::string_view text);

}  // namespace mingce::gb

#endif  // MINGCE_LIB_GB_NATIONALITY_H_
