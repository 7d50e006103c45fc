// Text out of a workbook made fit to stand in a sentence on somebody's terminal.

#ifndef MINGCE_LIB_INTAKE_SHOWN_TEXT_H_
#define MINGCE_LIB_INTAKE_SHOWN_TEXT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace mingce::intake {

inline constexpr std::size_t kShownLimit = 40;  // code points; Excel's sheet names have 31 at most

// Line breaks and other blanks become a space; control characters, marks that turn the direction of
// writing and bytes that are not UTF-8 become U+FFFD; longer than kShownLimit ends in "…".
std::string Shown(absl::string_view text);

// The first ten of them, joined; "…" for the others.
std::string ShownList(const std::vector<std::string>& texts, absl::string_view separator);

}  // namespace mingce::intake

#endif  // MINGCE_LIB_INTAKE_SHOWN_TEXT_H_
