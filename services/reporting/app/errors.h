// Every refusal of reporting. Domain "mingce.reporting". Reasons are stable; the proto and
// docs/api.md promise them. None holds personal data.

#ifndef MINGCE_SERVICES_REPORTING_APP_ERRORS_H_
#define MINGCE_SERVICES_REPORTING_APP_ERRORS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "services/reporting/domain/event.h"

namespace mingce::reporting {

// To callers.

// NOT_FOUND, CAMPAIGN_NOT_FOUND: no such campaign, or no quota plan of it is known (at `known_at`).
absl::Status CampaignNotFound(const CampaignId& campaign);
// NOT_FOUND, QUOTA_PLAN_NOT_IN_FORCE: the first plan that is known holds from `first` on.
absl::Status QuotaPlanNotInForce(const CampaignId& campaign, absl::CivilDay as_of,
                                 absl::CivilDay first);
// INVALID_ARGUMENT, BAD_DATE: `field` is no day of the calendar from 1900 to 9999, or no time of
// it.
absl::Status BadDate(absl::string_view field);
// INVALID_ARGUMENT, BAD_TREE_BASIS: not one that this version knows.
absl::Status BadTreeBasis();
// INVALID_ARGUMENT, AS_OF_IN_FUTURE: what holds on a day to come is not known.
absl::Status AsOfInFuture(absl::CivilDay today);
// INVALID_ARGUMENT, KNOWN_AT_IN_FUTURE: what will be known is not known.
absl::Status KnownAtInFuture();
// INVALID_ARGUMENT, BAD_PAGE_TOKEN: another quota plan is in force than on the page before.
absl::Status PlanRevisedBetweenPages();
// UNAVAILABLE, SOURCE_BEHIND: `wanted` has not been reached.
absl::Status SourceBehind(Feed feed, std::uint64_t wanted);
// UNAVAILABLE, SOURCE_BEHIND, metadata state=broken: the feed is not followed any more, so no
// figure is sure to be of the stream as it is now.
absl::Status SourceBroken(Feed feed);

// To the feed's consumer; each stops it for good.

// DATA_LOSS, FEED_GAP: `arrived` does not follow `applied`.
absl::Status FeedGap(Feed feed, std::uint64_t applied, std::uint64_t arrived);
// FAILED_PRECONDITION, FEED_EPOCH_CHANGED: the answer is of another stream than what was applied.
absl::Status FeedEpochChanged(Feed feed);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_APP_ERRORS_H_
