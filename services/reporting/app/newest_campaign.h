// The county's figures of the newest campaign, for metrics.

#ifndef MINGCE_SERVICES_REPORTING_APP_NEWEST_CAMPAIGN_H_
#define MINGCE_SERVICES_REPORTING_APP_NEWEST_CAMPAIGN_H_

#include <optional>

#include "absl/base/thread_annotations.h"
#include "absl/time/time.h"
#include "lib/base/clock.h"
#include "lib/base/mutex.h"
#include "services/reporting/app/projection.h"
#include "services/reporting/domain/attain.h"

namespace mingce::reporting {

// Thread-safe. Computes at most once a second, however many series a scrape reads.
class NewestCampaign {
 public:
  // Both outlive it.
  NewestCampaign(const Projection* projection, const Clock* clock)
      : projection_(projection), clock_(clock) {}

  // The county's line, as of today, of the campaign whose entry is due last (of equals, the last by
  // id) among those with a quota plan in force; absent while there is none.
  std::optional<CountyAttainment> County() const;

 private:
  std::optional<CountyAttainment> Compute(absl::Time now) const;

  const Projection* const projection_;
  const Clock* const clock_;
  mutable Mutex mu_;
  mutable absl::Time computed_ ABSL_GUARDED_BY(mu_) = absl::InfinitePast();
  mutable std::optional<CountyAttainment> county_ ABSL_GUARDED_BY(mu_);
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_APP_NEWEST_CAMPAIGN_H_
