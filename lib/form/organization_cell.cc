#include "lib/form/organization_cell.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "lib/gb/credit_code.h"
#include "lib/text/normalize.h"
#include "lib/text/utf8.h"

namespace mingce::form {
namespace {

constexpr std::size_t kIdLength = 26;
constexpr absl::string_view kIdAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr absl::string_view kSeparators = "(-,:";  // once in half width; 、 besides
constexpr char32_t kEnumerationComma = 0x3001;

bool IsSeparator(char32_t c) {
  const char32_t half = text::HalfWidth(c);
  return text::IsBlank(c) || c == kEnumerationComma ||
         (half < 0x80 && kSeparators.find(static_cast<char>(half)) != absl::string_view::npos);
}

// Position after the key: the first separator, or the end.
std::size_t KeyEnd(absl::string_view text) {
  std::size_t pos = 0;
  while (pos < text.size()) {
    std::size_t next = pos;
    if (IsSeparator(text::NextCodePoint(text, &next))) return pos;
    pos = next;
  }
  return pos;
}

// What follows the key, without the separator and without the bracket that closes one before it.
std::string NameAfter(absl::string_view rest) {
  std::size_t next = 0;
  while (!rest.empty() && IsSeparator(text::NextCodePoint(rest, &next))) {
    rest.remove_prefix(next);
    next = 0;
  }
  rest = text::TrimBlanks(rest);
  const std::string half = text::ToHalfWidth(rest);
  const bool left_over =
      std::count(half.begin(), half.end(), ')') > std::count(half.begin(), half.end(), '(');
  if (left_over && !absl::ConsumeSuffix(&rest, ")")) absl::ConsumeSuffix(&rest, "）");
  return std::string(text::TrimBlanks(rest));
}

bool IsId(absl::string_view text) {
  return text.size() == kIdLength && text.find_first_not_of(kIdAlphabet) == absl::string_view::npos;
}

bool IsAsciiAlphanumeric(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)); });
}

}  // namespace

OrganizationCell ParseOrganizationCell(absl::string_view cell) {
  const std::string visible = text::StripInvisible(cell);
  const absl::string_view text = text::TrimBlanks(visible);
  OrganizationCell out;
  if (text.empty()) return out;
  const std::size_t end = KeyEnd(text);
  const std::string token = text::ToHalfWidth(text.substr(0, end));
  out.hint = NameAfter(text.substr(end));

  absl::string_view key = token;
  const bool resource_name = absl::ConsumePrefix(&key, "organizations/");
  if (IsId(key)) {
    out.key = OrganizationCell::Key::kOrganizationId;
    out.value = std::string(key);
    return out;
  }
  const gb::Parsed<gb::CreditCode> code = gb::ParseCreditCode(key);
  if (code.ok() && !resource_name) {
    out.key = code.value->IsUnionCode() ? OrganizationCell::Key::kUnionCode
                                        : OrganizationCell::Key::kUnitCode;
    out.value = code.value->text();
    return out;
  }
  // No name of a union is made of Latin letters and digits alone.
  if (resource_name || (key.size() >= 6 && IsAsciiAlphanumeric(key))) {
    out.key = OrganizationCell::Key::kUnsoundCode;
    return out;
  }
  out.key = OrganizationCell::Key::kName;
  out.hint = std::string(text);
  return out;
}

}  // namespace mingce::form
