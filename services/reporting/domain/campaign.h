// What attainment is measured against. Days are Beijing days; a due day belongs to the time allowed
// until its end (D-15).

#ifndef MINGCE_SERVICES_REPORTING_DOMAIN_CAMPAIGN_H_
#define MINGCE_SERVICES_REPORTING_DOMAIN_CAMPAIGN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "services/reporting/domain/ids.h"

namespace mingce::reporting {

// Not dated: it is what it is since it was opened.
struct Campaign {
  std::string title;
  OrganizationId organization;  // the county federation
  absl::CivilDay forms_due_on;
  absl::CivilDay entry_due_on;
  std::int64_t target = 0;  // the county's own, in members

  friend bool operator==(const Campaign&, const Campaign&) = default;
};

// One row of a quota plan (annex 1).
struct Quota {
  std::string section;  // "county" or "township"
  std::int32_t seq = 0;
  std::string title;
  std::int64_t target = 0;  // in members
  OrganizationId organization;

  friend bool operator==(const Quota&, const Quota&) = default;
};

// A version of a campaign's plan: it holds from its effective day until that of a later one.
struct QuotaPlan {
  std::int64_t revision = 0;  // from 1; of two plans of one day the higher one stands
  std::vector<Quota> quotas;  // in the order of the document

  friend bool operator==(const QuotaPlan&, const QuotaPlan&) = default;
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_DOMAIN_CAMPAIGN_H_
