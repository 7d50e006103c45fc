#include "services/reporting/app/fold_events.h"

#include <optional>
#include <variant>

#include "lib/base/status_macros.h"

namespace mingce::reporting {
namespace {

// One case for each kind of change; a kind without one does not compile.
struct RegistryFold {
  StagedRows* rows;

  absl::Status operator()(const OrganizationChanged& change) const {
    rows->PutOrganization(change.id, change.organization);
    return absl::OkStatus();
  }
  absl::Status operator()(const CampaignOpened& change) const {
    rows->PutCampaign(change.id, change.campaign);
    return absl::OkStatus();
  }
  absl::Status operator()(const QuotaPlanRevised& change) const {
    MINGCE_ASSIGN_OR_RETURN(const std::optional<QuotaPlan> known,
                            rows->FindQuotaPlan(change.campaign));
    if (!known.has_value() || known->revision < change.plan.revision) {
      rows->PutQuotaPlan(change.campaign, change.plan);
    }
    return absl::OkStatus();
  }
  absl::Status operator()(const NothingToProject&) const { return absl::OkStatus(); }
};

}  // namespace

absl::Status FoldRegistryEvent(const RegistryEvent& event, StagedRows* rows) {
  return std::visit(RegistryFold{rows}, event.change);
}

absl::Status FoldMembersEvent(const MembersEvent& event, StagedRows* rows) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<Membership> before,
                          rows->FindMembership(event.member));
  for (const OrganizationDelta& change : DeltasOf(before, event.membership)) {
    MINGCE_RETURN_IF_ERROR(rows->AddToDay(change.organization, event.day, change.delta));
  }
  rows->PutMembership(event.member, event.membership);
  return absl::OkStatus();
}

}  // namespace mingce::reporting
