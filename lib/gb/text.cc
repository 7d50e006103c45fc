#include "lib/gb/text.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"

namespace mingce::gb {
namespace {

bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

bool IsDash(char32_t c) { return (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }

// Calls `keep` for each code point of `text`, and copies those for which it gives a code point
// other than kInvalidCodePoint. Bytes that are not UTF-8 are copied as they are.
template <typename Keep>
std::string Rewrite(absl::string_view text, Keep keep) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t start = pos;
    const char32_t c = NextCodePoint(text, &pos);
    if (c == kInvalidCodePoint) {
      out.push_back(text[start]);
    } else if (const char32_t kept = keep(c); kept != kInvalidCodePoint) {
      AppendUtf8(kept, &out);
    }
  }
  return out;
}

absl::string_view TakeDigits(absl::string_view* text) {
  std::size_t n = 0;
  while (n < text->size() && absl::ascii_isdigit(static_cast<unsigned char>((*text)[n]))) ++n;
  const absl::string_view digits = text->substr(0, n);
  text->remove_prefix(n);
  return digits;
}

}  // namespace

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

bool IsBlank(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool IsZeroWidth(char32_t c) { return (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF; }

char32_t HalfWidth(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  return c == 0x3000 ? U' ' : c;
}

std::string ToHalfWidth(absl::string_view text) { return Rewrite(text, HalfWidth); }

std::string StripInvisible(absl::string_view text) {
  // The first bytes of all zero-width characters; most cells have none of them.
  const bool may_have = text.find_first_of("\xE2\xEF") != absl::string_view::npos;
  if (!may_have) return std::string(text);
  return Rewrite(text, [](char32_t c) { return IsZeroWidth(c) ? kInvalidCodePoint : c; });
}

absl::string_view TrimBlanks(absl::string_view text) {
  for (std::size_t pos = 0; !text.empty() && IsBlank(NextCodePoint(text, &pos)); pos = 0) {
    text.remove_prefix(pos);
  }
  while (!text.empty()) {
    std::size_t start = text.size() - 1;  // of the last character, which has at most four bytes
    const std::size_t least = start - std::min<std::size_t>(start, 3);
    while (start > least && IsContinuation(text[start])) --start;
    std::size_t end = start;
    if (!IsBlank(NextCodePoint(text, &end)) || end != text.size()) break;
    text.remove_suffix(text.size() - start);
  }
  return text;
}

std::string NormalizeLabel(absl::string_view text) {
  const bool is_normal = std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isgraph(static_cast<unsigned char>(c));
  });
  if (is_normal) return std::string(text);
  return Rewrite(text, [](char32_t c) {
    return IsBlank(c) || IsZeroWidth(c) ? kInvalidCodePoint : HalfWidth(c);
  });
}

std::optional<std::string> CompactNumber(absl::string_view text, absl::string_view drop) {
  std::string out;
  out.reserve(text.size());
  bool apostrophe_seen = false;
  for (std::size_t pos = 0; pos < text.size();) {
    char32_t c = NextCodePoint(text, &pos);
    if (c == kInvalidCodePoint) return std::nullopt;
    if (IsBlank(c) || IsZeroWidth(c)) continue;
    c = IsDash(c) ? U'-' : HalfWidth(c);
    if (c >= 0x80) {
      AppendUtf8(c, &out);
      continue;
    }
    const char ascii = static_cast<char>(c);
    if (ascii == '\'' && out.empty() && !apostrophe_seen) {
      apostrophe_seen = true;
    } else if (drop.find(ascii) == absl::string_view::npos) {
      out.push_back(absl::ascii_toupper(static_cast<unsigned char>(ascii)));
    }
  }
  return out;
}

bool IsAllDigits(absl::string_view text) {
  TakeDigits(&text);
  return text.empty();
}

bool LooksScientific(absl::string_view compact) {
  if (TakeDigits(&compact).empty()) return false;
  if (absl::ConsumePrefix(&compact, ".") && TakeDigits(&compact).empty()) return false;
  if (!absl::ConsumePrefix(&compact, "E")) return false;
  // Without its sign this would be an ordinary number with a letter, as passports have.
  if (!absl::ConsumePrefix(&compact, "+") && !absl::ConsumePrefix(&compact, "-")) return false;
  return !TakeDigits(&compact).empty() && compact.empty();
}

}  // namespace mingce::gb
