// Unified social credit codes, GB 32100-2015: department, category, six digits of division, nine
// characters of the GB 11714 organisation code, one check character modulo 31 over the alphabet
// 0123456789ABCDEFGHJKLMNPQRTUWXY (no I, O, S, V, Z).
//
// Department and category are checked against the table of the standard, the division only for
// being digits. The check of the organisation code is advisory: some classes of registrants fail
// it. Nothing is repaired; for I, O, S and Z the message gives the likely digit.
// Source: domain reference 7.2.

#ifndef MINGCE_LIB_GB_CREDIT_CODE_H_
#define MINGCE_LIB_GB_CREDIT_CODE_H_

#include <compare>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "lib/gb/finding.h"

namespace mingce::gb {

class CreditCode {
 public:
  const std::string& text() const { return text_; }  // 18 characters, upper case
  bool IsUnionCode() const { return text_[0] == '8'; }

  friend bool operator==(const CreditCode&, const CreditCode&) = default;
  friend auto operator<=>(const CreditCode&, const CreditCode&) = default;

 private:
  friend Parsed<CreditCode> ParseCreditCode(absl::string_view text);
  explicit CreditCode(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

// The 18th character that belongs to 17 characters of the alphabet; '\0' for anything else.
char CreditCodeCheckCharacter(absl::string_view first17);

// The ninth character, 0-9 or X, that GB 11714 gives eight characters 0-9, A-Z; '\0' for anything
// else.
char OrganizationCodeCheckCharacter(absl::string_view first8);

// A code of either kind.
// Errors, in the order of the tests: NOT_UTF8, FIELD_MISSING, USCC_SPREADSHEET_DAMAGED,
// USCC_OLD_REGISTRATION_NO, USCC_ORG_CODE, USCC_LENGTH, USCC_SHAPE, USCC_ALPHABET,
// USCC_DEPT_CATEGORY, USCC_DIVISION_DIGITS, USCC_CHECK_CHAR.
// Warnings: USCC_CATEGORY_UNLISTED, USCC_BODY_CHECK.
Parsed<CreditCode> ParseCreditCode(absl::string_view text);

// The code of a trade union (starts with 8), or of a host unit (does not). A sound code of the
// other kind is refused with USCC_ROLE_MISMATCH.
Parsed<CreditCode> ParseUnionCode(absl::string_view text);
Parsed<CreditCode> ParseUnitCode(absl::string_view text);

}  // namespace mingce::gb

#endif  // MINGCE_LIB_GB_CREDIT_CODE_H_
