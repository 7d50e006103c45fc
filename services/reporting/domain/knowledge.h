// What a figure is made of: everything that was recorded until a moment, and which suspect times of
// recording it believes.
//
// A source marks what it records after its clock was set back (lib/ledger/recorded_time.h). Until
// an officer confirms that the clock was right from then on, such a time proves nothing: the thing
// may have been recorded later.

#ifndef MINGCE_SERVICES_REPORTING_DOMAIN_KNOWLEDGE_H_
#define MINGCE_SERVICES_REPORTING_DOMAIN_KNOWLEDGE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "lib/history/timeline.h"

namespace mingce::reporting {

// The two feeds that reporting follows.
enum class Feed { kRegistry = 0, kMembers = 1 };

inline constexpr std::array<Feed, 2> kFeeds = {Feed::kRegistry, Feed::kMembers};

// The feed's name in keys, logs and metrics. On disk: never changes.
constexpr absl::string_view FeedName(Feed feed) {
  return feed == Feed::kRegistry ? "registry" : "members";
}

// The feed's place in an array of one value a feed.
constexpr std::size_t IndexOf(Feed feed) { return static_cast<std::size_t>(feed); }

// The settings back of clocks that were confirmed, each by the sequence of the first event after
// it; by IndexOf(feed).
using Confirmed = std::array<std::set<std::uint64_t>, 2>;

struct Knowledge {
  absl::Time known_at;  // what was recorded then or before
  // Believed of the suspect times. Absent: all of them.
  std::optional<Confirmed> confirmed = std::nullopt;

  template <typename Value>
  bool Believes(Feed feed, const history::Version<Value>& version) const {
    return version.suspect_since == 0 || !confirmed.has_value() ||
           (*confirmed)[IndexOf(feed)].contains(version.suspect_since);
  }
  template <typename Value>
  bool Has(Feed feed, const history::Version<Value>& version) const {
    return version.recorded <= known_at && Believes(feed, version);
  }

  friend bool operator==(const Knowledge&, const Knowledge&) = default;
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_DOMAIN_KNOWLEDGE_H_
