#include "services/registry/app/move_organization.h"

#include <utility>

#include "lib/base/status_macros.h"
#include "services/registry/app/tree_walk.h"

namespace mingce::registry {

void MoveOrganization(const Register& parts, const Call& call, OrganizationTarget target,
                      OrganizationId parent, Mutation mutation, Done<OrganizationView> done) {
  ChangeOrganization(
      parts, call, std::move(target), std::move(mutation), LoadNewestOrganizationForm(*parts.store),
      [living = parts.living, parent = std::move(parent)](
          const Recording& recording, const Organization& current,
          const gb::Date& day) -> absl::StatusOr<Organization> {
        MINGCE_RETURN_IF_ERROR(
            CheckNeeds(recording.access, {.permission = policy::v1::ORGANIZATION_WRITE,
                                          .where = Needs::kThere,
                                          .there = parent}));
        MINGCE_RETURN_IF_ERROR(CheckSuperior(recording, current));
        Organization moved = current;
        moved.parent = parent;
        MINGCE_RETURN_IF_ERROR(CheckTree(*recording.transaction, *recording.kinds, moved,
                                         HeightOf(living->Decided(), current.id)));
        return RecordChange(recording, current, day, [&](Organization* organization) {
          organization->parent = parent;
          return absl::OkStatus();
        });
      },
      std::move(done));
}

}  // namespace mingce::registry
