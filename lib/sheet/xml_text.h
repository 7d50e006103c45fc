// Text on its way into and out of the XML of a workbook.
//
// A workbook writes characters that XML cannot hold as _xHHHH_ (four hexadecimal digits of a UTF-16
// unit), and a literal "_x0041_" as "_x005F_x0041_".

#ifndef MINGCE_LIB_SHEET_XML_TEXT_H_
#define MINGCE_LIB_SHEET_XML_TEXT_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace mingce::sheet {

// Turns the _xHHHH_ of text[from..] into characters. Never makes the text longer. Half of a
// surrogate pair and U+0000 become U+FFFD.
void DecodeEscapes(std::size_t from, std::string* text);

// `text` as valid UTF-8 without characters XML forbids, written with _xHHHH_ where needed;
// DecodeEscapes gives back what was valid.
std::string EncodeForXml(absl::string_view text);

// The UTF-16 units of valid UTF-8: how Excel measures a text.
std::size_t Utf16Length(absl::string_view text);

// Characters of a sheet's name that messages show; Excel allows 31.
inline constexpr std::size_t kMostShownOfSheet = 40;

// A name from outside made safe to print: valid UTF-8, no control characters, nothing that turns
// the direction of writing, at most 255 bytes. Past `most` characters it ends in "…".
std::string PrintableName(absl::string_view name, std::size_t most = std::string::npos);

}  // namespace mingce::sheet

#endif  // MINGCE_LIB_SHEET_XML_TEXT_H_
