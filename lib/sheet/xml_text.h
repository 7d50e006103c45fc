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

}  // namespace mingce::sheet

#endif  // MINGCE_LIB_SHEET_XML_TEXT_H_
