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

RegisterStatus GetStatus(const Register& parts) {
  return {.head = parts.ledger->Head(),
          .audit_entries = parts.ledger->NewestAudit().sequence,
          .organizations = static_cast<std::int64_t>(parts.living->Now()->facts.organizations())};
}

gb::Date BeijingToday(absl::Time now) { return gb::FromCivilDay(BeijingDay(now)); }

}  // namespace mingce::registry
