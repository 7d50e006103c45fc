#include "lib/feed/readings.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace mingce::feed {
namespace {

// A head is told after what it names has been applied, so it can be behind for a moment.
std::uint64_t HeadOf(const FeedState& state) {
  return std::max(state.head.sequence(), state.applied.sequence());
}

}  // namespace

void AddReadings(const std::string& name, const std::function<FeedState()>& state,
                 rpc::Metrics* metrics) {
  const auto add = [&](const char* reading, const char* help, double (*read)(const FeedState&)) {
    metrics->AddReading(reading, help, absl::StrCat("feed=", name),
                        [state, read] { return read(state()); });
  };
  add("feed_applied_sequence", "Newest event applied of a followed feed.",
      [](const FeedState& now) { return static_cast<double>(now.applied.sequence()); });
  add("feed_head_sequence", "Newest event of the feed heard of.",
      [](const FeedState& now) { return static_cast<double>(HeadOf(now)); });
  add("feed_lag_events", "Events heard of and not yet applied.", [](const FeedState& now) {
    return static_cast<double>(HeadOf(now) - now.applied.sequence());
  });
  add("feed_broken", "1 when a feed is not followed any more.",
      [](const FeedState& now) { return now.broken.ok() ? 0.0 : 1.0; });
  // Lag says nothing of a feed that cannot be asked: an expired certificate leaves it at 0.
  add("feed_silence_seconds", "Since the followed service last answered.",
      [](const FeedState& now) {
        const std::chrono::duration<double> silence =
            std::chrono::steady_clock::now() - now.answered;
        return silence.count();
      });
}

}  // namespace mingce::feed
