// Where a member counts: at the nearest organisation upward from its own that has a quota row (D-8).

#ifndef MINGCE_SERVICES_REPORTING_DOMAIN_ROW_FINDER_H_
#define MINGCE_SERVICES_REPORTING_DOMAIN_ROW_FINDER_H_

#include <cstdint>
#include <map>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/reporting/domain/campaign.h"
#include "services/reporting/domain/organization.h"

namespace mingce::reporting {

// Remembers every organisation it passes. Not thread-safe.
//
// Defined for every tree: a parent that is not known ends the way up like the county does, a way
// that runs in a circle leads to no row, and of two rows bound to one organisation the first gets
// its members.
class RowFinder {
 public:
  static constexpr std::int32_t kNoRow = -1;

  // `organizations` outlives it and is not changed meanwhile.
  RowFinder(const Organizations* organizations, const QuotaPlan& plan, absl::Time known_at);

  // The plan's row of `organization` in the tree of `day`, or kNoRow.
  std::int32_t Find(OrganizationRef organization, absl::CivilDay day);

 private:
  // By OrganizationRef: a row, kNoRow, or not walked yet.
  using RowsOfTree = std::vector<std::int32_t>;

  RowsOfTree& TreeOn(absl::CivilDay day);

  const Organizations* const organizations_;
  const absl::Time known_at_;
  RowsOfTree own_row_;
  std::map<absl::CivilDay, RowsOfTree> trees_;  // by the day from which each stands
  absl::CivilDay newest_day_;                   // the day asked about last, and its tree
  RowsOfTree* newest_tree_ = nullptr;
  std::vector<OrganizationRef> passed_;
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_DOMAIN_ROW_FINDER_H_
