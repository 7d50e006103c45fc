#include "services/members/app/apply_registry.h"

#include "lib/base/status_macros.h"
#include "services/members/storage/mirror_store.h"

namespace mingce::members {

absl::Status ApplyRegistry(ledger::Ledger* ledger, const std::vector<MirrorChange>& changes,
                           const type::Cursor& cursor) {
  ledger::Command command;
  command.weight = static_cast<std::uint32_t>(changes.size());
  command.decide = [&](ledger::Transaction& transaction,
                       audit::Entry*) -> absl::StatusOr<std::string> {
    for (const MirrorChange& change : changes) {
      if (const auto* organization = std::get_if<Organization>(&change)) {
        MINGCE_RETURN_IF_ERROR(PutOrganization(*organization, &transaction));
      } else if (const auto* form = std::get_if<type::Form>(&change)) {
        PutForm(*form, &transaction);
      } else if (const auto* list = std::get_if<type::CodeList>(&change)) {
        PutCodeList(*list, &transaction);
      } else if (const auto* campaign = std::get_if<CampaignForm>(&change)) {
        PutCampaign(campaign->campaign, campaign->member_form, &transaction);
      }
    }
    PutFeedCursor(kRegistryFeed, cursor, &transaction);
    return std::string();
  };
  return ledger->SubmitAndWait(std::move(command)).status();
}

}  // namespace mingce::members
