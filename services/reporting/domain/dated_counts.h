// Own counts of organisations on any day, as known at any moment, kept as sums of differences.
//
// Adding costs the same however many there are. A question that was asked before costs nothing but
// its answer, which every later difference is added to; a new one costs the number of (organisation,
// day, day) there are, not that of members. A moment within a day costs that day's differences too,
// and so does the first question after some have been added.

#ifndef MINGCE_SERVICES_REPORTING_DOMAIN_DATED_COUNTS_H_
#define MINGCE_SERVICES_REPORTING_DOMAIN_DATED_COUNTS_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <list>
#include <map>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/reporting/domain/counts.h"
#include "services/reporting/domain/membership.h"

namespace mingce::reporting {

// By OrganizationRef; who is beyond its end has none. Those of organisations below are not included,
// and one that is closed has the `counted` it would have if it were open.
using OwnCounts = std::vector<Counts>;

// Not thread-safe, not even to read: answers are remembered.
class DatedCounts {
 public:
  void Add(const Difference& difference);

  // What was known at `known_at` of `day`. Good until the next call.
  const OwnCounts& On(absl::CivilDay day, absl::Time known_at) const;

  // The same apart by the day from which the counted versions hold. One pair may be visited more than
  // once; its counts add up.
  void Visit(
      absl::CivilDay day, absl::Time known_at,
      absl::FunctionRef<void(OrganizationRef, absl::CivilDay since, const Counts&)> visit) const;

 private:
  static constexpr std::size_t kAnswersKept = 12;

  // Days since 1970-01-01 and 32 bits: there may be as many of these as members, and none of them
  // adds more than one.
  struct Cell {
    std::int32_t since;  // first: a figure by the tree of the event takes day after day
    OrganizationRef organization;
    std::int32_t from;

    friend auto operator<=>(const Cell&, const Cell&) = default;
  };
  struct Sum {
    std::int32_t registered = 0;
    std::int32_t complete = 0;
    std::int32_t verified = 0;
    std::int32_t counted = 0;
  };
  struct Total {
    Cell cell;
    Sum sum;
  };
  struct Arrival {
    std::int64_t recorded;  // microseconds since 1970
    Cell cell;
    Sum sum;
  };
  // What one day brought. In order, and each but once, up to the mark; what was added since follows.
  struct Arrivals {
    std::vector<Total> all;  // of `each` up to the mark
    std::vector<Arrival> each;
    std::size_t mark = 0;  // in `each`
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    std::int64_t last = std::numeric_limits<std::int64_t>::min();
  };
  struct Answer {
    std::int32_t day;
    std::int64_t known_at;  // kAll: whatever is known
    OwnCounts counts;
  };

  static Sum& AddTo(Sum* to, const Sum& sum);
  static void AddTo(OwnCounts* counts, OrganizationRef organization, const Sum& sum);
  static void PutInOrder(Arrivals* arrivals);
  template <typename Visitor>
  void VisitKnown(std::int64_t known_at, Visitor visit) const;

  mutable std::map<std::int32_t, Arrivals> arrivals_;  // by the day they became known
  std::int64_t newest_ = std::numeric_limits<std::int64_t>::min();
  mutable std::list<Answer> answers_;  // the latest asked first
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_DOMAIN_DATED_COUNTS_H_
