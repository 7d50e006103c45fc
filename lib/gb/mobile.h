// Telephone numbers of mainland China: mobiles (eleven digits, first 1, second 3-9) and landlines
// with their area code.
//
// Segments that are not known, or are for machines, and placeholders such as 13800000000 give a
// warning only, for the table of segments grows. Nothing is dropped silently: letters, an extension
// in words, two numbers in a cell and direction marks are errors. Source: domain reference 7.3.

#ifndef MINGCE_LIB_GB_MOBILE_H_
#define MINGCE_LIB_GB_MOBILE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "lib/gb/finding.h"

namespace mingce::gb {

// Eleven digits. A landline is an error here.
// Errors, in the order of the tests: NOT_UTF8, FIELD_MISSING, MOBILE_SPREADSHEET_DAMAGED,
// MOBILE_MULTIPLE, MOBILE_SHAPE, MOBILE_LANDLINE, MOBILE_LENGTH, MOBILE_SEGMENT.
// Warnings: MOBILE_IOT_SEGMENT, MOBILE_SEGMENT_UNKNOWN, MOBILE_PLACEHOLDER.
Parsed<std::string> ParseMobile(absl::string_view text);

// A mobile, or a landline written as area-number or area-number-extension.
// Errors: those of ParseMobile but MOBILE_LANDLINE, and PHONE_LANDLINE (a landline of the wrong
// form), PHONE_AREA_CODE_MISSING (seven or eight digits). Warnings: those of ParseMobile.
Parsed<std::string> ParsePhone(absl::string_view text);

}  // namespace mingce::gb

#endif  // MINGCE_LIB_GB_MOBILE_H_
