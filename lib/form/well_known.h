// The codes that rules name, of fields that every organisation form has in common. All other codes are
// data. A form whose lists lack one of these is not published, so no rule ever names a code that does
// not exist.

#ifndef MINGCE_LIB_FORM_WELL_KNOWN_H_
#define MINGCE_LIB_FORM_WELL_KNOWN_H_

#include "absl/strings/string_view.h"

namespace mingce::form {

// Why a credit code is missing (domain reference 4.2, fields 3 and 18a).
inline constexpr absl::string_view kNoUnitOfItsOwn = "1";           // of a unit's code
inline constexpr absl::string_view kCodeInProgress = "2";           // of either code
inline constexpr absl::string_view kCodedAsMassOrganization = "3";  // of a union's code (D-4)
inline constexpr absl::string_view kOtherReason = "9";              // of either code

inline constexpr absl::string_view kYes = "1";

// A code that the list of a field has to have.
struct WellKnownCode {
  absl::string_view field;
  absl::string_view code;
};
inline constexpr WellKnownCode kWellKnownCodes[] = {
    {"unit_uscc_absent_reason", kNoUnitOfItsOwn},
    {"unit_uscc_absent_reason", kCodeInProgress},
    {"unit_uscc_absent_reason", kOtherReason},
    {"union_uscc_absent_reason", kCodeInProgress},
    {"union_uscc_absent_reason", kCodedAsMassOrganization},
};

}  // namespace mingce::form

#endif  // MINGCE_LIB_FORM_WELL_KNOWN_H_
