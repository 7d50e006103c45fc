#include "lib/sheet/xml_text.h"

#include <cstdint>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"

namespace mingce::sheet {
namespace {

constexpr absl::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::size_t kEscapeLength = 7;  // _xHHHH_
constexpr std::size_t kMaxNameBytes = 255;

// The UTF-16 unit written at the start of `text`, if there is one.
std::optional<std::uint32_t> EscapedUnit(absl::string_view text) {
  if (text.size() < kEscapeLength || text[0] != '_' || text[1] != 'x' || text[6] != '_') {
    return std::nullopt;
  }
  std::uint32_t unit = 0;
  for (std::size_t i = 2; i < 6; ++i) {
    const char c = text[i];
    if (!absl::ascii_isxdigit(static_cast<unsigned char>(c))) return std::nullopt;
    const int digit = absl::ascii_isdigit(static_cast<unsigned char>(c))
                          ? c - '0'
                          : absl::ascii_tolower(static_cast<unsigned char>(c)) - 'a' + 10;
    unit = unit * 16 + static_cast<std::uint32_t>(digit);
  }
  return unit;
}

bool IsHighSurrogate(std::uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool IsLowSurrogate(std::uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

void AppendUtf8(std::uint32_t c, std::string* out) {
  if (c == 0 || (c >= 0xD800 && c < 0xE000)) {
    out->append(kReplacement.data(), kReplacement.size());
  } else if (c < 0x80) {
    out->push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out->push_back(static_cast<char>(0xC0 | (c >> 6)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out->push_back(static_cast<char>(0xE0 | (c >> 12)));
    out->push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out->push_back(static_cast<char>(0xF0 | (c >> 18)));
    out->push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

// Bytes of the character at the start of `text` when it is valid UTF-8 and allowed in XML (control
// characters aside), else 0.
std::size_t CharacterLength(absl::string_view text) {
  const auto byte = [&](std::size_t i) -> std::uint32_t {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const std::uint32_t first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if (!follows(1) || !follows(2)) return 0;
    const std::uint32_t c = ((first & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F);
    return c >= 0x800 && !(c >= 0xD800 && c < 0xE000) && c < 0xFFFE ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if (!follows(1) || !follows(2) || !follows(3)) return 0;
    const std::uint32_t c = ((first & 0x07) << 18) | ((byte(1) & 0x3F) << 12) |
                            ((byte(2) & 0x3F) << 6) | (byte(3) & 0x3F);
    return c >= 0x10000 && c <= 0x10FFFF ? 4 : 0;
  }
  return 0;
}

// Whether one character moves the cursor (ASCII and C1 controls), or turns the direction of
// writing: U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069.
bool IsUnprintable(absl::string_view character) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  if (character.size() == 1) return byte(0) < 0x20 || byte(0) == 0x7F;
  if (character.size() == 2) {
    return (byte(0) == 0xC2 && byte(1) < 0xA0) || character == "\u061C";
  }
  if (character.size() != 3 || byte(0) != 0xE2) return false;
  if (byte(1) == 0x80)
    return byte(2) == 0x8E || byte(2) == 0x8F || (byte(2) >= 0xAA && byte(2) <= 0xAE);
  return byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9;
}

}  // namespace

void DecodeEscapes(std::size_t from, std::string* text) {
  std::size_t at = text->find("_x", from);
  if (at == std::string::npos) return;
  const std::string source = text->substr(at);
  text->resize(at);
  absl::string_view rest = source;
  while (!rest.empty()) {
    const std::optional<std::uint32_t> unit = EscapedUnit(rest);
    if (!unit.has_value()) {
      text->push_back(rest[0]);
      rest.remove_prefix(1);
      continue;
    }
    rest.remove_prefix(kEscapeLength);
    if (IsHighSurrogate(*unit)) {
      const std::optional<std::uint32_t> low = EscapedUnit(rest);
      if (low.has_value() && IsLowSurrogate(*low)) {
        rest.remove_prefix(kEscapeLength);
        AppendUtf8(0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00), text);
        continue;
      }
    }
    AppendUtf8(*unit, text);
  }
}

std::string EncodeForXml(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto c = static_cast<unsigned char>(text[0]);
    const std::size_t length = CharacterLength(text);
    if (length == 0 || c == 0) {
      out.append(kReplacement.data(), kReplacement.size());
      text.remove_prefix(1);
      continue;
    }
    if (c < 0x20 && c != '\t' && c != '\n') {
      absl::StrAppendFormat(&out, "_x%04X_", static_cast<unsigned>(c));
    } else if (c == '_' && EscapedUnit(text).has_value()) {
      out.append("_x005F_");
    } else {
      out.append(text.data(), length);
    }
    text.remove_prefix(length);
  }
  return out;
}

std::size_t Utf16Length(absl::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

std::string PrintableName(absl::string_view name, std::size_t most) {
  std::string out;
  for (std::size_t count = 0; !name.empty(); ++count) {
    if (count == most) return out + "…";
    const std::size_t length = CharacterLength(name);
    const bool bad = length == 0 || IsUnprintable(name.substr(0, length));
    const absl::string_view piece = bad ? kReplacement : name.substr(0, length);
    if (out.size() + piece.size() > kMaxNameBytes) break;
    out.append(piece.data(), piece.size());
    name.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

}  // namespace mingce::sheet
