#include "services/reporting/rpc/readings.h"

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "lib/feed/readings.h"
#include "services/reporting/app/figures.h"

namespace mingce::reporting {

void AddReadings(rpc::Metrics* metrics, const Projection* projection, const FeedSource* feeds,
                 const Clock* clock) {
  for (const Feed feed : kFeeds) {
    feed::AddReadings(
        std::string(FeedName(feed)),
        [projection, feeds, feed] {
          // What is in the rows first: it only grows, so the lag is never negative.
          feed::FeedState state;
          state.applied.set_sequence(projection->applied(feed).sequence());
          const FeedView view = feeds->View(feed);
          state.head = view.head;
          state.broken = view.broken;
          state.answered = std::chrono::steady_clock::now() - absl::ToChronoNanoseconds(view.age);
          return state;
        },
        metrics);
  }
  const auto add = [&](absl::string_view name, absl::string_view help, absl::string_view label,
                       std::int64_t (*read)(const CountyAttainment&)) {
    metrics->AddReading(std::string(name), std::string(help), std::string(label), [=] {
      const std::optional<CountyAttainment> county = NewestCounty(*projection, clock->Now());
      return county.has_value() ? static_cast<double>(read(*county))
                                : std::numeric_limits<double>::quiet_NaN();
    });
  };
  using County = CountyAttainment;
  constexpr absl::string_view kMembers = "campaign_members";
  constexpr absl::string_view kHelp = "Members of the county in the newest campaign.";
  add(kMembers, kHelp, "count=registered", [](const County& of) { return of.counts.registered; });
  add(kMembers, kHelp, "count=complete", [](const County& of) { return of.counts.complete; });
  add(kMembers, kHelp, "count=verified", [](const County& of) { return of.counts.verified; });
  add(kMembers, kHelp, "count=counted", [](const County& of) { return of.counts.counted; });
  add("campaign_target_members", "The county's target in the newest campaign.", "",
      [](const County& of) { return of.target; });
  add("campaign_allocated_members", "Sum of the units' targets in the newest campaign.", "",
      [](const County& of) { return of.allocated; });
  add("campaign_time_suspect_members",
      "Members who would count on time, too, if no time of recording were suspect.", "",
      [](const County& of) { return of.time_suspect; });
  metrics->AddReading("clock_set_backs_unconfirmed",
                      "Settings back of a source's clock that make times of recording suspect.", "",
                      [projection] {
                        std::int64_t unconfirmed = 0;
                        projection->Read([&](const Facts& facts, const Applied&) {
                          for (const SetBack& set_back : facts.set_backs()) {
                            if (!set_back.confirmed) ++unconfirmed;
                          }
                        });
                        return static_cast<double>(unconfirmed);
                      });
}

}  // namespace mingce::reporting
