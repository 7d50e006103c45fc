#include "lib/intake/shown_text.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "lib/gb/text.h"

namespace mingce::intake {
namespace {

constexpr std::size_t kListedLimit = 10;

bool TurnsDirection(char32_t c) {
  return c == 0x061C || (c >= 0x200E && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

bool IsControl(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

}  // namespace

std::string Shown(absl::string_view text) {
  std::string out;
  std::size_t count = 0;
  for (std::size_t pos = 0; pos < text.size(); ++count) {
    if (count == kShownLimit) return absl::StrCat(out, "…");
    const char32_t c = gb::NextCodePoint(text, &pos);
    if (gb::IsBlank(c)) {
      out.push_back(' ');
    } else {
      const bool bad = c == gb::kInvalidCodePoint || IsControl(c) || TurnsDirection(c);
      gb::AppendUtf8(bad ? 0xFFFD : c, &out);
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

}  // namespace mingce::intake
