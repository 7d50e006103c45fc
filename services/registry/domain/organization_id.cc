#include "services/registry/domain/organization_id.h"

namespace mingce::registry {
namespace {

constexpr std::size_t kLength = 26;
constexpr absl::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";

}  // namespace

std::optional<OrganizationId> OrganizationId::FromText(absl::string_view text) {
  if (text.size() != kLength) return std::nullopt;
  for (const char c : text) {
    if (kAlphabet.find(c) == absl::string_view::npos) return std::nullopt;
  }
  return OrganizationId(std::string(text));
}

}  // namespace mingce::registry
