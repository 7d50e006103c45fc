// What is known of one membership, and what it adds to its organisation's counts.

#ifndef MINGCE_SERVICES_REPORTING_DOMAIN_MEMBERSHIP_H_
#define MINGCE_SERVICES_REPORTING_DOMAIN_MEMBERSHIP_H_

#include <optional>
#include <vector>

#include "services/reporting/domain/counts.h"
#include "services/reporting/domain/ids.h"

namespace mingce::reporting {

struct Membership {
  OrganizationId organization;  // the base union
  bool retained = false;        // 保留会籍: registered and shown, not counted (D-9)
  bool complete = false;
  bool verified = false;

  friend bool operator==(const Membership&, const Membership&) = default;
};

// What the membership adds to the own counts of its organisation. Whether the organisation is open
// is not looked at: that is asked when the figure is, so closing one rewrites no member.
Counts ContributionOf(const Membership& membership);

// A change of one organisation's own counts; never zero.
struct OrganizationDelta {
  OrganizationId organization;
  Counts delta;

  friend bool operator==(const OrganizationDelta&, const OrganizationDelta&) = default;
};

// What changes when `before` (absent: a new member) becomes `after`. A member who moved leaves the
// old organisation's counts and enters the new one's, on the same day (D-11).
std::vector<OrganizationDelta> DeltasOf(const std::optional<Membership>& before,
                                        const Membership& after);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_DOMAIN_MEMBERSHIP_H_
