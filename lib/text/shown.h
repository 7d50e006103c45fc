// Text from outside made fit to stand in a sentence on somebody's terminal, and how much room it
// takes there.

#ifndef MINGCE_LIB_TEXT_SHOWN_H_
#define MINGCE_LIB_TEXT_SHOWN_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace mingce::text {

// In code points.
inline constexpr std::size_t kShownLimit = 40;       // of a cell or a sheet's name; Excel allows 31
inline constexpr std::size_t kShownFileLimit = 255;  // what the name of a file may have in bytes

inline constexpr std::size_t kShownWhole = static_cast<std::size_t>(-1);

// Line breaks and tabs become a space; other control characters (plain.h) and bytes that are not
// UTF-8 become U+FFFD; longer than `limit` ends in "…".
std::string Shown(absl::string_view text, std::size_t limit = kShownLimit);

// The same of whole lines: line feeds stay, and nothing is cut.
std::string ShownLines(absl::string_view text);

// The first ten of them, joined; "…" for the others.
std::string ShownList(const std::vector<std::string>& texts, absl::string_view separator);

// Columns that `text` takes: 2 for East Asian wide and full-width characters, 0 for combining and
// zero-width ones, 1 for all others.
int DisplayWidth(absl::string_view text);

}  // namespace mingce::text

#endif  // MINGCE_LIB_TEXT_SHOWN_H_
