#include "services/reporting/domain/membership.h"

namespace mingce::reporting {

Counts ContributionOf(const Membership& membership) {
  return {.registered = 1,
          .complete = membership.complete ? 1 : 0,
          .verified = membership.verified ? 1 : 0,
          .counted = membership.retained ? 0 : 1};
}

std::vector<OrganizationDelta> DeltasOf(const std::optional<Membership>& before,
                                        const Membership& after) {
  const Counts entering = ContributionOf(after);
  if (!before.has_value()) return {{after.organization, entering}};
  const Counts leaving = -ContributionOf(*before);
  if (before->organization != after.organization) {
    return {{before->organization, leaving}, {after.organization, entering}};
  }
  const Counts delta = entering + leaving;
  if (delta.IsZero()) return {};
  return {{after.organization, delta}};
}

}  // namespace mingce::reporting
