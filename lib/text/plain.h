// Text that is nothing but what it shows. A control character has no sign of its own: it moves a
// terminal's cursor, turns the direction of reading, ends a line of a table, or makes two texts
// differ that look alike.

#ifndef MINGCE_LIB_TEXT_PLAIN_H_
#define MINGCE_LIB_TEXT_PLAIN_H_

#include "absl/strings/string_view.h"

namespace mingce::text {

// Of Unicode's categories Cc, Cf, Zl and Zp: controls (line breaks and tabs among them), marks of
// direction, zero-width characters, soft hyphens, line and paragraph separators. Not U+FFFD, which
// shows itself.
bool IsControl(char32_t code_point);

// Whether `text` is UTF-8 without any control character.
bool IsPlain(absl::string_view text);

}  // namespace mingce::text

#endif  // MINGCE_LIB_TEXT_PLAIN_H_
