#include "lib/sheet/xml_text.h"

#include <cstdint>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "lib/text/utf8.h"

namespace mingce::sheet {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::size_t kEscapeLength = 7;  // _xHHHH_

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

// Whether EncodeForXml writes it with an escape.
bool NeedsEscape(char32_t c) { return c > 0 && c < 0x20 && c != '\t' && c != '\n'; }

// Whether the '_' at the start of `text` would read as the start of an escape: the "_" that ends
// one may be written, or begin the escape of the next character.
bool LooksLikeEscape(absl::string_view text) {
  std::string whole(text.substr(0, kEscapeLength));
  if (whole.size() == kEscapeLength && NeedsEscape(static_cast<unsigned char>(whole.back()))) {
    whole.back() = '_';
  }
  return EscapedUnit(whole).has_value();
}

bool IsHighSurrogate(std::uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool IsLowSurrogate(std::uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

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
        text::AppendUtf8(0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00), text);
        continue;
      }
    }
    text::AppendUtf8(*unit == 0 ? kReplacement : *unit, text);
  }
}

std::string EncodeForXml(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t start = pos;
    const char32_t c = text::NextCodePoint(text, &pos);
    if (c == 0 || c == 0xFFFE || c == 0xFFFF || c == text::kInvalidCodePoint) {
      text::AppendUtf8(kReplacement, &out);
    } else if (NeedsEscape(c)) {
      absl::StrAppendFormat(&out, "_x%04X_", static_cast<unsigned>(c));
    } else if (c == '_' && LooksLikeEscape(text.substr(start))) {
      out.append("_x005F_");
    } else {
      out.append(text.data() + start, pos - start);
    }
  }
  return out;
}

}  // namespace mingce::sheet
