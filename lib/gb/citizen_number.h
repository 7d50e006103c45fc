// Citizen identification numbers, GB 11643-1999: six digits of address, eight of birth, three of
// sequence (odd for men, even for women), one check character of ISO 7064 MOD 11-2.
//
// Numbers of 15 digits are converted with a warning; their sequences 996-999 are refused, for their
// century is not known. Prefixes 81, 82 and 83 belong to residence permits: sound, with a warning.
// A number is never repaired: look-alikes of X and digits lost to a spreadsheet are errors.
// The address is never used to tell where a person lives or is registered.
// Source: domain reference 7.1.

#ifndef MINGCE_LIB_GB_CITIZEN_NUMBER_H_
#define MINGCE_LIB_GB_CITIZEN_NUMBER_H_

#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "lib/gb/date.h"
#include "lib/gb/finding.h"

namespace mingce::gb {

// The codes of GB/T 2261.1 that a person can have on a form.
enum class Sex { kMale = 1, kFemale = 2 };

class CitizenNumber {
 public:
  const std::string& text() const { return text_; }  // 18 characters, X in upper case
  const Date& birth() const { return birth_; }
  Sex sex() const { return sex_; }

  friend bool operator==(const CitizenNumber&, const CitizenNumber&) = default;

 private:
  friend Parsed<CitizenNumber> ParseCitizenNumber(absl::string_view text, Date today);
  CitizenNumber(std::string text, Date birth, Sex sex)
      : text_(std::move(text)), birth_(birth), sex_(sex) {}

  std::string text_;
  Date birth_;
  Sex sex_;
};

// The 18th character that belongs to 17 digits; '\0' for anything else than 17 digits.
char CitizenCheckCharacter(absl::string_view first17);

// The birth is between 1900-01-01 and `today`.
// Errors, in the order of the tests: NOT_UTF8, FIELD_MISSING, ID_HOMOGLYPH_X,
// ID_SPREADSHEET_DAMAGED, ID15_CENTENARIAN, ID_LENGTH, ID_SHAPE, ID_PROVINCE, ID_BIRTH_CALENDAR,
// ID_BIRTH_RANGE, ID_CHECK_DIGIT.
// Warnings: ID15_CONVERTED, ID_PREFIX_RESIDENCE_PERMIT, ID_SEQUENCE_000.
Parsed<CitizenNumber> ParseCitizenNumber(absl::string_view text, Date today);

}  // namespace mingce::gb

#endif  // MINGCE_LIB_GB_CITIZEN_NUMBER_H_
