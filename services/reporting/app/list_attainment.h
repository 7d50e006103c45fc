#ifndef MINGCE_SERVICES_REPORTING_APP_LIST_ATTAINMENT_H_
#define MINGCE_SERVICES_REPORTING_APP_LIST_ATTAINMENT_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "lib/call/call.h"
#include "services/reporting/app/feed_source.h"
#include "services/reporting/app/figures.h"
#include "services/reporting/app/projection.h"

namespace mingce::reporting {

// Where a page begins, and the state the page before was of.
struct PagePlace {
  std::int64_t revision = 0;  // of the quota plan
  std::size_t index = 0;      // of the page's first unit
  absl::CivilDay as_of;
  absl::Time known_at;

  friend bool operator==(const PagePlace&, const PagePlace&) = default;
};

struct AttainmentListQuery {
  FiguresQuery figures;
  std::size_t page_size = 100;                   // at least 1
  std::optional<PagePlace> from = std::nullopt;  // absent: the first page
};

struct AttainmentList {
  Figures figures;
  // The page's units: [begin, end) of those of `figures`.
  std::size_t begin = 0;
  std::size_t end = 0;
  std::optional<PagePlace> next = std::nullopt;  // absent: this is the last page
};

// One page of those of a campaign's units that the caller may read, in the order of the plan. Later
// pages answer as of the day and as known at the moment of the first, whatever was recorded
// meanwhile. Errors: those of ReadFigures; BAD_PAGE_TOKEN (another plan is in force than on the
// page before: a source was not complete then).
absl::StatusOr<AttainmentList> ListAttainment(const Projection& projection, const FeedSource& feeds,
                                              const Call& call, const AttainmentListQuery& query);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_APP_LIST_ATTAINMENT_H_
