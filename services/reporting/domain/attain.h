// Attainment: who counts where, and how much of each target that reaches.
//
// A member counts once, at the nearest organisation upward from its own that has a quota row (D-8).
// Members under no row count for the county alone and stand beside the part of the county's target
// that is allocated to nobody (D-13), so that the lines add up:
//
//   Σ units + outside_units = county          Σ targets + unallocated = county target
//
// Source: domain reference 2.10, 3 and 11.

#ifndef MINGCE_SERVICES_REPORTING_DOMAIN_ATTAIN_H_
#define MINGCE_SERVICES_REPORTING_DOMAIN_ATTAIN_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "services/reporting/domain/campaign.h"
#include "services/reporting/domain/counts.h"
#include "services/reporting/domain/organization.h"

namespace mingce::reporting {

// The rule of this file, as figures name it. A change of who counts gets another name.
inline constexpr absl::string_view kDefinition = "counted-1";

// Own counts, those of organisations below not included. An organisation that is closed is here
// with the `counted` it would have if it were open.
using OwnCounts = absl::flat_hash_map<OrganizationId, Counts>;

struct UnitAttainment {
  Quota quota;
  Counts counts;
  std::int64_t attainment_hundredths = 0;  // see AttainmentHundredths
  std::int64_t counted_on_time = 0;        // counted at the end of the last day of entry
  bool on_time = false;                    // these alone reach the target

  friend bool operator==(const UnitAttainment&, const UnitAttainment&) = default;
};

struct CountyAttainment {
  std::int64_t target = 0;
  std::int64_t allocated = 0;    // sum of the units' targets
  std::int64_t unallocated = 0;  // target - allocated; negative when too much is allocated
  Counts counts;                 // of all members
  std::int64_t attainment_hundredths = 0;
  Counts outside_units;  // of members under no quota row
  std::int64_t counted_on_time = 0;
  bool on_time = false;

  friend bool operator==(const CountyAttainment&, const CountyAttainment&) = default;
};

struct Attainment {
  CountyAttainment county;
  std::vector<UnitAttainment> units;  // in the order of the plan

  friend bool operator==(const Attainment&, const Attainment&) = default;
};

// The attainment from own counts at the moment asked about (`counts`) and at the end of the last
// day of entry, or at that moment if it is earlier (`counts_on_time`).
//
// Defined for every input: a parent that is not known ends the way up like the county does, a way
// that runs in a circle leads to no unit, counts of an unknown organisation are the county's, and
// of two rows bound to one organisation the first gets its members.
Attainment Attain(const Organizations& organizations, const OwnCounts& counts,
                  const OwnCounts& counts_on_time, const Campaign& campaign, const QuotaPlan& plan);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_DOMAIN_ATTAIN_H_
