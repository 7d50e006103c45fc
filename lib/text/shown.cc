#include "lib/text/shown.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "lib/text/normalize.h"
#include "lib/text/plain.h"
#include "lib/text/utf8.h"

namespace mingce::text {
namespace {

constexpr std::size_t kListedLimit = 10;

struct Range {
  char32_t first;
  char32_t last;
};

// Unicode's East_Asian_Width W and F, joined to ranges. Ambiguous characters (· among them) are
// narrow, as terminals draw them in a UTF-8 locale.
constexpr Range kWide[] = {
    {0x1100, 0x115F}, {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF}, {0xA000, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF}, {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};

constexpr Range kZero[] = {
    {0x0300, 0x036F}, {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x2064},
    {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF},
};

template <std::size_t N>
bool In(const Range (&ranges)[N], char32_t code_point) {
  return std::any_of(std::begin(ranges), std::end(ranges), [code_point](const Range& range) {
    return range.first <= code_point && code_point <= range.last;
  });
}

void AppendShown(char32_t c, std::string* out) {
  if (IsControl(c) && IsBlank(c)) {
    out->push_back(' ');
  } else {
    AppendUtf8(c == kInvalidCodePoint || IsControl(c) ? 0xFFFD : c, out);
  }
}

}  // namespace

std::string Shown(absl::string_view text, std::size_t limit) {
  std::string out;
  std::size_t count = 0;
  for (std::size_t pos = 0; pos < text.size(); ++count) {
    if (count == limit) return absl::StrCat(out, "…");
    AppendShown(NextCodePoint(text, &pos), &out);
  }
  return out;
}

std::string ShownLines(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = NextCodePoint(text, &pos);
    if (c == U'\n') {
      out.push_back('\n');
    } else {
      AppendShown(c, &out);
    }
  }
  return out;
}

std::string ShownList(const std::vector<std::string>& texts, absl::string_view separator) {
  std::string out;
  for (std::size_t i = 0; i < std::min(kListedLimit, texts.size()); ++i) {
    absl::StrAppend(&out, i == 0 ? "" : separator, Shown(texts[i]));
  }
  if (texts.size() > kListedLimit) absl::StrAppend(&out, separator, "…");
  return out;
}

int DisplayWidth(absl::string_view text) {
  int width = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t code_point = NextCodePoint(text, &pos);
    if (code_point < 0x20 || In(kZero, code_point)) continue;
    width += In(kWide, code_point) ? 2 : 1;
  }
  return width;
}

}  // namespace mingce::text
