#include "lib/text/normalize.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "lib/text/utf8.h"

namespace mingce::text {
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

}  // namespace mingce::text
