// A collection campaign: its days, its target, and the forms it works with.

#ifndef MINGCE_SERVICES_REGISTRY_DOMAIN_CAMPAIGN_H_
#define MINGCE_SERVICES_REGISTRY_DOMAIN_CAMPAIGN_H_

#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "lib/gb/date.h"
#include "services/registry/domain/organization_id.h"

namespace mingce::registry {

// Listing campaigns is never paged: nobody runs more than a few a year.
inline constexpr std::size_t kMaxCampaigns = 100;

struct Campaign {
  explicit Campaign(OrganizationId county) : organization(std::move(county)) {}

  std::string id;  // chosen by the creator
  std::string title;
  std::string document_number;
  OrganizationId organization;  // the county federation
  gb::Date start_on;
  gb::Date forms_due_on;  // inclusive (D-15)
  gb::Date entry_due_on;  // inclusive (D-15)
  std::int64_t target = 0;
  std::string organization_form;    // id
  std::string member_form;          // id
  std::int64_t quota_revision = 0;  // newest revision of the quota plan; 0 for none
};

// Whether `id` is 4 to 63 of [a-z0-9-].
bool IsCampaignId(absl::string_view id);

enum class CampaignFault { kNone, kTitleMissing, kDocumentMissing, kBadDates, kBadTarget };

// The days exist, are not before 1900 and come in the order start, forms due, entry due; the target
// is at least 1.
CampaignFault CheckCampaign(const Campaign& campaign);

// Whether both ask for the same, whatever plans have been set since.
bool SameContent(const Campaign& a, const Campaign& b);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_DOMAIN_CAMPAIGN_H_
