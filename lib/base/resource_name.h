// What the resources of the services are called on the wire, in events, in the audit log and in the
// tool (AIP-122): a collection and an id, "organizations/0d9…".

#ifndef MINGCE_LIB_BASE_RESOURCE_NAME_H_
#define MINGCE_LIB_BASE_RESOURCE_NAME_H_

#include <compare>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "lib/base/ids.h"

namespace mingce {

inline constexpr char kCampaigns[] = "campaigns";
inline constexpr char kCodeLists[] = "codeLists";
inline constexpr char kForms[] = "forms";
inline constexpr char kMembers[] = "members";
inline constexpr char kOrganizations[] = "organizations";
inline constexpr char kRoleGrants[] = "roleGrants";

std::string MakeResourceName(absl::string_view collection, absl::string_view id);

// The id in the name of something of `collection`; nullopt for any other name and an empty id.
// Whether the id has the right form is another question.
std::optional<std::string> IdInName(absl::string_view name, absl::string_view collection);

// The opaque id (lib/base/ids.h) of something of one collection. A type for each, so that a member
// is never taken for an organisation. The id has the right form; whether somebody bears it is
// another question.
template <const char* kCollection>
class OpaqueId {
 public:
  // nullopt where `text` is not of that form.
  static std::optional<OpaqueId> FromText(absl::string_view text) {
    return IsOpaqueId(text) ? std::optional(OpaqueId(std::string(text))) : std::nullopt;
  }

  const std::string& text() const { return text_; }
  std::string ResourceName() const { return MakeResourceName(kCollection, text_); }

  friend bool operator==(const OpaqueId&, const OpaqueId&) = default;
  friend auto operator<=>(const OpaqueId&, const OpaqueId&) = default;

 private:
  explicit OpaqueId(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

}  // namespace mingce

#endif  // MINGCE_LIB_BASE_RESOURCE_NAME_H_
