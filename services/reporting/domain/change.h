// The changes of organizations' own counts, in the form in which they are kept: there may be as
// many of them as members.

#ifndef MINGCE_SERVICES_REPORTING_DOMAIN_CHANGE_H_
#define MINGCE_SERVICES_REPORTING_DOMAIN_CHANGE_H_

#include <cstdint>
#include <vector>

#include "absl/time/civil_time.h"
#include "services/reporting/domain/counts.h"

namespace mingce::reporting {

// Days since 1970-01-01.
inline std::int32_t NumberOf(absl::CivilDay day) {
  return static_cast<std::int32_t>(day - absl::CivilDay(1970, 1, 1));
}

// Counts in 32 bits: no more than there are members.
struct Sum {
  std::int32_t registered = 0;
  std::int32_t complete = 0;
  std::int32_t verified = 0;
  std::int32_t counted = 0;

  static Sum Of(const Counts& counts) {
    return {.registered = static_cast<std::int32_t>(counts.registered),
            .complete = static_cast<std::int32_t>(counts.complete),
            .verified = static_cast<std::int32_t>(counts.verified),
            .counted = static_cast<std::int32_t>(counts.counted)};
  }
  Counts counts() const {
    return {
        .registered = registered, .complete = complete, .verified = verified, .counted = counted};
  }
  void Add(const Sum& other, std::int32_t times = 1) {
    registered += times * other.registered;
    complete += times * other.complete;
    verified += times * other.verified;
    counted += times * other.counted;
  }
};

// A Difference of one organization.
struct Change {
  std::int64_t recorded = 0;  // microseconds since 1970
  std::int32_t since = 0;     // NumberOf a day
  std::int32_t from = 0;
  Sum sum;
};

// By OrganizationRef, each in the order in which they came; who is beyond the end has none. What
// is known of an organization's own counts at any moment, on any day, is a sum of these. Those of
// organizations below are not included, and one that is closed has the `counted` it would have if
// it were open.
using Changes = std::vector<std::vector<Change>>;

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_DOMAIN_CHANGE_H_
