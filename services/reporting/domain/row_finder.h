// Where a member counts: at the nearest organisation upward from its own that has a quota row
// (D-8).

#ifndef MINGCE_SERVICES_REPORTING_DOMAIN_ROW_FINDER_H_
#define MINGCE_SERVICES_REPORTING_DOMAIN_ROW_FINDER_H_

#include <cstdint>
#include <limits>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "services/reporting/domain/attain.h"
#include "services/reporting/domain/knowledge.h"
#include "services/reporting/domain/organization.h"

namespace mingce::reporting {

// Where the members of one organisation count from a day on.
struct Place {
  static constexpr std::int32_t kNoRow = -1;

  std::int32_t day = std::numeric_limits<std::int32_t>::min();  // NumberOf it; of the first: ever
  std::int32_t row = kNoRow;                                    // of the plan
  bool closed = false;                                          // they do not count

  friend bool operator==(const Place&, const Place&) = default;
};

// By day, at least one; no two that follow each other say the same. Nearly all organisations have
// one or two.
using Places = absl::InlinedVector<Place, 1>;

// The last of them that is not after `day`.
const Place* PlaceOn(const Places& places, std::int32_t day);

// Thread-compatible.
//
// Defined for every tree: a parent that is not known ends the way up like the county does, a way
// that runs in a circle leads to no row, and of two rows bound to one organisation the first gets
// its members.
class RowFinder {
 public:
  // `organizations` outlives it, and has a number for each that has a row.
  RowFinder(const Organizations* organizations, const QuotaPlan& plan, Knowledge knowledge);

  // As far as known. Depends on nothing but the organisation's own versions and the places
  // of those that are its parent in one of them.
  Places Find(OrganizationRef organization) const;

 private:
  const Organizations* const organizations_;
  const Knowledge knowledge_;
  absl::flat_hash_map<OrganizationRef, std::int32_t> rows_;
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_DOMAIN_ROW_FINDER_H_
