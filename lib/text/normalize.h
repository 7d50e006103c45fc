// What spreadsheets, phones and input methods leave in a cell, taken out again: full-width forms,
// blanks of many kinds, zero-width characters, a leading apostrophe.
//
// Nothing here applies NFC or NFKC: they would change the characters of names. All functions are
// total: bytes that are not UTF-8 are copied as they are, or reported, never read past.
//
// Blanks are ASCII white space, U+0085, U+00A0, U+1680, U+2000-200A, U+2028, U+2029, U+202F,
// U+205F and U+3000. Zero-width characters are U+200B-200D, U+2060 and U+FEFF. Direction marks
// (U+202C and its kin) belong to neither: they are not repaired, the parsers refuse them.

#ifndef MINGCE_LIB_TEXT_NORMALIZE_H_
#define MINGCE_LIB_TEXT_NORMALIZE_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace mingce::text {

bool IsBlank(char32_t code_point);
bool IsZeroWidth(char32_t code_point);

// U+FF01-FF5E to ASCII, U+3000 to a space, everything else as it is.
char32_t HalfWidth(char32_t code_point);
std::string ToHalfWidth(absl::string_view text);

// Without zero-width characters.
std::string StripInvisible(absl::string_view text);

// Without leading and trailing blanks; a part of `text`.
absl::string_view TrimBlanks(absl::string_view text);

// For matching drop-down values and headers: half width, no blank, no zero-width character.
std::string NormalizeLabel(absl::string_view text);

// For numbers of any kind: half width, ASCII letters in upper case, typographic dashes
// (U+2010-2015, U+2212) as '-', without blanks, zero-width characters, one leading apostrophe and
// the ASCII characters in `drop`. nullopt where `text` is not UTF-8.
std::optional<std::string> CompactNumber(absl::string_view text, absl::string_view drop);

bool IsAllDigits(absl::string_view text);  // true for ""

// Whether `compact` is a number as a spreadsheet displays a long one: 4.39999E+17.
bool LooksScientific(absl::string_view compact);

}  // namespace mingce::text

#endif  // MINGCE_LIB_TEXT_NORMALIZE_H_
