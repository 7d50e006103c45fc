#include "services/registry/app/campaigns.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/resource_name.h"
#include "lib/base/status_macros.h"
#include "services/registry/app/errors.h"
#include "services/registry/storage/catalogue_store.h"
#include "services/registry/storage/organization_store.h"
#include "services/registry/storage/published.h"
#include "services/registry/storage/row_codec.h"

namespace mingce::registry {
namespace {

absl::Status CheckContent(const Campaign& campaign) {
  switch (CheckCampaign(campaign)) {
    case CampaignFault::kNone:
      return absl::OkStatus();
    case CampaignFault::kTitleMissing:
      return FieldMissing("title");
    case CampaignFault::kDocumentMissing:
      return FieldMissing("document_number");
    case CampaignFault::kBadDates:
      return BadDates();
    case CampaignFault::kBadTarget:
      return BadTarget();
  }
  return absl::InternalError("a campaign fault without an error");
}

absl::Status CheckPublished(const kv::Reader& reader, absl::string_view form_id, int subject) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<type::Form> form, FindForm(reader, form_id));
  if (!form.has_value() || form->subject() != subject) return FormNotFound();
  return absl::OkStatus();
}

absl::StatusOr<Campaign> Decide(ledger::Transaction* transaction, const Campaign& asked) {
  MINGCE_RETURN_IF_ERROR(CheckContent(asked));
  MINGCE_ASSIGN_OR_RETURN(const std::optional<Campaign> existing,
                          FindCampaign(*transaction, asked.id));
  if (existing.has_value()) {
    if (!SameContent(*existing, asked)) return CampaignExists();
    return *existing;
  }
  MINGCE_ASSIGN_OR_RETURN(const std::optional<Organization> county,
                          FindOrganization(*transaction, asked.organization));
  if (!county.has_value()) return OrganizationNotFound();
  MINGCE_RETURN_IF_ERROR(
      CheckPublished(*transaction, asked.organization_form, type::Form::ORGANIZATION));
  MINGCE_RETURN_IF_ERROR(CheckPublished(*transaction, asked.member_form, type::Form::MEMBER));
  MINGCE_ASSIGN_OR_RETURN(const std::vector<Campaign> all, AllCampaigns(*transaction));
  if (all.size() >= kMaxCampaigns) return TooManyCampaigns();
  PutRow(asked, transaction);
  transaction->AppendEvent(CampaignCreated(asked));
  return asked;
}

}  // namespace

void CreateCampaign(const Register& parts, const Call& call, Campaign asked, Mutation mutation,
                    Done<Campaign> done) {
  asked.quota_revision = 0;
  AuditSubject about{.subject = MakeResourceName(kCampaigns, asked.id),
                     .organization = asked.organization.ResourceName()};
  SubmitMutation<Campaign>(
      parts, call, std::move(mutation), {.permission = policy::v1::CAMPAIGN_WRITE},
      std::move(about),
      [asked = std::move(asked)](const Decision& decision) {
        return Decide(decision.transaction, asked);
      },
      std::move(done));
}

absl::StatusOr<Campaign> GetCampaign(const kv::Reader& reader, absl::string_view id) {
  MINGCE_ASSIGN_OR_RETURN(std::optional<Campaign> campaign, FindCampaign(reader, id));
  if (!campaign.has_value()) return CampaignNotFound();
  return *std::move(campaign);
}

absl::StatusOr<std::vector<Campaign>> ListCampaigns(const Register& parts) {
  return AllCampaigns(*parts.store);
}

}  // namespace mingce::registry
