#include "services/members/domain/case_number.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "lib/gb/name.h"
#include "lib/text/normalize.h"
#include "lib/text/utf8.h"

namespace mingce::members {
namespace {

constexpr std::size_t kDigitsOfOldCitizenNumber = 15;
constexpr std::size_t kDigitsOfMobile = 11;

bool IsCaseCharacter(char32_t c) {
  if (c < 0x80) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
           absl::StrContains("-/()", static_cast<char>(c));
  }
  return c == U'〔' || c == U'〕' || gb::IsUnifiedIdeograph(c);
}

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

// Whether a run of digits is as long as a document's number, or is a mobile.
bool HoldsNumberOfPerson(absl::string_view text) {
  while (!text.empty()) {
    const auto* end = std::find_if_not(text.begin(), text.end(), IsDigit);
    const absl::string_view run = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    if (run.size() >= kDigitsOfOldCitizenNumber) return true;
    if (run.size() == kDigitsOfMobile && run[0] == '1' && run[1] >= '3') return true;
    text.remove_prefix(std::max<std::size_t>(1, run.size()));
  }
  return false;
}

}  // namespace

std::optional<std::string> ParseCaseNumber(absl::string_view text) {
  std::string number = text::ToHalfWidth(text::TrimBlanks(text));
  if (number.empty()) return number;
  const std::optional<std::u32string> characters = text::DecodeUtf8(number);
  if (!characters.has_value() || characters->size() > kMostCaseNumber ||
      !std::all_of(characters->begin(), characters->end(), IsCaseCharacter) ||
      std::none_of(number.begin(), number.end(), IsDigit) || HoldsNumberOfPerson(number) ||
      HoldsNumberOfPerson(absl::StrReplaceAll(number, {{"-", ""}, {"/", ""}}))) {
    return std::nullopt;
  }
  return number;
}

}  // namespace mingce::members
