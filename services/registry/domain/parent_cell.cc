#include "services/registry/domain/parent_cell.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "lib/gb/credit_code.h"
#include "lib/gb/text.h"
#include "services/registry/domain/organization_id.h"

namespace mingce::registry {
namespace {

// Position after the first token: the first blank, or the end.
std::size_t TokenEnd(absl::string_view text) {
  std::size_t pos = 0;
  while (pos < text.size()) {
    std::size_t next = pos;
    if (gb::IsBlank(gb::NextCodePoint(text, &next))) return pos;
    pos = next;
  }
  return pos;
}

bool IsAsciiAlphanumeric(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)); });
}

}  // namespace

ParentCell ParseParentCell(absl::string_view cell) {
  const std::string visible = gb::StripInvisible(cell);
  const absl::string_view text = gb::TrimBlanks(visible);
  ParentCell out;
  if (text.empty()) return out;
  const std::size_t end = TokenEnd(text);
  const std::string token = gb::ToHalfWidth(text.substr(0, end));
  out.hint = std::string(gb::TrimBlanks(text.substr(end)));

  absl::string_view key = token;
  const bool resource_name = absl::ConsumePrefix(&key, "organizations/");
  if (const auto id = OrganizationId::FromText(key)) {
    out.key = ParentCell::Key::kOrganizationId;
    out.value = id->text();
    return out;
  }
  const gb::Parsed<gb::CreditCode> code = gb::ParseCreditCode(key);
  if (code.ok() && !resource_name) {
    out.key = code.value->IsUnionCode() ? ParentCell::Key::kUnionCode : ParentCell::Key::kUnitCode;
    out.value = code.value->text();
    return out;
  }
  // No name of a union is made of Latin letters and digits alone.
  if (resource_name || (key.size() >= 6 && IsAsciiAlphanumeric(key))) {
    out.key = ParentCell::Key::kUnsoundCode;
    return out;
  }
  out.key = ParentCell::Key::kName;
  out.hint = std::string(text);
  return out;
}

}  // namespace mingce::registry
