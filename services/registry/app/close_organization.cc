#include "services/registry/app/close_organization.h"

#include <utility>
#include <vector>

#include "lib/base/status_macros.h"
#include "services/registry/app/document_number.h"
#include "services/registry/app/errors.h"
#include "services/registry/app/occupancy.h"
#include "services/registry/app/tree_walk.h"

namespace mingce::registry {
namespace {

constexpr absl::string_view kApprovalDocument = "approval_document";

absl::StatusOr<Organization> Decide(const Recording& recording, const RegisterState& state,
                                    const Organization& current, const gb::Date& day,
                                    const std::string& document) {
  MINGCE_ASSIGN_OR_RETURN(const std::string number, DocumentNumber(kApprovalDocument, document));
  MINGCE_RETURN_IF_ERROR(CheckSuperior(recording, current));
  if (HasOpenChildren(state, current.id)) return OrganizationHasChildren();
  MINGCE_ASSIGN_OR_RETURN(const Occupancy occupancy, OccupancyOf(recording, current));
  MINGCE_RETURN_IF_ERROR(OccupancyRefused(occupancy));
  return RecordChange(recording, current, day, [&](Organization* organization) {
    organization->closed = true;
    organization->closing_document = number;
    return absl::OkStatus();
  });
}

}  // namespace

void CloseOrganization(const Register& parts, const Call& call, OrganizationTarget target,
                       std::string approval_document, Mutation mutation,
                       Done<OrganizationView> done) {
  ChangeOrganization(
      parts, call, std::move(target), std::move(mutation), LoadNewestOrganizationForm(*parts.store),
      [living = parts.living, document = std::move(approval_document)](
          const Recording& recording, const Organization& current, const gb::Date& day) {
        return Decide(recording, living->Decided(), current, day, document);
      },
      std::move(done));
}

}  // namespace mingce::registry
