#include "services/registry/app/register.h"

#include "lib/call/errors.h"
#include "services/registry/app/errors.h"

namespace mingce::registry {

absl::Status CheckNeeds(const access::Access& access, const Needs& needs) {
  switch (needs.where) {
    case Needs::kThere:
      if (!needs.there.has_value()) break;  // nothing named: the whole register
      return access.May(needs.permission, needs.there->text()) ? absl::OkStatus()
                                                               : OrganizationNotFound();
    case Needs::kSomewhere:
      return access.MaySomewhere(needs.permission) ? absl::OkStatus() : PermissionDenied();
    case Needs::kEverywhere:
      break;
  }
  return access.MayEverywhere(needs.permission) ? absl::OkStatus() : PermissionDenied();
}

}  // namespace mingce::registry
