// How the following of the two feeds stands, as far as the verbs need it.

#ifndef MINGCE_SERVICES_REPORTING_APP_FEED_SOURCE_H_
#define MINGCE_SERVICES_REPORTING_APP_FEED_SOURCE_H_

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "mingce/type/feed.pb.h"
#include "services/reporting/domain/event.h"

namespace mingce::reporting {

struct FeedView {
  type::Head head;         // newest heard of since the start; empty before the first answer
  bool caught_up = false;  // heard from, whole, and applied up to its head
  absl::Status broken;     // OK, or why it is not followed any more
  absl::Duration age =
      absl::ZeroDuration();  // since it last answered; since the start where it has not
};

// Thread-safe.
class FeedSource {
 public:
  virtual ~FeedSource() = default;
  virtual FeedView View(Feed feed) const = 0;
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_APP_FEED_SOURCE_H_
