// Permits with which residents of Hong Kong, Macao (H or M, eight digits, two more for the issue)
// and Taiwan (eight digits; once ten and a letter) travel to the mainland.
//
// The first nine, or eight, characters name the person; what follows counts renewals. Nothing is
// repaired. Only the structure is tested; there is no check digit.
// Source: domain reference 6.4, types 05 and 06.

#ifndef MINGCE_LIB_GB_TRAVEL_PERMIT_H_
#define MINGCE_LIB_GB_TRAVEL_PERMIT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "lib/gb/finding.h"

namespace mingce::gb {

struct TravelPermit {
  std::string number;
  std::string person;  // the part that stays through renewals
};

// Errors of both: NOT_UTF8, FIELD_MISSING, ID_SPREADSHEET_DAMAGED, HMT_TYPE_07 (the number of a
// residence permit), HMT_SHAPE, HMT_PREFIX, HMT_LETTER_FOR_DIGIT, HMT_LENGTH.
Parsed<TravelPermit> ParseHongKongMacaoPermit(absl::string_view text);

// Warning: HMT_LEGACY, for ten digits with or without a letter.
Parsed<TravelPermit> ParseTaiwanPermit(absl::string_view text);

}  // namespace mingce::gb

#endif  // MINGCE_LIB_GB_TRAVEL_PERMIT_H_
