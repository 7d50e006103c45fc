// Identifiers of what reporting counts. Others' services make them; here they are compared and
// kept, never constructed or parsed (domain reference D-1). One type for each, so that a member is
// never taken for an organisation.

#ifndef MINGCE_SERVICES_REPORTING_DOMAIN_IDS_H_
#define MINGCE_SERVICES_REPORTING_DOMAIN_IDS_H_

#include <compare>
#include <string>
#include <utility>

namespace mingce::reporting {

// The part of a resource name after its collection; not empty.
template <typename Tag>
class Id {
 public:
  explicit Id(std::string text) : text_(std::move(text)) {}

  const std::string& text() const { return text_; }

  auto operator<=>(const Id&) const = default;

  template <typename H>
  friend H AbslHashValue(H state, const Id& id) {
    return H::combine(std::move(state), id.text_);
  }

 private:
  std::string text_;
};

using OrganizationId = Id<struct OrganizationTag>;
using MemberId = Id<struct MemberTag>;
using CampaignId = Id<struct CampaignTag>;

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_DOMAIN_IDS_H_
