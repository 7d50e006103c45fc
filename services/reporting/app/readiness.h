// Whether the service may call itself healthy.

#ifndef MINGCE_SERVICES_REPORTING_APP_READINESS_H_
#define MINGCE_SERVICES_REPORTING_APP_READINESS_H_

#include <array>

#include "absl/status/status.h"
#include "services/reporting/app/feed_source.h"

namespace mingce::reporting {

// What an operator does about a feed that is not followed any more.
enum class Remedy {
  kRebuild,  // delete the store directory and start again: the stream is another one than applied
  kUpgrade,  // install a version that knows the event
  kRestore,  // the source's store was changed: that one is to be looked at
  kReport,   // the source sent an event that makes no sense: nothing here mends that
};
Remedy RemedyFor(const absl::Status& broken);

// Healthy once both feeds have been caught up since the start, and until one breaks. A source that
// is away or a backlog later on does not make the service unhealthy: its figures say how far they
// have come. Not thread-safe.
class Readiness {
 public:
  // Looks at the feeds; whether to serve. Logs each change, and what to do about a broken feed.
  bool Look(const FeedSource& feeds);

 private:
  std::array<bool, 2> caught_up_{};
  std::array<bool, 2> broken_{};
  bool serving_ = false;
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_APP_READINESS_H_
