#include "services/reporting/rpc/readings.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"

namespace mingce::reporting {
namespace {

// A head is told after what it names has been applied, so it can be behind for a moment.
std::uint64_t HeadOf(const Projection& projection, const FeedSource& feeds, Feed feed) {
  return std::max(feeds.View(feed).head.sequence, projection.applied(feed).sequence);
}

std::function<double()> CountyReading(const NewestCampaign* campaign,
                                      std::int64_t (*read)(const CountyAttainment&)) {
  return [campaign, read] {
    const std::optional<CountyAttainment> county = campaign->County();
    return county.has_value() ? static_cast<double>(read(*county))
                              : std::numeric_limits<double>::quiet_NaN();
  };
}

}  // namespace

void AddReadings(rpc::Metrics* metrics, const Projection* projection, const FeedSource* feeds,
                 const NewestCampaign* campaign) {
  for (const Feed feed : kFeeds) {
    const std::string label = absl::StrCat("feed=", FeedName(feed));
    metrics->AddReading(
        "feed_applied_sequence", "Newest event of the feed in the figures.", label,
        [projection, feed] { return static_cast<double>(projection->applied(feed).sequence); });
    metrics->AddReading("feed_head_sequence", "Newest event of the feed heard of.", label,
                        [projection, feeds, feed] {
                          return static_cast<double>(HeadOf(*projection, *feeds, feed));
                        });
    metrics->AddReading("feed_lag_events", "Events heard of and not yet in the figures.", label,
                        [projection, feeds, feed] {
                          // Applied first: it only grows, so the difference is never negative.
                          const std::uint64_t applied = projection->applied(feed).sequence;
                          return static_cast<double>(HeadOf(*projection, *feeds, feed) - applied);
                        });
    metrics->AddReading("feed_broken", "1 when the feed is not followed any more.", label,
                        [feeds, feed] { return feeds->View(feed).broken.ok() ? 0.0 : 1.0; });
  }
  const std::string help = "Members of the county in the newest campaign.";
  const auto add = [&](absl::string_view count, std::int64_t (*read)(const CountyAttainment&)) {
    metrics->AddReading("campaign_members", help, absl::StrCat("count=", count),
                        CountyReading(campaign, read));
  };
  add("registered", [](const CountyAttainment& county) { return county.counts.registered; });
  add("complete", [](const CountyAttainment& county) { return county.counts.complete; });
  add("verified", [](const CountyAttainment& county) { return county.counts.verified; });
  add("counted", [](const CountyAttainment& county) { return county.counts.counted; });
  metrics->AddReading(
      "campaign_target_members", "The county's target in the newest campaign.", "",
      CountyReading(campaign, [](const CountyAttainment& county) { return county.target; }));
  metrics->AddReading(
      "campaign_allocated_members", "Sum of the units' targets in the newest campaign.", "",
      CountyReading(campaign, [](const CountyAttainment& county) { return county.allocated; }));
}

}  // namespace mingce::reporting
