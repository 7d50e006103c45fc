// Strict UTF-8, code point by code point. All functions are total: bytes that are not UTF-8 are
// reported, never read past.

#ifndef MINGCE_LIB_TEXT_UTF8_H_
#define MINGCE_LIB_TEXT_UTF8_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "absl/strings/string_view.h"

namespace mingce::text {

inline constexpr char32_t kInvalidCodePoint = 0xFFFFFFFF;

// The code point at *pos, which is less than text.size(); moves *pos past it. Where the bytes are
// not strict UTF-8 (overlong, surrogate, cut short, above U+10FFFF): kInvalidCodePoint, one byte
// on.
char32_t NextCodePoint(absl::string_view text, std::size_t* pos);

void AppendUtf8(char32_t code_point, std::string* out);

bool IsUtf8(absl::string_view text);

// nullopt where `text` is not strict UTF-8.
std::optional<std::u32string> DecodeUtf8(absl::string_view text);

// What is not a Unicode scalar value becomes U+FFFD.
std::string EncodeUtf8(std::u32string_view code_points);

// A byte that is not part of a code point counts as one.
std::size_t CodePointCount(absl::string_view text);

// The UTF-16 units of valid UTF-8: how Excel measures a text.
std::size_t Utf16Length(absl::string_view text);

}  // namespace mingce::text

#endif  // MINGCE_LIB_TEXT_UTF8_H_
