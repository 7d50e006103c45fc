// Every refusal of reporting. Domain "mingce.reporting". Reasons are stable; the proto and
// docs/api.md promise them. None holds personal data.

#ifndef MINGCE_SERVICES_REPORTING_APP_ERRORS_H_
#define MINGCE_SERVICES_REPORTING_APP_ERRORS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/reporting/domain/feed.h"
#include "services/reporting/domain/ids.h"

namespace mingce::reporting {

// To callers.

// NOT_FOUND, CAMPAIGN_NOT_FOUND: no such campaign, or its quota plan has not arrived yet.
absl::Status CampaignNotFound(const CampaignId& campaign);
// INVALID_ARGUMENT, BAD_DATE: `as_of` is no day of the calendar from 1900 to 9999.
absl::Status BadAsOf();
// INVALID_ARGUMENT, BAD_PAGE_TOKEN: the quota plan was revised since the page before.
absl::Status PlanRevisedBetweenPages();
// UNAVAILABLE, SOURCE_BEHIND: `wanted` has not been reached; `applied` has.
absl::Status SourceBehind(Feed feed, std::uint64_t wanted, std::uint64_t applied);
// UNAVAILABLE, SOURCE_BEHIND, metadata state=broken: the feed is not followed any more, so no
// figure is sure to be of the stream as it is now.
absl::Status SourceBroken(Feed feed);

// To the feed's consumer; each stops it for good.

// DATA_LOSS, FEED_GAP: `arrived` does not follow `applied`.
absl::Status FeedGap(Feed feed, std::uint64_t applied, std::uint64_t arrived);
// FAILED_PRECONDITION, FEED_EPOCH_CHANGED: the answer is of another stream than what was applied.
absl::Status FeedEpochChanged(Feed feed);
// UNIMPLEMENTED, EVENT_UNKNOWN: a kind of event this version does not know.
absl::Status EventUnknown(Feed feed, std::uint64_t sequence);
// INVALID_ARGUMENT, EVENT_DAMAGED: `field` of the event is missing or makes no sense.
absl::Status EventDamaged(Feed feed, std::uint64_t sequence, absl::string_view field);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_APP_ERRORS_H_
