// How a followed feed stands, for Prometheus.

#ifndef MINGCE_LIB_FEED_READINGS_H_
#define MINGCE_LIB_FEED_READINGS_H_

#include <functional>
#include <string>

#include "lib/feed/follower.h"
#include "lib/rpc/metrics.h"

namespace mingce::feed {

// Adds feed_applied_sequence, feed_head_sequence, feed_lag_events, feed_broken and
// feed_silence_seconds with the label feed=`name`. `state` is called at each scrape.
void AddReadings(const std::string& name, const std::function<FeedState()>& state,
                 rpc::Metrics* metrics);

}  // namespace mingce::feed

#endif  // MINGCE_LIB_FEED_READINGS_H_
