#ifndef MINGCE_SERVICES_REPORTING_APP_GET_STATUS_H_
#define MINGCE_SERVICES_REPORTING_APP_GET_STATUS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/reporting/app/feed_source.h"
#include "services/reporting/app/figures.h"
#include "services/reporting/app/projection.h"

namespace mingce::reporting {

struct ServiceStatus {
  Watermark watermark;             // as of now
  std::int64_t members = 0;        // projected, ended ones included
  std::int64_t organizations = 0;  // projected, closed ones included
  absl::Status registry_feed;      // OK, or why it is not followed any more
  absl::Status members_feed;
};

// How the service stands; answers while feeds are behind or broken, too. Counts nothing: it costs the
// same however large the register is.
ServiceStatus GetStatus(const Projection& projection, const FeedSource& feeds, absl::Time now);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_APP_GET_STATUS_H_
