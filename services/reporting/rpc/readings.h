// What reporting tells Prometheus besides its calls. Names begin with mingce_reporting_.
//
//   feed_applied_sequence{feed}   newest event in the rows
//   feed_head_sequence{feed}      newest event heard of
//   feed_lag_events{feed}         the difference
//   feed_broken{feed}             1 when the feed is not followed any more
//   feed_silence_seconds{feed}    since the followed service last answered
//   campaign_members{count}       of the county: registered, complete, verified, counted
//   campaign_target_members       the county's target
//   campaign_allocated_members    sum of the units' targets
//   campaign_time_suspect_members  that would count on time if no time of recording were suspect
//   clock_set_backs_unconfirmed   settings back of a source's clock that make times suspect
//
// The campaign is the newest one, as of today; its series are NaN until one has a quota plan in
// force. Units are not exported: every series is made at the start, when the plan is not known yet;
// GetAttainment has them.

#ifndef MINGCE_SERVICES_REPORTING_RPC_READINGS_H_
#define MINGCE_SERVICES_REPORTING_RPC_READINGS_H_

#include "lib/base/clock.h"
#include "lib/rpc/metrics.h"
#include "services/reporting/app/feed_source.h"
#include "services/reporting/app/projection.h"

namespace mingce::reporting {

// All outlive `metrics`.
void AddReadings(rpc::Metrics* metrics, const Projection* projection, const FeedSource* feeds,
                 const Clock* clock);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_RPC_READINGS_H_
