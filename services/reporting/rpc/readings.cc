#include "services/reporting/rpc/readings.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/feed/readings.h"

namespace mingce::reporting {
namespace {

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
    feed::AddReadings(
        std::string(FeedName(feed)),
        [projection, feeds, feed] {
          // What is in the rows first: it only grows, so the lag is never negative.
          feed::FeedState state;
          state.applied.set_sequence(projection->applied(feed).sequence);
          const FeedView view = feeds->View(feed);
          state.head.set_sequence(view.head.sequence);
          state.broken = view.broken;
          state.answered = std::chrono::steady_clock::now() - absl::ToChronoNanoseconds(view.age);
          return state;
        },
        metrics);
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
