// How a followed feed stands, for Prometheus.

#ifndef MINGCE_LIB_RPC_FEED_READINGS_H_
#define MINGCE_LIB_RPC_FEED_READINGS_H_

#include <functional>
#include <string>

#include "lib/rpc/feed_consumer.h"
#include "lib/rpc/metrics.h"

namespace mingce::rpc {

// Adds feed_applied_sequence, feed_head_sequence, feed_lag_events, feed_broken and
// feed_silence_seconds with the label feed=`name`. `state` is called at each scrape.
void AddFeedReadings(const std::string& name, const std::function<FeedState()>& state,
                     Metrics* metrics);

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_FEED_READINGS_H_
