// What is asked for, and how much of it is attained: campaigns, their quota plans, what has been
// counted at each row of a plan.
//
// A member counts once, at a row or beside the part of the county's target that is allocated to
// nobody (D-13), so that the lines add up:
//
//   Σ sections + outside_units = county       Σ targets + unallocated = county target
//
// Days are Beijing days; a due day belongs to the time allowed until its end (D-15).
//
// Source: domain reference 2.10, 3 and 11.

#ifndef MINGCE_SERVICES_REPORTING_DOMAIN_ATTAIN_H_
#define MINGCE_SERVICES_REPORTING_DOMAIN_ATTAIN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "services/reporting/domain/counts.h"
#include "services/reporting/domain/ids.h"

namespace mingce::reporting {

// The rule of figures, as they name it. A change of who counts when gets another name.
inline constexpr absl::string_view kDefinition = "counted-2";

// Not dated: it is what it is since it was opened.
struct Campaign {
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

struct UnitAttainment {
  Quota quota;
  Counts counts;
  std::int64_t attainment_hundredths = 0;  // see AttainmentHundredths
  std::int64_t counted_on_time = 0;        // counted and known at the end of the last day of entry
  bool on_time = false;                    // these reach the target that held on that day
  // By how many `counted_on_time` would be more if no time of recording were suspect; less than 0
  // where what is suspect takes members away.
  std::int64_t time_suspect = 0;

  friend bool operator==(const UnitAttainment&, const UnitAttainment&) = default;
};

struct SectionAttainment {
  std::string section;
  std::int64_t target = 0;  // sums of its units
  Counts counts;
  std::int64_t attainment_hundredths = 0;

  friend bool operator==(const SectionAttainment&, const SectionAttainment&) = default;
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
  std::int64_t time_suspect = 0;  // as of a unit

  friend bool operator==(const CountyAttainment&, const CountyAttainment&) = default;
};

struct Attainment {
  std::int64_t quota_revision = 0;
  CountyAttainment county;
  std::vector<UnitAttainment> units;        // in the order of the plan
  std::vector<SectionAttainment> sections;  // sums of `units`

  friend bool operator==(const Attainment&, const Attainment&) = default;
};

// In the order of their first units.
std::vector<SectionAttainment> SumBySection(absl::Span<const UnitAttainment> units);

// Counts put to the rows of a plan.
struct RowCounts {
  std::vector<Counts> rows;  // as many as the plan has, in its order
  Counts outside;            // of members under no row
};

// What counted at the end of the last day of entry, or so far if that is not over, against the plan
// of that day.
struct OnTime {
  const QuotaPlan* plan;
  RowCounts counts;      // by times that are not suspect
  RowCounts as_it_says;  // by all times as they are said
};

// `counts` belongs to `plan`. A unit that has no row in the plan of `on_time` has nothing on time.
// Defined for every input: of two rows bound to one organisation the first has its members.
Attainment Attain(const Campaign& campaign, const QuotaPlan& plan, const RowCounts& counts,
                  const OnTime& on_time);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_DOMAIN_ATTAIN_H_
