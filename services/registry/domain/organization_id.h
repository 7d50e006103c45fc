// The opaque id of an organisation (D-1): 26 characters of Crockford's base 32, made by the
// registry and by nobody else. It stays the same when codes, name or parent change.

#ifndef MINGCE_SERVICES_REGISTRY_DOMAIN_ORGANIZATION_ID_H_
#define MINGCE_SERVICES_REGISTRY_DOMAIN_ORGANIZATION_ID_H_

#include <compare>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace mingce::registry {

// An id that has the right form; whether the register holds it is another question.
class OrganizationId {
 public:
  // nullopt where `text` is not of that form.
  static std::optional<OrganizationId> FromText(absl::string_view text) {
    constexpr absl::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    const bool sound = text.size() == 26 && text.find_first_not_of(kAlphabet) == text.npos;
    return sound ? std::optional(OrganizationId(std::string(text))) : std::nullopt;
  }

  const std::string& text() const { return text_; }
  // `organizations/{organization}`.
  std::string ResourceName() const { return "organizations/" + text_; }

  friend bool operator==(const OrganizationId&, const OrganizationId&) = default;
  friend auto operator<=>(const OrganizationId&, const OrganizationId&) = default;

 private:
  explicit OrganizationId(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_DOMAIN_ORGANIZATION_ID_H_
