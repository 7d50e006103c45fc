#include "lib/text/plain.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "lib/text/utf8.h"

namespace mingce::text {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Cc, Cf, Zl and Zp of Unicode 16, in order. U+2065 is not assigned; it is taken with its
// neighbours.
constexpr Range kControls[] = {
    {0x0000, 0x001F},   {0x007F, 0x009F},   {0x00AD, 0x00AD},   {0x0600, 0x0605},
    {0x061C, 0x061C},   {0x06DD, 0x06DD},   {0x070F, 0x070F},   {0x0890, 0x0891},
    {0x08E2, 0x08E2},   {0x180E, 0x180E},   {0x200B, 0x200F},   {0x2028, 0x202E},
    {0x2060, 0x206F},   {0xFEFF, 0xFEFF},   {0xFFF9, 0xFFFB},   {0x110BD, 0x110BD},
    {0x110CD, 0x110CD}, {0x13430, 0x1343F}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A},
    {0xE0001, 0xE0001}, {0xE0020, 0xE007F},
};

}  // namespace

bool IsControl(char32_t code_point) {
  // Nearly every character of nearly every text.
  if (code_point >= 0x20 && code_point < 0x7F) return false;
  if (code_point > 0x206F && code_point < 0xFEFF) return false;
  const auto* const range =
      std::lower_bound(std::begin(kControls), std::end(kControls), code_point,
                       [](const Range& one, char32_t c) { return one.last < c; });
  return range != std::end(kControls) && range->first <= code_point;
}

bool IsPlain(absl::string_view text) {
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = NextCodePoint(text, &pos);
    if (c == kInvalidCodePoint || IsControl(c)) return false;
  }
  return true;
}

}  // namespace mingce::text
