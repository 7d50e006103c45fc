// Names of persons: Han with or without U+00B7 between the parts, or Latin.
//
// Han: 1 to 25 unified ideographs a part, 50 code points in all (one alone: warning); the dots that
// people type for U+00B7 become it, blanks between Han characters go. Latin: 2 to 64 of letters,
// blank, full stop, hyphen and apostrophe. Both are stored as written. NFC and NFKC are never
// applied: compatibility ideographs and private-use characters are errors, for they would
// change or mean nothing elsewhere. All lengths are in code points.
// Source: domain reference 7.4.

#ifndef MINGCE_LIB_GB_NAME_H_
#define MINGCE_LIB_GB_NAME_H_

#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "lib/gb/finding.h"

namespace mingce::gb {

// Whether NFC keeps `code_point` and it is a Han character of a name; U+3007 is not.
bool IsUnifiedIdeograph(char32_t code_point);

class PersonName {
 public:
  const std::string& text() const { return text_; }

  // Two names match if and only if their keys are equal. A key tells people apart, not ways to
  // write: it has no dots between the parts, the standard form of each Han character
  // (name_forms.h), and Latin letters in upper case. It is part of what is stored.
  std::string MatchKey() const;

  friend bool operator==(const PersonName&, const PersonName&) = default;

 private:
  friend Parsed<PersonName> ParsePersonName(absl::string_view text);
  explicit PersonName(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

// Errors: NOT_UTF8, FIELD_MISSING, NAME_DIGIT, NAME_PUA, NAME_COMPAT_IDEOGRAPH, NAME_CHARACTER,
// NAME_MIXED_SCRIPT, NAME_PLACEHOLDER, NAME_DOT, NAME_TOO_SHORT, NAME_TOO_LONG.
// Warnings: NAME_SINGLE_CHARACTER, NAME_HONORIFIC.
Parsed<PersonName> ParsePersonName(absl::string_view text);

}  // namespace mingce::gb

#endif  // MINGCE_LIB_GB_NAME_H_
