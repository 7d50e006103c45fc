#include "lib/text/utf8.h"

namespace mingce::text {

char32_t NextCodePoint(absl::string_view text, std::size_t* pos) {
  const std::size_t at = (*pos)++;
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return lead;
  std::size_t more = 0;
  char32_t least = 0;
  char32_t c = 0;
  if ((lead & 0xE0) == 0xC0) {
    more = 1, least = 0x80, c = lead & 0x1Fu;
  } else if ((lead & 0xF0) == 0xE0) {
    more = 2, least = 0x800, c = lead & 0x0Fu;
  } else if ((lead & 0xF8) == 0xF0) {
    more = 3, least = 0x10000, c = lead & 0x07u;
  } else {
    return kInvalidCodePoint;
  }
  if (text.size() - at <= more) return kInvalidCodePoint;
  for (std::size_t i = 1; i <= more; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return kInvalidCodePoint;
    c = (c << 6) | (byte(at + i) & 0x3Fu);
  }
  if (c < least || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return kInvalidCodePoint;
  *pos = at + more + 1;
  return c;
}

void AppendUtf8(char32_t c, std::string* out) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
  const auto push = [out](char32_t byte) { out->push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    push(c);
  } else if (c < 0x800) {
    push(0xC0 | (c >> 6));
    push(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    push(0xE0 | (c >> 12));
    push(0x80 | ((c >> 6) & 0x3F));
    push(0x80 | (c & 0x3F));
  } else {
    push(0xF0 | (c >> 18));
    push(0x80 | ((c >> 12) & 0x3F));
    push(0x80 | ((c >> 6) & 0x3F));
    push(0x80 | (c & 0x3F));
  }
}

bool IsUtf8(absl::string_view text) {
  for (std::size_t pos = 0; pos < text.size();) {
    if (NextCodePoint(text, &pos) == kInvalidCodePoint) return false;
  }
  return true;
}

std::optional<std::u32string> DecodeUtf8(absl::string_view text) {
  std::u32string out;
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = NextCodePoint(text, &pos);
    if (c == kInvalidCodePoint) return std::nullopt;
    out.push_back(c);
  }
  return out;
}

std::string EncodeUtf8(std::u32string_view code_points) {
  std::string out;
  out.reserve(code_points.size() * 3);
  for (const char32_t c : code_points) AppendUtf8(c, &out);
  return out;
}

std::size_t CodePointCount(absl::string_view text) {
  std::size_t count = 0;
  for (std::size_t pos = 0; pos < text.size(); ++count) NextCodePoint(text, &pos);
  return count;
}

std::size_t Utf16Length(absl::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

}  // namespace mingce::text
