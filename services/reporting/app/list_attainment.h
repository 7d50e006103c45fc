#ifndef MINGCE_SERVICES_REPORTING_APP_LIST_ATTAINMENT_H_
#define MINGCE_SERVICES_REPORTING_APP_LIST_ATTAINMENT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "services/reporting/app/feed_source.h"
#include "services/reporting/app/figures.h"
#include "services/reporting/app/projection.h"
#include "services/reporting/domain/ids.h"

namespace mingce::reporting {

// Where a page begins: a place in one revision of the quota plan.
struct PagePlace {
  std::int64_t revision = 0;
  std::size_t index = 0;  // of the page's first unit

  friend bool operator==(const PagePlace&, const PagePlace&) = default;
};

struct AttainmentListQuery {
  CampaignId campaign;
  std::optional<absl::CivilDay> as_of;  // Beijing day, inclusive
  std::size_t page_size = 100;          // at least 1
  std::optional<PagePlace> from;        // absent: the first page
};

struct AttainmentList {
  std::vector<UnitAttainment> units;
  std::optional<PagePlace> next;  // absent: this is the last page
  Watermark watermark;
};

// One page of a campaign's units, in the order of the plan, from one moment of the projection.
// Errors: CAMPAIGN_NOT_FOUND, SOURCE_BEHIND (a feed is broken), BAD_PAGE_TOKEN (the plan was
// revised since the page before), those of the store.
absl::StatusOr<AttainmentList> ListAttainment(const Projection& projection, const FeedSource& feeds,
                                              const AttainmentListQuery& query);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_APP_LIST_ATTAINMENT_H_
