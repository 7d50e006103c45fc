#include "services/registry/domain/campaign.h"

#include <algorithm>

#include "absl/strings/ascii.h"

namespace mingce::registry {
namespace {}  // namespace

bool IsCampaignId(absl::string_view id) {
  return id.size() >= 4 && id.size() <= 63 && std::all_of(id.begin(), id.end(), [](char c) {
           return absl::ascii_islower(static_cast<unsigned char>(c)) ||
                  absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '-';
         });
}

CampaignFault CheckCampaign(const Campaign& campaign) {
  if (campaign.title.empty()) return CampaignFault::kTitleMissing;
  if (campaign.document_number.empty()) return CampaignFault::kDocumentMissing;
  if (!gb::IsDayFrom1900(campaign.start_on) || !gb::IsDayFrom1900(campaign.forms_due_on) ||
      !gb::IsDayFrom1900(campaign.entry_due_on) || campaign.start_on > campaign.forms_due_on ||
      campaign.forms_due_on > campaign.entry_due_on) {
    return CampaignFault::kBadDates;
  }
  if (campaign.target < 1) return CampaignFault::kBadTarget;
  return CampaignFault::kNone;
}

bool SameContent(const Campaign& a, const Campaign& b) {
  return a.id == b.id && a.title == b.title && a.document_number == b.document_number &&
         a.organization == b.organization && a.start_on == b.start_on &&
         a.forms_due_on == b.forms_due_on && a.entry_due_on == b.entry_due_on &&
         a.target == b.target && a.organization_form == b.organization_form &&
         a.member_form == b.member_form;
}

}  // namespace mingce::registry
