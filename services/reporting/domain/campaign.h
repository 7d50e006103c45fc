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

struct QuotaPlan {
  std::int64_t revision = 0;  // from 1; a higher one supersedes a lower one
  std::vector<Quota> quotas;  // in the order of the document

  friend bool operator==(const QuotaPlan&, const QuotaPlan&) = default;
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_DOMAIN_CAMPAIGN_H_
