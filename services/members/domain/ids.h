// The names of things in members. An invalid one cannot exist.

#ifndef MINGCE_SERVICES_MEMBERS_DOMAIN_IDS_H_
#define MINGCE_SERVICES_MEMBERS_DOMAIN_IDS_H_

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace mingce::members {

// 26 characters that mean nothing (lib/base/ids.h makes them). `Of` is the kind of thing named.
template <typename Of>
class OpaqueId {
 public:
  // nullopt unless `text` has the right length and only 0-9 and a-z.
  static std::optional<OpaqueId> Parse(absl::string_view text) {
    if (text.size() != 26) return std::nullopt;
    for (const char c : text) {
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))) return std::nullopt;
    }
    return OpaqueId(std::string(text));
  }

  const std::string& text() const { return text_; }
  // How others name it: "members/…".
  std::string ResourceName() const { return absl::StrCat(Of::kCollection, "/", text_); }
  friend bool operator==(const OpaqueId&, const OpaqueId&) = default;

 private:
  explicit OpaqueId(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

struct MemberTag {
  static constexpr char kCollection[] = "members";
};
struct OrganizationTag {
  static constexpr char kCollection[] = "organizations";
};
using MemberId = OpaqueId<MemberTag>;
using OrganizationId = OpaqueId<OrganizationTag>;

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_DOMAIN_IDS_H_
